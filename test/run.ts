import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { createFreshDatabase, provideTestDatabase, type TestDatabase } from "./support/embedded-postgres.ts";
import { findChromium } from "./support/find-chromium.ts";
import type { TestCounts } from "./support/reporter.ts";
import { runTestGroup, stopTestGroups } from "./support/run-test-group.ts";
import { ENGINES, isNarrowed, planGroups, type Selection, type TestGroup } from "./support/test-groups.ts";

/** How many groups run beside each other: two more than there are cores, because each waits for disks and servers. */
const LANES = availableParallelism() + 2;
const USAGE = `npm test -- [--engine ${ENGINES.join("|")}] [--name PATTERN] [FILE OR FOLDER …]`;

function readSelection(): Selection {
  const options = { engine: { type: "string" }, name: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const engine = ENGINES.find((each) => each === values.engine);
  if (values.engine !== undefined && engine === undefined) throw new Error(`no such engine: ${values.engine}`);
  return { engine, name: values.name, paths: positionals };
}

async function runAll(selection: Selection): Promise<TestCounts> {
  const groups = planGroups(selection);
  const needsPostgres = groups.some((group) => group.needsPostgres);
  // Started at once: it is ready by the time the tests that need no database are through.
  const database = needsPostgres ? provideTestDatabase() : undefined;
  database?.catch(() => {});
  stopOnSignals(database);
  const results: TestCounts[] = [];
  const runNext = async () => {
    for (let group = groups.shift(); group; group = groups.shift())
      results.push(await runOne(group, selection, database));
  };
  try {
    await Promise.all(Array.from({ length: LANES }, runNext));
  } finally {
    await database?.then((each) => each.stop()).catch(() => {});
  }
  return addUp(results, selection);
}

async function runOne(group: TestGroup, selection: Selection, database?: Promise<TestDatabase>): Promise<TestCounts> {
  if (group.needsBrowser && findChromium() === undefined) return goWithoutBrowser(group);
  const counts = await runOnOwnDatabase(group, selection, database).catch((error) => ({
    passed: 0,
    skipped: 0,
    failures: [`could not run: ${error.message}`],
  }));
  if (counts.failures.length === 0 && counts.passed === 0 && !isNarrowed(selection))
    counts.failures.push("ran no test");
  return { ...counts, failures: counts.failures.map((failure) => `${group.label}: ${failure}`) };
}

function goWithoutBrowser({ label, files }: TestGroup): TestCounts {
  const message = "no Chromium or Chrome is on this machine: install one (Debian: apt-get install chromium)";
  if (process.env.TRUNKLINE_REQUIRE_BROWSER) return { passed: 0, skipped: 0, failures: [`${label}: ${message}`] };
  const line = "─".repeat(100);
  process.stdout.write(
    `\n${line}\nTHE WEB APP WAS NOT TESTED: ${message},\nor name one in TRUNKLINE_CHROMIUM\n${line}\n\n`,
  );
  return { passed: 0, skipped: files.length, failures: [] };
}

async function runOnOwnDatabase(group: TestGroup, { name }: Selection, server?: Promise<TestDatabase>) {
  // Without files Node's test runner would search for some by itself.
  if (group.files.length === 0) return { passed: 0, skipped: 0, failures: [] };
  if (!group.needsPostgres || !server) return runTestGroup(group, undefined, name);
  const database = await createFreshDatabase((await server).url);
  try {
    return await runTestGroup(group, database.url, name);
  } finally {
    // What the tests found counts for more than a database that could not be dropped.
    await database.stop().catch(() => {});
  }
}

function addUp(results: TestCounts[], selection: Selection): TestCounts {
  const total: TestCounts = { passed: 0, skipped: 0, failures: [] };
  for (const { passed, skipped, failures } of results) {
    total.passed += passed;
    total.skipped += skipped;
    total.failures.push(...failures);
  }
  const ranNothing = total.passed === 0 && total.failures.length === 0;
  if (ranNothing && isNarrowed(selection)) total.failures.push("no test matches");
  return total;
}

function stopOnSignals(database?: Promise<TestDatabase>): void {
  let stopping = false;
  const stop = async (code: number) => {
    // On Ctrl-C the signal comes twice, from the terminal and from npm.
    if (stopping) return;
    stopping = true;
    await stopTestGroups();
    await database?.then((each) => each.stop()).catch(() => {});
    process.exit(code);
  };
  process.on("SIGINT", () => stop(130));
  process.on("SIGTERM", () => stop(143));
  process.on("SIGHUP", () => stop(129));
}

function printTotal({ passed, failures, skipped }: TestCounts): void {
  if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((failure) => `  ${failure}\n`).join("")}\n`);
  process.stdout.write(`${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

let selection: Selection;
try {
  selection = readSelection();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}\n`);
  process.exit(2);
}
printTotal(await runAll(selection));
