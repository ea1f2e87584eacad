import type { SearchCondition } from "../conditions.ts";
import { firstWhere } from "./match-terms.ts";
import { compareBytes } from "./search-document.ts";
import { unpackNumbers, unpackTexts } from "./segment-parts.ts";
import type { SegmentView } from "./segment-view.ts";
import { idsPart, valuesPart } from "./stored-segment.ts";

type ValueCondition = Extract<SearchCondition, { is: "compared" | "one-of" }>;

/** Marks in a table by code which values of a column, or which ids, are in a condition's range. */
export async function markValues(view: SegmentView, condition: ValueCondition, table: Uint8Array): Promise<void> {
  const { field } = condition;
  if (field.in === "texts") {
    const texts = await view.part(valuesPart(field.name), unpackTexts);
    return markRanges(condition, texts.count, table, (at, bound) => compareBytes(texts.at(at), String(bound)));
  }
  const values = await view.part(field.in === "id" ? idsPart : valuesPart(field.name), unpackNumbers);
  markRanges(condition, values.length, table, (at, bound) => (values[at] as number) - Number(bound));
}

/** @param order how the value at a place stands to a bound: below 0, 0, or above */
function markRanges(
  condition: ValueCondition,
  count: number,
  table: Uint8Array,
  order: (at: number, bound: string | number) => number,
): void {
  const from = (bound: string | number) => firstWhere(count, (at) => order(at, bound) >= 0);
  const behind = (bound: string | number) => firstWhere(count, (at) => order(at, bound) > 0);
  // The code of a value is one more than its place: 0 says that there is none.
  const mark = (first: number, end: number) => table.fill(1, first + 1, Math.max(first, end) + 1);
  if (condition.is === "one-of") {
    for (const value of condition.values) mark(from(value), behind(value));
    return;
  }
  const { value } = condition;
  switch (condition.by) {
    case "=":
      mark(from(value), behind(value));
      break;
    case "<":
      mark(0, from(value));
      break;
    case "<=":
      mark(0, behind(value));
      break;
    case ">":
      mark(behind(value), count);
      break;
    case ">=":
      mark(from(value), count);
  }
}
