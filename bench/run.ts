import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { measureFsync } from "./fsync-cost.ts";
import { chooseLoadTool } from "./load-tool.ts";
import { measureOperations } from "./measure-operations.ts";
import { type Engine, type Options, readOptions } from "./options.ts";
import { type Circumstances, describeMachine, judge } from "./results.ts";
import { renderResults } from "./table.ts";

const resultsFolder = join(import.meta.dirname, "results");

function say(text: string): void {
  process.stderr.write(`${text} …\n`);
}

/** Whatever hangs: the measurement ends by itself, and its servers with it. */
function endInTime({ seconds, calls }: Options): void {
  const longestSeconds = 300 + 120 * seconds + calls / 200;
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
for (const engine of options.engines) {
  const results = await measureOperations(tool, options, engine, folder, circumstances(engine));
  writeFileSync(join(resultsFolder, "tmp", `${engine}.json`), `${JSON.stringify(results, undefined, 2)}\n`);
  process.stdout.write(`\n${renderResults(results)}`);
  missed ||= judge(results).some((goal) => !goal.met);
}
process.exitCode = options.check && missed ? 1 : 0;
