import { writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { TestEvent } from "node:test/reporters";
import { inspect, styleText } from "node:util";

/** What came of a run of tests. */
export interface TestCounts {
  passed: number;
  skipped: number;
  failures: string[];
}

/** What the reporter leaves for test/run.ts in the file that TRUNKLINE_TEST_COUNTS names. */
export interface TestReport extends TestCounts {
  /** False while the runner still waits, be it only for something that the last test left open. */
  ended: boolean;
}

/** Undefined for what only passes on the outcome of the tests inside it. */
type Outcome = "passed" | "failed" | "skipped" | undefined;

type Finished = Extract<TestEvent, { type: "test:pass" | "test:fail" }>;

// Totals that the runner repeats as messages; ours stand in the last line.
const OWN_TOTALS = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /;
const RUNNER_FRAME = /^ +at .*node:internal\/.*\n/gm;

/** One line per file, failures in full where they happen; counts tests, not the suites around them. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const totals: TestCounts = { passed: 0, skipped: 0, failures: [] };
  const openNames: string[] = [];
  let waiting = 0;
  let current = startFile("");
  for await (const event of events) {
    if (event.type === "test:enqueue" && event.data.nesting === 0) waiting += 1;
    if (event.type === "test:start") openNames.splice(event.data.nesting, openNames.length, event.data.name);
    if (event.type === "test:stdout" || event.type === "test:stderr") yield event.data.message;
    if (event.type === "test:diagnostic" && !OWN_TOTALS.test(event.data.message)) yield `${event.data.message}\n`;
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const file = relative(process.cwd(), event.data.file ?? event.data.name);
    if (file !== current.file) {
      yield summarize(current);
      current = startFile(file);
    }
    const name = [file, ...openNames.slice(0, event.data.nesting), event.data.name].join(" › ");
    const outcome = judge(event);
    count(outcome, name, totals, current);
    if (outcome === "failed") yield describeFailure(name, event);
    if (event.data.nesting > 0) continue;
    current.durationMs += event.data.details.duration_ms;
    waiting -= 1;
    if (waiting === 0) save({ ...totals, ended: false });
  }
  yield summarize(current);
  save({ ...totals, ended: true });
}

function count(outcome: Outcome, name: string, totals: TestCounts, current: ReturnType<typeof startFile>): void {
  if (outcome === "failed") totals.failures.push(name);
  if (outcome === "passed" || outcome === "skipped") totals[outcome] += 1;
  if (outcome === "passed" || outcome === "failed") current[outcome] += 1;
}

function save(result: TestReport): void {
  const file = process.env.TRUNKLINE_TEST_COUNTS;
  if (file) writeFileSync(file, JSON.stringify(result));
}

function startFile(file: string) {
  return { file, passed: 0, failed: 0, durationMs: 0 };
}

function judge(event: Finished): Outcome {
  const { data, type } = event;
  if (data.skip !== undefined || data.todo !== undefined) return "skipped";
  if (type === "test:fail") return failureType(event) === "subtestsFailed" ? undefined : "failed";
  if (holdsNoTest(event)) return isNarrowedByName() ? undefined : "failed";
  return data.details.type === "suite" ? undefined : "passed";
}

/** The runner reports a file without tests as one test that is named like the file, and passes it. */
function holdsNoTest({ type, data }: Finished): boolean {
  return type === "test:pass" && data.nesting === 0 && data.file !== undefined && resolve(data.name) === data.file;
}

function isNarrowedByName(): boolean {
  return process.execArgv.some((argument) => argument.startsWith("--test-name-pattern"));
}

function failureType(event: Finished): unknown {
  const error: unknown = event.type === "test:fail" ? event.data.details.error : undefined;
  return error instanceof Error && "failureType" in error ? error.failureType : undefined;
}

function describeFailure(name: string, event: Finished): string {
  const error = event.type === "test:fail" ? event.data.details.error : "this file holds no test";
  // The runner wraps what a test threw; the wrapper's own stack shows only the runner.
  const thrown = error instanceof Error && failureType(event) !== undefined && error.cause ? error.cause : error;
  const text = typeof thrown === "string" ? thrown : inspect(thrown, { colors: process.stdout.hasColors?.() ?? false });
  return `${paint("red", "✖")} ${label()}${paint("red", name)}\n${text.replace(RUNNER_FRAME, "").replace(/^/gm, "    ")}\n`;
}

function summarize({ file, passed, failed, durationMs }: ReturnType<typeof startFile>): string {
  if (file === "") return "";
  const mark = failed > 0 ? paint("red", "✖") : paint("green", "✔");
  const counts = failed > 0 ? `${passed} passed, ${failed} failed` : `${passed}`;
  return `${mark} ${label()}${file} ${paint("gray", `(${counts}, ${Math.round(durationMs)} ms)`)}\n`;
}

function label(): string {
  const text = process.env.TRUNKLINE_TEST_LABEL;
  return text ? `${text.padEnd(9)} ` : "";
}

function paint(color: "red" | "green" | "gray", text: string): string {
  return styleText(color, text, { stream: process.stdout });
}
