import type { SearchCondition } from "../conditions.ts";
import type { LiveSegment } from "./find-places.ts";
import type { Links } from "./match-segment.ts";
import { firstWhere } from "./match-terms.ts";
import { hasColumn } from "./segment-view.ts";

/**
 * True where what is known of a segment without reading its parts tells that a condition holds for none of its records.
 * Calls come into segments in the order in which they were made, so a range of dates leaves most segments out.
 */
export function rulesOut(segment: LiveSegment, condition: SearchCondition, links: Links): boolean {
  switch (condition.is) {
    case "all":
      return condition.of.some((inner) => rulesOut(segment, inner, links));
    case "any":
      return condition.of.every((inner) => rulesOut(segment, inner, links));
    case "set":
      return lacks(segment, condition.field);
    case "compared":
    case "one-of":
      return lacks(segment, condition.field) || isElsewhere(segment, condition);
    case "associated": {
      const ids = links.get(condition) as Float64Array;
      const next = firstWhere(ids.length, (at) => (ids[at] as number) >= segment.firstId);
      return next === ids.length || (ids[next] as number) > segment.lastId;
    }
    default:
      return false;
  }
}

type ValueCondition = Extract<SearchCondition, { is: "compared" | "one-of" }>;

function lacks(segment: LiveSegment, field: ValueCondition["field"]): boolean {
  return field.in !== "id" && !hasColumn(segment, field);
}

/** Whether all numbers of a column lie beside what a condition asks for. */
function isElsewhere(segment: LiveSegment, condition: ValueCondition): boolean {
  const { field } = condition;
  const column = field.in === "numbers" ? segment.summary.numbers[field.name] : undefined;
  if (!column) return false;
  const { lowest, highest } = column;
  if (condition.is === "one-of") {
    return condition.values.every((value) => Number(value) < lowest || Number(value) > highest);
  }
  const value = Number(condition.value);
  switch (condition.by) {
    case "=":
      return value < lowest || value > highest;
    case "<":
      return lowest >= value;
    case "<=":
      return lowest > value;
    case ">":
      return highest <= value;
    case ">=":
      return highest < value;
  }
}
