import { callBody, shownProperties } from "./sample-data.ts";
import type { Product, Seeded } from "./seed.ts";

/** A request that is sent as it is. */
export type Request = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** One kind of load, as the product and as the limit server take it. */
export type Scenario = {
  readonly name: "read" | "list" | "create";
  readonly title: string;
  readonly status: number;
  readonly product: readonly Request[];
  readonly limit: readonly Request[];
};

/** As many different requests as are sent in turn: enough that neither server can live on its last answer. */
const different = 4_000;
const pageSize = 100;

/** Reads first: creates change what the others would find. */
export function makeScenarios(product: Product, { callIds, contactIds }: Seeded): Scenario[] {
  const headers = { authorization: `Bearer ${product.token}` };
  const json = { "content-type": "application/json" };
  const query = `properties=${shownProperties.join(",")}`;
  const readIds = sample(callIds);
  // Where at least a whole page follows.
  const pageIds = sample(callIds.toSorted((left, right) => Number(left) - Number(right)).slice(0, -pageSize));
  const bodies = sample(contactIds).map((contactId, index) => callBody(index, product.ownerId, contactId));
  return [
    {
      name: "read",
      title: "read by id",
      status: 200,
      product: readIds.map((id) => get(`/crm/v3/objects/calls/${id}?${query}`, headers)),
      limit: readIds.map((id) => get(`/calls/${id}`)),
    },
    {
      name: "list",
      title: "list of 100",
      status: 200,
      product: pageIds.map((id) => get(`/crm/v3/objects/calls?limit=${pageSize}&after=${id}&${query}`, headers)),
      limit: pageIds.map((id) => get(`/calls?after=${id}`)),
    },
    {
      name: "create",
      title: "create",
      status: 201,
      product: bodies.map((body) => post("/crm/v3/objects/calls", { ...headers, ...json }, body)),
      limit: bodies.map((body) => post("/calls", json, body)),
    },
  ];
}

function get(path: string, headers: Record<string, string> = {}): Request {
  return { method: "GET", path, headers };
}

function post(path: string, headers: Record<string, string>, body: string): Request {
  return { method: "POST", path, headers, body };
}

function sample<T>(values: readonly T[]): T[] {
  return Array.from({ length: different }, () => values[Math.floor(Math.random() * values.length)] as T);
}

/**
 * Sends one request of the scenario and looks at the answer, so that no table is made of refusals.
 * @throws Error that shows the answer
 */
export async function tryOut(address: string, scenario: Scenario, server: "product" | "limit"): Promise<void> {
  const { method, path, headers, body } = scenario[server][0] as Request;
  const answer = await fetch(`${address}${path}`, { method, headers, body, signal: AbortSignal.timeout(10_000) });
  const text = await answer.text();
  const found = JSON.parse(text || "null") as { results?: unknown[] } | null;
  const whole = scenario.name !== "list" || found?.results?.length === pageSize;
  if (answer.status !== scenario.status || !whole || !text.includes("hs_call_title")) {
    throw new Error(`The ${server} server answered ${answer.status} to ${method} ${path}:\n${text.slice(0, 500)}`);
  }
}
