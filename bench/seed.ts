import { callBody, contactBody } from "./sample-data.ts";

/** The product as a client sees it. */
export type Product = {
  readonly address: string;
  readonly token: string;
  readonly ownerId: string;
};

/** The records that the database holds before the measurement. */
export type Seeded = { readonly contactIds: readonly string[]; readonly callIds: readonly string[] };

const contacts = 1_000;
const connections = 32;
const requestMilliseconds = 20_000;

/** Fills the product's database through its own API: every call has one contact. */
export async function seed(product: Product, calls: number): Promise<Seeded> {
  const contactIds = await createMany(product, "contacts", contacts, contactBody);
  const contactOf = (index: number) => contactIds[index % contacts] as string;
  const callIds = await createMany(product, "calls", calls, (index) =>
    callBody(index, product.ownerId, contactOf(index)),
  );
  return { contactIds, callIds };
}

async function createMany(
  { address, token }: Product,
  type: string,
  count: number,
  body: (index: number) => string,
): Promise<string[]> {
  const ids = new Array<string>(count);
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next++;
      const answer = await fetch(`${address}/crm/v3/objects/${type}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: body(index),
        signal: AbortSignal.timeout(requestMilliseconds),
      });
      const text = await answer.text();
      if (answer.status !== 201) throw new Error(`The product answered ${answer.status} to a create: ${text}`);
      ids[index] = (JSON.parse(text) as { id: string }).id;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return ids;
}
