import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { measureFsync } from "./fsync-cost.ts";
import { chooseLoadTool, type LoadTool } from "./load-tool.ts";
import { type Figures, measureInTurn, measureOnce, middle, ratio, type Target } from "./measure.ts";
import { type Options, readOptions } from "./options.ts";
import { describeMachine, type GroupCommit, judge, makeRow, type Results, type Row } from "./results.ts";
import { makeScenarios, type Scenario, tryOut } from "./scenarios.ts";
import { type Stage, setStage } from "./stage.ts";
import { renderResults } from "./table.ts";

const resultsFolder = join(import.meta.dirname, "results");
const manyConnections = 32;
const warmUpSeconds = 1;

async function bench(options: Options, folder: string): Promise<Results> {
  const tool = chooseLoadTool(folder);
  const fsyncMilliseconds = measureFsync(folder);
  say(`Filling the database with ${options.calls} calls`);
  const stage = await setStage(options, folder);
  try {
    const rows: Row[] = [];
    let groupCommit: GroupCommit | undefined;
    for (const scenario of makeScenarios(stage.product, stage.seeded)) {
      say(`Measuring: ${scenario.title}`);
      const found = await measureScenario(tool, stage, scenario, options.seconds);
      rows.push(...found.rows);
      if (found.oneByOne) groupCommit = { fsyncMilliseconds, ...found.oneByOne };
    }
    const { engine, seconds, calls } = options;
    return {
      date: new Date().toISOString(),
      machine: describeMachine(),
      node: process.versions.node,
      loadTool: tool.name,
      options: { engine, seconds, calls },
      rows,
      groupCommit,
      goals: judge(engine, rows, groupCommit),
    };
  } finally {
    await stage.close();
  }
}

/** One kind of load with 32 connections and with one; the lesser measurements take half as long. */
async function measureScenario(tool: LoadTool, stage: Stage, scenario: Scenario, seconds: number) {
  const half = Math.max(1, Math.round(seconds / 2));
  const targets: Record<"product" | "limit", Target> = {
    product: { pid: stage.product.pid, address: stage.product.address, requests: scenario.product },
    limit: { ...stage.limit, requests: scenario.limit },
  };
  for (const server of ["product", "limit"] as const) {
    await tryOut(targets[server].address, scenario, server);
    await measureOnce(tool, targets[server], manyConnections, warmUpSeconds);
  }
  const many = await measureInTurn(tool, targets, manyConnections, seconds);
  const one = await measureInTurn(tool, targets, 1, half);
  const rows = [makeRow(scenario, 1, one), makeRow(scenario, manyConnections, many)];
  if (scenario.name !== "create" || !stage.oneByOne) return { rows };
  const oneByOne: Target = { ...stage.oneByOne, requests: scenario.limit };
  const alone = (await measureInTurn(tool, { oneByOne }, manyConnections, half)).oneByOne;
  return { rows, oneByOne: compare(many, alone) };
}

function compare(many: Record<"product" | "limit", readonly Figures[]>, alone: readonly Figures[]) {
  return {
    oneByOne: middle(alone),
    productRatio: ratio(many.product, alone),
    limitRatio: ratio(many.limit, alone),
  };
}

function say(text: string): void {
  process.stderr.write(`${text} …\n`);
}

/** Whatever hangs: the measurement ends by itself, and its servers with it. */
function endInTime({ seconds, calls }: Options): void {
  const longestSeconds = 120 + 60 * seconds + calls / 200;
  const stop = () => {
    process.stderr.write(`Not done after ${longestSeconds} seconds: given up\n`);
    process.exit(1);
  };
  setTimeout(stop, longestSeconds * 1_000).unref();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
}

const options = readOptions();
endInTime(options);
mkdirSync(join(resultsFolder, "tmp"), { recursive: true });
// Beside the results, because a machine's temporary folder is often in memory, where syncing costs nothing.
const folder = mkdtempSync(join(resultsFolder, "tmp", "run-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const [load = 0] = loadavg();
if (load > availableParallelism() / 4) say(`This machine is busy already (load ${load.toFixed(1)}): mind the ratios`);
const results = await bench(options, folder);
writeFileSync(join(resultsFolder, "latest.json"), `${JSON.stringify(results, undefined, 2)}\n`);
process.stdout.write(`\n${renderResults(results)}`);
process.exitCode = options.check && results.goals.some((goal) => !goal.met) ? 1 : 0;
