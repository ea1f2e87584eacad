import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import type { ReadAnswer, ReadJob } from "./sqlite-long-reads.ts";

/**
 * A worker thread that runs long reads on a connection of its own, so that the thread that answers requests never waits
 * for one. SQLite cannot be interrupted from outside, so a long statement asks now and then whether it is still in time.
 */
class OutOfTime extends Error {}

let deadline = 0;

const database = new DatabaseSync((workerData as { file: string }).file, { readOnly: true, timeout: 5_000 });
database.exec("PRAGMA mmap_size = 268435456");
database.function("in_time", { deterministic: false }, () => {
  if (performance.now() > deadline) throw new OutOfTime();
  return 1;
});
database.function("word_like", { deterministic: true }, (text, parts) =>
  text === null ? null : Number(hasWordLike(String(text), JSON.parse(String(parts)) as string[])),
);

parentPort?.on("message", (job: ReadJob | "stop") => {
  if (job !== "stop") return parentPort?.postMessage(answer(job));
  database.close();
  parentPort?.close();
});

function answer({ sql, parameters, milliseconds }: ReadJob): ReadAnswer {
  deadline = performance.now() + milliseconds;
  try {
    return { rows: database.prepare(sql).all(...(parameters as SQLInputValue[])) };
  } catch (error) {
    if (error instanceof OutOfTime) return { outOfTime: true };
    const { message, code, errcode } = error as Error & { code?: string; errcode?: number };
    return { failure: { message, code, errcode } };
  }
}

function hasWordLike(text: string, parts: readonly string[]): boolean {
  return text.split(/[\n ]/).some((word) => isLike(word, parts));
}

function isLike(word: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (word.length < first.length + last.length || !word.startsWith(first) || !word.endsWith(last)) return false;
  let from = first.length;
  // The earliest place for each part leaves the most room for those after it.
  for (const part of parts.slice(1, -1)) {
    const found = word.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return from <= word.length - last.length;
}
