import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LoadTool } from "./load-tool.ts";
import { type Figures, measureOnce } from "./measure.ts";
import { targetOf } from "./measure-operations.ts";
import { makeOperations } from "./operations.ts";
import type { Engine, Options } from "./options.ts";
import { makeHome, productOf, standingOf } from "./product-home.ts";
import { makeRequest, type Request, sendWell } from "./request.ts";
import type { Circumstances, SearchRow } from "./results.ts";
import { takeSamples } from "./sample-records.ts";
import { searchKinds } from "./searches.ts";

/** What a database of one size gave. */
export type GrowthStep = {
  readonly calls: number;
  readonly busiest: number;
  /** Records per second while the database was filled: the seed command, through the product's own functions. */
  readonly filledPerSecond: number;
  readonly rows: readonly { readonly title: string; readonly figures: Figures }[];
  readonly searches: readonly SearchRow[];
};

export type GrowthResults = Circumstances & { readonly steps: readonly GrowthStep[] };

const connections = 4;
/** The same at every size, so that what differs comes from all the others. */
const mostOfOneContact = 10_000;
const seconds = 2;

/** Measures what must stay flat as the data grows, with four connections: as many as searches that run at once. */
export async function measureGrowth(
  tool: LoadTool,
  options: Options,
  engine: Engine,
  folder: string,
  circumstances: Circumstances,
): Promise<GrowthResults> {
  const steps: GrowthStep[] = [];
  for (const calls of options.growth) {
    const own = join(folder, `growth-${calls}`);
    mkdirSync(own);
    process.stderr.write(`Filling a database with ${calls} calls …\n`);
    steps.push(await measureStep(tool, options, engine, own, calls));
    rmSync(own, { recursive: true, force: true });
  }
  return { ...circumstances, steps };
}

async function measureStep(
  tool: LoadTool,
  options: Options,
  engine: Engine,
  folder: string,
  calls: number,
): Promise<GrowthStep> {
  const busiest = Math.min(mostOfOneContact, calls);
  const home = await makeHome({ ...options, engine, calls, busiest }, folder);
  try {
    const server = await home.serve();
    const standing = standingOf(server, home.databases.pid);
    const product = productOf(server);
    const samples = await takeSamples(product);
    const operations = makeOperations(product, samples);
    const headers = { authorization: `Bearer ${product.token}` };
    const once = (requests: readonly Request[]) =>
      measureOnce(tool, { ...standing, nextRequests: () => requests }, connections, seconds);
    const get = (path: string) => [makeRequest("GET", path, headers)];
    // The first contact that was made is the one with the most calls.
    const first = await sendWell(product.address, get("/crm/v3/objects/contacts?limit=1")[0] as Request);
    const [busy] = (JSON.parse(first.text) as { results: { id: string }[] }).results;
    const timeline = makeRequest("POST", "/crm/v3/objects/calls/search", headers, {
      filterGroups: [{ filters: [{ propertyName: "associations.contact", operator: "EQ", value: busy?.id }] }],
      sorts: [{ propertyName: "hs_timestamp", direction: "DESCENDING" }],
      limit: 20,
    });
    const rows: { title: string; figures: Figures }[] = [];
    const add = async (title: string, requests: readonly Request[]) =>
      rows.push({ title, figures: await once(requests) });
    const measure = async (name: string) => {
      const operation = operations.find((each) => each.name === name);
      if (operation) await add(operation.title, targetOf(standing, operation, "product").nextRequests());
    };
    await measure("read");
    await measure("list");
    await add("timeline of the busiest contact", [timeline]);
    await add("its timeline in the web app", get(`/app/timeline/contacts/${busy?.id}`));
    await add("first page of its associations", get(`/crm/v3/objects/contacts/${busy?.id}/associations/calls`));
    await add("list of the bin", get("/crm/v3/objects/calls?archived=true&limit=100"));
    const searches: SearchRow[] = [];
    for (const { title, bodies } of searchKinds(samples)) {
      const requests = bodies.map((body) => makeRequest("POST", "/crm/v3/objects/calls/search", headers, body));
      const { text } = await sendWell(product.address, requests[0] as Request);
      searches.push({ title, total: (JSON.parse(text) as { total: number }).total, figures: await once(requests) });
    }
    await measure("create");
    await measure("batch");
    await measure("update");
    return { calls, busiest, filledPerSecond: calls / home.fillSeconds, rows, searches };
  } finally {
    await home.close();
  }
}
