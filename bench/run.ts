import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { resultsFile, writeDocuments } from "./document.ts";
import { measureFsync } from "./fsync-cost.ts";
import { chooseLoadTool } from "./load-tool.ts";
import { measureGrowth } from "./measure-growth.ts";
import { measureOperations } from "./measure-operations.ts";
import { measurePeers } from "./measure-peers.ts";
import { measureProfile } from "./measure-profile.ts";
import { type Engine, type Options, type Part, readOptions } from "./options.ts";
import { type Circumstances, describeMachine, judge, type OperationResults, type Row } from "./results.ts";
import { renderResults } from "./table.ts";

const temporary = join(import.meta.dirname, "results/tmp");

function say(text: string): void {
  process.stderr.write(`${text} …\n`);
}

/** Whatever hangs: the measurement ends by itself, and its servers with it. */
function endInTime({ seconds, calls, growth, parts, engines }: Options): void {
  const records = calls + (parts.includes("growth") ? growth.reduce((sum, size) => sum + size, 0) : 0);
  const longestSeconds = engines.length * parts.length * (300 + 120 * seconds) + (engines.length * records) / 100;
  const stop = () => {
    process.stderr.write(`Not done after ${longestSeconds} seconds: given up\n`);
    process.exit(1);
  };
  setTimeout(stop, longestSeconds * 1_000).unref();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
}

const options = readOptions();
endInTime(options);
mkdirSync(temporary, { recursive: true });
// Beside the results, because a machine's temporary folder is often in memory, where syncing costs nothing.
const folder = mkdtempSync(join(temporary, "run-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const [load = 0] = loadavg();
if (load > availableParallelism() / 4) say(`This machine is busy already (load ${load.toFixed(1)}): mind the ratios`);
const tool = chooseLoadTool(folder);
const circumstances = (engine: Engine): Circumstances => ({
  date: new Date().toISOString(),
  machine: describeMachine(),
  node: process.versions.node,
  loadTool: tool.name,
  fsyncMilliseconds: measureFsync(folder),
  engine,
  calls: options.calls,
  seconds: options.seconds,
});

let missed = false;
const measure: Readonly<Record<Part, (engine: Engine, own: string) => Promise<unknown>>> = {
  async operations(engine, own) {
    const results = await measureOperations(tool, options, engine, own, circumstances(engine));
    process.stdout.write(`\n${renderResults(results)}`);
    missed ||= judge(results).some((goal) => !goal.met);
    return results;
  },
  profile: (engine, own) => measureProfile(tool, options, engine, own, circumstances(engine)),
  growth: (engine, own) => measureGrowth(tool, options, engine, own, circumstances(engine)),
  // On PostgreSQL, whichever engines were asked for.
  peers: (_, own) => measurePeers(tool, options, own, circumstances("postgres")),
};

/** Where some operations only were measured, the others as they were before under the same circumstances. */
function completed(file: string, results: OperationResults): OperationResults {
  if (options.only.length === 0 || !existsSync(file)) return results;
  const before = JSON.parse(readFileSync(file, "utf8")) as OperationResults;
  if (before.calls !== results.calls || before.seconds !== results.seconds) return results;
  const isNew = ({ name }: Row) => results.rows.some((row) => row.name === name);
  const place = new Map(before.rows.map(({ name }, index) => [name, index]));
  const rows = [...before.rows.filter((row) => !isNew(row)), ...results.rows];
  const at = ({ name }: Row) => place.get(name) ?? rows.length;
  return {
    ...results,
    rows: rows.sort((one, other) => at(one) - at(other) || one.connections - other.connections),
    searches: results.searches.length > 0 ? results.searches : before.searches,
    readsBeside: results.readsBeside ?? before.readsBeside,
    groupCommit: results.groupCommit ?? before.groupCommit,
  };
}

for (const part of options.parts) {
  const engines: readonly Engine[] = part === "peers" ? ["postgres"] : options.engines;
  for (const engine of engines) {
    const own = mkdtempSync(join(folder, `${part}-`));
    const results = await measure[part](engine, own);
    rmSync(own, { recursive: true, force: true });
    // What is kept is quoted: only where that was asked for.
    const file = options.document ? resultsFile(part, engine) : join(temporary, `${part}-${engine}.json`);
    const whole = part === "operations" ? completed(file, results as OperationResults) : results;
    if (results !== undefined) writeFileSync(file, `${JSON.stringify(whole, undefined, 2)}\n`);
    say(`Written: ${file}`);
  }
}
if (options.document) writeDocuments();
process.exitCode = options.check && missed ? 1 : 0;
