import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasEnded, signalGroup } from "./process-tree.ts";
import type { TestCounts, TestReport } from "./reporter.ts";
import type { TestGroup } from "./test-groups.ts";

/** Where main.ts keeps compiled sources as well. */
const COMPILED = join(import.meta.dirname, "../../node_modules/.trunkline/compiled");
const TEST_LIMIT_MS = 120_000;
const GROUP_LIMIT_MS = 30 * 60_000;
const LINGER_LIMIT_MS = 15_000;
const STOP_STEP_MS = 3_000;

const running = new Set<ChildProcess>();
let isStopped = false;

/** Runs one group in Node's test runner and returns its counts; anything that goes wrong is a failure in them. */
export async function runTestGroup(group: TestGroup, databaseUrl?: string, name?: string): Promise<TestCounts> {
  if (isStopped) throw new Error("the run was stopped");
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeFolder);
  const countsFile = join(folder, "counts.json");
  const child = spawn(process.execPath, runnerArguments(group, name), {
    env: runnerEnvironment(group, countsFile, databaseUrl),
    stdio: ["ignore", "inherit", "inherit"],
    // A process group of its own, so that it can be ended with all that its tests started.
    detached: true,
  });
  child.on("error", () => {});
  running.add(child);
  try {
    const complaint = await awaitEnd(child, countsFile);
    return judge(child, readReport(countsFile), complaint);
  } finally {
    running.delete(child);
    removeFolder();
    process.off("exit", removeFolder);
  }
}

/** Ends all groups that are running, and lets no other begin. */
export async function stopTestGroups(): Promise<void> {
  isStopped = true;
  await Promise.all([...running].map(stop));
}

function runnerArguments({ sharesProcess, files }: TestGroup, name?: string): string[] {
  return [
    "--disable-warning=ExperimentalWarning",
    // Tests make much that is soon forgotten: in more room for it, it is looked through less often.
    "--max-semi-space-size=64",
    "--test",
    sharesProcess ? "--test-isolation=none" : "--test-concurrency=1",
    `--test-timeout=${TEST_LIMIT_MS}`,
    "--test-reporter=./test/support/reporter.ts",
    "--test-reporter-destination=stdout",
    ...(name === undefined ? [] : [`--test-name-pattern=${name}`]),
    ...files,
  ];
}

function runnerEnvironment(group: TestGroup, countsFile: string, databaseUrl?: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { NODE_COMPILE_CACHE: COMPILED, ...process.env };
  delete env.TEST_DATABASE_URL;
  if (group.engine) env.TRUNKLINE_TEST_ENGINE = group.engine;
  if (group.needsPostgres) env.TEST_DATABASE_URL = databaseUrl;
  return { ...env, TRUNKLINE_TEST_COUNTS: countsFile, TRUNKLINE_TEST_LABEL: group.label };
}

/** Returns a complaint if the runner had to be ended. */
async function awaitEnd(child: ChildProcess, countsFile: string): Promise<string | undefined> {
  const startedAt = Date.now();
  let testedAt: number | undefined;
  while (!(await hasEnded(child, 500))) {
    if (readReport(countsFile)) testedAt ??= Date.now();
    if (testedAt !== undefined && Date.now() - testedAt > LINGER_LIMIT_MS) {
      await stop(child);
      return "all tests ended, but the process did not: a test left a server, connection or timer open";
    }
    if (Date.now() - startedAt > GROUP_LIMIT_MS) {
      await stop(child);
      return "the tests took too long and were ended";
    }
  }
  return undefined;
}

async function stop(child: ChildProcess): Promise<void> {
  signalGroup(child, "SIGTERM");
  if (!(await hasEnded(child, STOP_STEP_MS))) signalGroup(child, "SIGKILL");
  await hasEnded(child, STOP_STEP_MS);
}

function judge(child: ChildProcess, report: TestReport | undefined, complaint?: string): TestCounts {
  const { passed, skipped, failures, ended } = report ?? { passed: 0, skipped: 0, failures: [], ended: false };
  const end = child.signalCode ?? `exit code ${child.exitCode}`;
  if (complaint) failures.push(complaint);
  else if (!ended) failures.push(`the test process ended before its tests did (${end})`);
  else if (child.exitCode !== 0 && failures.length === 0)
    failures.push(`tests passed, but the process failed (${end})`);
  return { passed, skipped, failures };
}

function readReport(file: string): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
