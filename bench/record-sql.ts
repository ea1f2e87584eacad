import { appendFileSync } from "node:fs";
import { DatabaseSync, StatementSync } from "node:sqlite";
import pg from "pg";

/**
 * Loaded into the product's process with `--import` before a measurement, never during one: writes down each statement
 * that the product runs, with its parameters, on either engine and on every thread.
 */
const file = process.env.BENCH_RECORDING ?? "";

function note(sql: string, parameters: readonly unknown[]): void {
  const values = JSON.stringify({ at: Date.now(), sql, parameters }, (_, value) =>
    typeof value === "bigint" ? { integer: String(value) } : value,
  );
  appendFileSync(file, `${values}\n`);
}

/** Puts `before` in front of a method. */
function watch<T extends object>(prototype: T, method: keyof T, before: (self: T, args: unknown[]) => void): void {
  const original = prototype[method] as (...args: unknown[]) => unknown;
  const watched = function (this: T, ...args: unknown[]) {
    before(this, args);
    return original.apply(this, args);
  };
  Object.defineProperty(prototype, method, { value: watched });
}

for (const method of ["all", "get", "run", "iterate"] as const) {
  watch(StatementSync.prototype, method, (statement, args) => note(statement.sourceSQL, args));
}
watch(DatabaseSync.prototype, "exec", (_, [sql]) => note(String(sql), []));
watch(pg.Client.prototype, "query", (_, [query, values]) => {
  if (typeof query === "string") return note(query, Array.isArray(values) ? values : []);
  const { text, values: own } = query as { text?: string; values?: unknown[] };
  // What carries its own protocol (a cursor, say) has no text of its own.
  if (text !== undefined) note(text, own ?? (Array.isArray(values) ? values : []));
});
