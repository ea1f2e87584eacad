import type { SearchCondition } from "../conditions.ts";
import { matchesTerms } from "./mark-terms.ts";
import type { Links } from "./match-segment.ts";
import { firstWhere } from "./match-terms.ts";
import { compareBytes, type SearchDocument, termsOfValue } from "./search-document.ts";

/** Holds a condition against one record, as `matchSegment` does against many. */
export function matchDocument(document: SearchDocument, condition: SearchCondition, links: Links): boolean {
  switch (condition.is) {
    case "set":
      return valueIn(document, condition.field) !== undefined;
    case "compared":
      return isInRange(valueIn(document, condition.field), condition.by, condition.value);
    case "one-of":
      return condition.values.some((value) => isInRange(valueIn(document, condition.field), "=", value));
    case "holding":
      return document.texts.get(condition.name)?.includes(`;${condition.value};`) === true;
    case "run":
      return condition.names.some((name) => matchesTermsOf(document, name, condition));
    case "like":
      return matchesTermsOf(document, condition.name, condition);
    case "associated": {
      const ids = links.get(condition) as Float64Array;
      return ids[firstWhere(ids.length, (at) => (ids[at] as number) >= document.id)] === document.id;
    }
    case "not":
      return !matchDocument(document, condition.of, links);
    case "all":
      return condition.of.every((inner) => matchDocument(document, inner, links));
    case "any":
      return condition.of.some((inner) => matchDocument(document, inner, links));
  }
}

/** What a document has where a condition or an order looks. */
export function valueIn(
  { id, numbers, texts }: SearchDocument,
  field: Extract<SearchCondition, { is: "set" }>["field"],
): number | string | undefined {
  if (field.in === "id") return id;
  return field.in === "numbers" ? numbers.get(field.name) : texts.get(field.name);
}

function matchesTermsOf(
  document: SearchDocument,
  name: string,
  condition: Extract<SearchCondition, { is: "run" | "like" }>,
): boolean {
  const text = document.texts.get(name);
  return text !== undefined && matchesTerms(termsOfValue(text, document.multiple.has(name)), condition);
}

function isInRange(value: string | number | undefined, by: "=" | "<" | "<=" | ">" | ">=", bound: string | number) {
  if (value === undefined) return false;
  const order = typeof value === "number" ? value - Number(bound) : compareBytes(value, String(bound));
  switch (by) {
    case "=":
      return order === 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}
