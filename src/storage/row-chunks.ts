import type { EngineName } from "./statement.ts";

const rowsPerStatement = 2_000;

/**
 * Cuts rows into what one INSERT takes. SQLite gets them one by one: there a prepared statement costs less than a long
 * one that is written for the call, and no round trip is saved.
 */
export function* rowChunks<R>(engine: EngineName, rows: readonly R[]): Generator<readonly R[]> {
  const size = engine === "sqlite" ? 1 : rowsPerStatement;
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
