import type { SearchCondition, SearchField } from "../conditions.ts";
import { markTerms } from "./mark-terms.ts";
import { markValues } from "./mark-values.ts";
import { firstWhere } from "./match-terms.ts";
import { takePlaces } from "./scratch.ts";
import type { Codes } from "./segment.ts";
import { unpackTexts } from "./segment-parts.ts";
import { codesOf, hasColumn, idsOf, type SegmentView } from "./segment-view.ts";
import { valuesPart } from "./stored-segment.ts";

/** The ids of the records that an `associated` condition is true for, growing. */
export type Links = ReadonlyMap<SearchCondition, Float64Array>;

/** Places in a segment, growing. */
export type Places = Uint16Array;

/** Those of the given records of a segment for which a condition is true. */
export async function matchSegment(
  view: SegmentView,
  condition: SearchCondition,
  links: Links,
  among: Places,
): Promise<Places> {
  switch (condition.is) {
    case "set":
      return condition.field.in === "id" ? among : lookUp(view, condition.field, among, (table) => table.fill(1, 1));
    case "compared":
    case "one-of": {
      const { field } = condition;
      if (field.in !== "id") return lookUp(view, field, among, (table) => markValues(view, condition, table));
      const ids = await idsOf(view);
      const table = new Uint8Array(ids.length + 1);
      await markValues(view, condition, table);
      return among.filter((place) => table[place + 1] === 1);
    }
    case "holding":
      return lookUp(view, { in: "texts", name: condition.name }, among, async (table) => {
        const texts = await view.part(valuesPart(condition.name), unpackTexts);
        const sought = `;${condition.value};`;
        for (let at = 0; at < texts.count; at += 1) if (texts.at(at).includes(sought)) table[at + 1] = 1;
      });
    case "like":
      return lookUp(view, { in: "texts", name: condition.name }, among, (table) =>
        markTerms(view, condition.name, condition, table),
      );
    case "run": {
      const found = condition.names.map((name) =>
        lookUp(view, { in: "texts", name }, among, (table) => markTerms(view, name, condition, table)),
      );
      return union(await Promise.all(found), view.records, among);
    }
    case "associated":
      return intersection(among, placesOf(await idsOf(view), links.get(condition) as Float64Array));
    case "not":
      return difference(among, await matchSegment(view, condition.of, links, among));
    case "all": {
      let places = among;
      for (const inner of condition.of) {
        if (places.length === 0) break;
        places = await matchSegment(view, inner, links, places);
      }
      return places;
    }
    case "any": {
      const found: Places[] = [];
      for (const inner of condition.of) found.push(await matchSegment(view, inner, links, among));
      return union(found, view.records, among);
    }
  }
}

/** The places of those of `sought` that are in a segment; both grow. */
export function placesOf(ids: Float64Array, sought: Float64Array): Places {
  const found: number[] = [];
  const last = ids.at(-1) ?? -1;
  let at = firstWhere(sought.length, (index) => (sought[index] as number) >= (ids[0] ?? 0));
  for (; at < sought.length && (sought[at] as number) <= last; at += 1) {
    const id = sought[at] as number;
    const place = firstWhere(ids.length, (index) => (ids[index] as number) >= id);
    if (ids[place] === id) found.push(place);
  }
  return Uint16Array.from(found);
}

/** Those of the first that are not among the second. */
export function difference(places: Places, others: Places): Places {
  return sift(places, others, false);
}

function intersection(places: Places, others: Places): Places {
  return sift(places, others, true);
}

function sift(places: Places, others: Places, wanted: boolean): Places {
  if (others.length === 0 || places.length === 0) return wanted ? others.subarray(0, 0) : places;
  const last = Math.max(places.at(-1) as number, others.at(-1) as number);
  const table = new Uint8Array(last + 1).fill(wanted ? 0 : 1);
  for (let at = 0; at < others.length; at += 1) table[others[at] as number] = wanted ? 1 : 0;
  const found = takePlaces(places.length);
  let count = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number;
    found[count] = place;
    count += table[place] as number;
  }
  return found.subarray(0, count);
}

function union(lists: readonly Places[], records: number, among: Places): Places {
  const filled = lists.filter((places) => places.length > 0);
  if (filled.length <= 1) return filled[0] ?? new Uint16Array();
  const table = new Uint8Array(records);
  for (const places of filled) for (const place of places) table[place] = 1;
  return among.filter((place) => table[place] === 1);
}

/** Marks in a table by code which values are wanted, and looks each record's up in it. */
async function lookUp(
  view: SegmentView,
  field: Exclude<SearchField, { in: "id" }>,
  among: Places,
  mark: (table: Uint8Array) => unknown,
): Promise<Places> {
  const column = hasColumn(view, field) ? view.summary[field.in][field.name] : undefined;
  if (!column || among.length === 0) return new Uint16Array();
  const table = new Uint8Array(column.values + 1);
  await mark(table);
  if (!table.includes(1)) return new Uint16Array();
  const codes = (await codesOf(view, field)) as Codes;
  // One loop for each width of codes: the engine makes much faster code for one kind of array.
  return codes.BYTES_PER_ELEMENT === 1
    ? siftBytes(codes as Uint8Array, table, among)
    : siftWords(codes as Uint16Array, table, among);
}

function siftBytes(codes: Uint8Array, table: Uint8Array, among: Places): Places {
  const found = takePlaces(among.length);
  let count = 0;
  for (let at = 0; at < among.length; at += 1) {
    const place = among[at] as number;
    found[count] = place;
    count += table[codes[place] as number] as number;
  }
  return found.subarray(0, count);
}

function siftWords(codes: Uint16Array, table: Uint8Array, among: Places): Places {
  const found = takePlaces(among.length);
  let count = 0;
  for (let at = 0; at < among.length; at += 1) {
    const place = among[at] as number;
    found[count] = place;
    count += table[codes[place] as number] as number;
  }
  return found.subarray(0, count);
}
