import { makeRequest, sendWell } from "./request.ts";

/** The product as a client sees it. */
export type Product = { readonly address: string; readonly token: string };

export type SampleRecord = { readonly id: string; readonly properties: Readonly<Record<string, string | null>> };

/** Some of the records that the database holds before the measurement, from all over it. */
export type Samples = {
  readonly calls: readonly SampleRecord[];
  readonly contacts: readonly SampleRecord[];
  readonly companies: readonly SampleRecord[];
};

const pages = 400;
const pageSize = 10;
const atOnce = 16;

export async function takeSamples(product: Product): Promise<Samples> {
  return {
    calls: await sample(product, "calls", ["hs_timestamp", "hs_call_to_number", "hubspot_owner_id", "seed_line"]),
    contacts: await sample(product, "contacts", ["email"]),
    companies: await sample(product, "companies", ["name"]),
  };
}

/** Pages that begin at random places between the first record and the last, so that few requests reach all of them. */
async function sample(
  { address, token }: Product,
  type: string,
  properties: readonly string[],
): Promise<SampleRecord[]> {
  const headers = { authorization: `Bearer ${token}` };
  const list = async (after: number, limit: number) => {
    const path = `/crm/v3/objects/${type}?limit=${limit}&after=${after}&properties=${properties.join(",")}`;
    const { text } = await sendWell(address, makeRequest("GET", path, headers));
    return (JSON.parse(text) as { results: SampleRecord[] }).results;
  };
  const [oldest] = await list(0, 1);
  const newest = await sendWell(
    address,
    makeRequest("POST", `/crm/v3/objects/${type}/search`, headers, {
      limit: 1,
      sorts: [{ propertyName: "hs_object_id", direction: "DESCENDING" }],
    }),
  );
  const [last] = (JSON.parse(newest.text) as { results: SampleRecord[] }).results;
  if (!oldest || !last) throw new Error(`There are no ${type} to measure with`);
  const found = new Map<string, SampleRecord>();
  const [from, to] = [Number(oldest.id), Number(last.id)];
  for (let page = 0; page < pages; page += atOnce) {
    const starts = Array.from({ length: atOnce }, () => Math.floor(from + Math.random() * (to - from)));
    for (const records of await Promise.all(starts.map((start) => list(start, pageSize)))) {
      for (const record of records) found.set(record.id, record);
    }
  }
  // In no order, so that neighbours are not asked for one after the other.
  return [...found.values()].sort((one, other) => scatter(one.id) - scatter(other.id));
}

function scatter(id: string): number {
  return Math.imul(Number(id) % 4_294_967_291, 2_654_435_761) >>> 0;
}
