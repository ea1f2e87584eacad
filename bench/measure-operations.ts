import type { LoadTool } from "./load-tool.ts";
import { type Figures, measureInTurn, measureOnce, middle, ratio, type Target } from "./measure.ts";
import type { Operation } from "./operations.ts";
import type { Engine, Options } from "./options.ts";
import { makeRequest, type Request, sendWell } from "./request.ts";
import {
  type Circumstances,
  type GroupCommit,
  makeRow,
  type OperationResults,
  type Row,
  type SearchRow,
} from "./results.ts";
import { searchKinds } from "./searches.ts";
import { type Stage, setStage } from "./stage.ts";
import { untilQuiet } from "./until-quiet.ts";

const manyConnections = 32;
/** Until the engine has compiled what is asked of it again and again. */
const warmUpSeconds = 3;
const searchSeconds = 1;
const searchesAtOnce = 4;
const say = (text: string) => process.stderr.write(`${text} …\n`);

/** Measures every operation, product and limit server in turn. */
export async function measureOperations(
  tool: LoadTool,
  options: Options,
  engine: Engine,
  folder: string,
  circumstances: Circumstances,
): Promise<OperationResults> {
  const { only, seconds } = options;
  const wanted = ({ name }: Operation) => only.length === 0 || only.includes(name);
  const stage = await setStage({ ...options, engine }, folder, wanted);
  try {
    const rows: Row[] = [];
    let groupCommit: GroupCommit | undefined;
    let readsBeside: Figures | undefined;
    let searches: SearchRow[] = [];
    const problems: string[] = [];
    // One that cannot be measured must not take the others with it.
    const attempt = async (what: string, work: () => Promise<void>) => {
      await untilQuiet(stage.product.pid, stage.product.databasePid);
      say(`Measuring: ${what}`);
      await work().catch((error: Error) => {
        problems.push(`${what}: ${error.message}`);
        say(`Could not be measured: ${problems.at(-1)}`);
      });
    };
    for (const operation of stage.operations) {
      await attempt(operation.title, async () => {
        const found = await measureOperation(tool, stage, operation, seconds);
        rows.push(...found.rows);
        // While nothing was written yet.
        if (operation.name === "search") searches = await measureSearches(tool, stage);
        if (operation.name === "create" && engine === "sqlite") {
          groupCommit = await measureGroupCommit(tool, stage, operation, found.many, seconds);
        }
      });
      // Before any of the calls that are read goes into the bin.
      if (operation.name === "batch" && only.length === 0) {
        await attempt("reads beside searches and batches", async () => {
          readsBeside = await measureReadsBeside(tool, stage, seconds);
        });
      }
    }
    return { ...circumstances, rows, searches, problems, readsBeside, groupCommit, idleMegabytes: stage.idleMegabytes };
  } finally {
    await stage.close();
  }
}

/** One kind of load with 32 connections and with one; the lesser measurements take half as long. */
async function measureOperation(tool: LoadTool, stage: Stage, operation: Operation, usual: number) {
  const seconds = usual * (operation.lengthFactor ?? 1);
  const targets = {
    product: targetOf(stage.product, operation, "product"),
    limit: targetOf(stage.limit(), operation, "limit"),
  };
  for (const target of Object.values(targets)) {
    await sendWell(target.address, target.nextRequests()[0] as Request);
    await measureOnce(tool, target, manyConnections, warmUpSeconds);
  }
  const many = await measureInTurn(tool, targets, manyConnections, seconds);
  const one = await measureInTurn(tool, targets, 1, half(seconds));
  return { rows: [makeRow(operation, 1, one), makeRow(operation, manyConnections, many)], many };
}

export function targetOf(standing: Stage["product"], operation: Operation, server: "product" | "limit"): Target {
  const lists = operation.calls.map((calls) =>
    calls.map(({ replay, sent, request }): Request => {
      if (server === "product") return request;
      const { authorization: _, ...headers } = request.headers;
      return { ...request, headers, path: `/${replay}/${sent.join(",")}` };
    }),
  );
  let run = 0;
  return {
    ...standing,
    refusable: operation.refusable,
    nextRequests: () => lists[run++ % lists.length] as readonly Request[],
  };
}

async function measureGroupCommit(
  tool: LoadTool,
  stage: Stage,
  operation: Operation,
  many: Record<"product" | "limit", readonly Figures[]>,
  seconds: number,
): Promise<GroupCommit> {
  const oneByOne = targetOf(await stage.startLimit("one-by-one"), operation, "limit");
  const alone = (await measureInTurn(tool, { oneByOne }, manyConnections, half(seconds))).oneByOne;
  await stage.startLimit();
  return {
    oneByOne: middle(alone),
    productRatio: ratio(many.product, alone),
    limitRatio: ratio(many.limit, alone),
  };
}

/** Each kind of search with four under way at once, and how many records it finds. */
async function measureSearches(tool: LoadTool, stage: Stage): Promise<SearchRow[]> {
  const headers = { authorization: `Bearer ${stage.token}` };
  const found: SearchRow[] = [];
  for (const { title, bodies } of searchKinds(stage.samples)) {
    const requests = bodies.map((body) => makeRequest("POST", "/crm/v3/objects/calls/search", headers, body));
    const totals: number[] = [];
    for (const request of requests) {
      const { text } = await sendWell(stage.product.address, request);
      totals.push((JSON.parse(text) as { total: number }).total);
    }
    const target = { ...stage.product, nextRequests: () => requests };
    const figures = await measureOnce(tool, target, searchesAtOnce, searchSeconds);
    found.push({ title, total: Math.max(...totals), figures });
  }
  return found;
}

/** No search and no batch may hold up a read. */
async function measureReadsBeside(tool: LoadTool, stage: Stage, seconds: number): Promise<Figures> {
  const target = (name: string) => {
    const operation = stage.operations.find((each) => each.name === name) as Operation;
    return targetOf(stage.product, operation, "product");
  };
  const beside = (name: string, connections: number) =>
    tool
      .run({ ...stage.product, requests: target(name).nextRequests(), connections, seconds: seconds + 1 })
      .then(({ failures }) => {
        if (failures > 0) throw new Error(`${failures} requests of ${name} failed beside reads`);
      });
  const [reads] = await Promise.all([
    measureOnce(tool, target("read"), 8, seconds),
    beside("search", searchesAtOnce),
    beside("batch", 2),
  ]);
  return reads;
}

function half(seconds: number): number {
  return Math.max(1, Math.floor(seconds / 2));
}
