import type { TermTable } from "./term-table.ts";

/**
 * A segment holds what searches see of up to `largestSegment` records, column by column. A column has the different
 * values of one property in order, and for each record the place of its value among them. So a condition is held
 * against each value once, and then looked up for each record.
 */
export type Segment = {
  /** The records' ids, growing. */
  readonly ids: Float64Array;
  readonly numbers: ReadonlyMap<string, NumberColumn>;
  readonly texts: ReadonlyMap<string, TextColumn>;
};

/** For each record the place of its value, counted from 1; 0 where it has none. */
export type Codes = Uint8Array | Uint16Array;

export type NumberColumn = { readonly values: Float64Array; readonly codes: Codes };

export type TextColumn = {
  /** In the order of their bytes. */
  readonly values: readonly string[];
  readonly codes: Codes;
  readonly terms: Readonly<Record<TermList, TermTable>>;
};

export type TermList = "tokens" | "words" | "runs";
export const termLists: readonly TermList[] = ["tokens", "words", "runs"];

/** More records than this would not leave each value a code. */
export const largestSegment = 32_768;

/** The smallest array that holds codes up to `highest`. */
export function newCodes(records: number, highest: number): Codes {
  return highest < 256 ? new Uint8Array(records) : new Uint16Array(records);
}
