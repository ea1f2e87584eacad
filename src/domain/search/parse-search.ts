import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import { isReadable } from "../object-types/readable.ts";
import { checkText } from "../properties/text-rules.ts";
import { byId, type SearchCondition, type SearchOrder, type SearchQuery } from "./conditions.ts";
import { fieldOf, isSearchable } from "./fields.ts";
import type { FilterInput } from "./filter-operands.ts";
import { readFilter } from "./read-filter.ts";
import { matchesQuery } from "./token-conditions.ts";

/** A search as its body says it; every member may be missing or null (contract 3.1). */
export type SearchInput = {
  readonly query?: string | number | null;
  readonly filterGroups?: readonly ({ readonly filters?: readonly FilterInput[] | null } | null)[] | null;
  /** One more group. */
  readonly filters?: readonly FilterInput[] | null;
  readonly sorts?: readonly (string | SortInput | null)[] | null;
  readonly limit?: unknown;
  readonly after?: unknown;
};

type SortInput = { readonly propertyName?: string | null; readonly direction?: string | null };

/**
 * Reads a search into what the database is asked.
 * @throws Refusal 400 for what goes beyond a limit, and for filters and sorts that say nothing sensible (contract 3.3)
 */
export function parseSearch(portal: Portal, objectType: ObjectType, input: SearchInput): SearchQuery {
  const { limit, offset } = readPage(input);
  const conditions = [readGroups(portal, objectType, input), readTextQuery(objectType, input.query)];
  return {
    portalId: portal.portalId,
    objectTypeId: objectType.id,
    where: { is: "all", of: conditions.filter((condition) => condition !== undefined) },
    order: readSort(objectType, input.sorts ?? []),
    offset,
    limit,
    counted: true,
  };
}

function readPage({ limit, after }: SearchInput): { limit: number; offset: number } {
  const page = {
    limit: readNumber("limit", limit, 1, limits.searchMax) ?? limits.listDefault,
    offset: readNumber("after", after, 0, limits.searchWindow) ?? 0,
  };
  if (page.offset + page.limit <= limits.searchWindow) return page;
  throw refuse.invalid(
    `A search reaches its first ${limits.searchWindow} results: after (${page.offset}) and limit (${page.limit}) go beyond them. Narrow the search with filters`,
  );
}

/** A whole number that may be sent as text; empty is none. */
function readNumber(name: string, raw: unknown, lowest: number, highest: number): number | undefined {
  if (raw === undefined || raw === null || raw === "") return undefined;
  const number = typeof raw === "string" && /^\d{1,15}$/.test(raw.trim()) ? Number(raw) : raw;
  if (typeof number === "number" && Number.isInteger(number) && number >= lowest && number <= highest) return number;
  throw refuse.invalid(`${name} must be a whole number from ${lowest} to ${highest}`, { [name]: ["not valid"] });
}

/** Groups are ORed, the filters of each are ANDed; a group without filters says nothing. */
function readGroups(portal: Portal, objectType: ObjectType, input: SearchInput): SearchCondition | undefined {
  const groups = [...(input.filterGroups ?? []).map((group) => group?.filters ?? []), input.filters ?? []].filter(
    (filters) => filters.length > 0,
  );
  const sentGroups = Math.max(groups.length, input.filterGroups?.length ?? 0);
  checkCount("filterGroups", sentGroups, limits.searchGroups);
  for (const filters of groups) checkCount("filters in a filterGroup", filters.length, limits.searchFiltersPerGroup);
  checkCount("filters", groups.flat().length, limits.searchFilters);
  if (groups.length === 0) return undefined;
  return {
    is: "any",
    of: groups.map((filters) => ({
      is: "all",
      of: filters.map((filter) => readFilter(portal, objectType, filter)),
    })),
  };
}

function checkCount(what: string, count: number, limit: number): void {
  if (count > limit) throw refuse.tooManyInSearch(what, count, limit);
}

/** @throws Refusal 400 for text that cannot be stored, and so not found */
export function readTextQuery(
  objectType: ObjectType,
  query: string | number | null | undefined,
): SearchCondition | undefined {
  const text = String(query ?? "");
  checkText(text, "query");
  return text.trim() === "" ? undefined : matchesQuery(objectType.searchableProperties, text);
}

/** `"name"`, `"-name"`, or an object; at most one (contract 3.1). */
export function readSort(objectType: ObjectType, sorts: NonNullable<SearchInput["sorts"]>): SearchOrder {
  const given = sorts.filter((sort) => sort !== null && sort !== "");
  checkCount("sorts", given.length, 1);
  const [sort] = given;
  if (!sort) return byId;
  const { name, descending } = typeof sort === "string" ? readSortText(sort) : readSortObject(sort);
  checkText(name, "The property name of a sort");
  const definition = objectType.properties.get(name);
  if (!definition || !isSearchable(definition) || !isReadable(objectType, name))
    throw refuse.unknownSearchProperty(name, objectType.plural, "sort");
  return { field: fieldOf(definition), descending };
}

function readSortText(sort: string) {
  return sort.startsWith("-") ? { name: sort.slice(1), descending: true } : { name: sort, descending: false };
}

function readSortObject({ propertyName, direction }: SortInput) {
  if (!propertyName) throw refuse.invalid("A sort must name its property: [propertyName]");
  const wanted = (direction || "ASCENDING").toUpperCase();
  if (wanted !== "ASCENDING" && wanted !== "DESCENDING") {
    throw refuse.invalid("The direction of a sort must be one of [ASCENDING, DESCENDING]");
  }
  return { name: propertyName, descending: wanted === "DESCENDING" };
}
