import type { Group, GroupKey, GroupQuery, SearchField } from "../conditions.ts";
import { currentPlaces, type Deadline, type LiveSegment, type SearchIndex } from "./find-places.ts";
import { matchDocument, valueIn } from "./match-document.ts";
import { type Links, matchSegment, type Places } from "./match-segment.ts";
import { rulesOut } from "./rule-out.ts";
import { clearScratch } from "./scratch.ts";
import { unpackNumbers, unpackTexts } from "./segment-parts.ts";
import { codesOf, idsOf } from "./segment-view.ts";
import { valuesPart } from "./stored-segment.ts";

type Key = string | number | null;

const unknown = -1;
type Tally = { keys: readonly Key[]; records: number; measured: number; sum: number; lowest: number; highest: number };

/**
 * Counts the records that match, in groups.
 * @throws Refusal 503 where it takes too long
 */
export async function groupRecords(
  { segments, changedIds, documents }: SearchIndex,
  query: GroupQuery,
  links: Links,
  deadline: Deadline,
): Promise<Group[]> {
  const tallies = new Map<string, Tally>();
  for (const document of documents) {
    if (!matchDocument(document, query.where, links)) continue;
    const keys = query.keys.map((key) => keyOfValue(key, valueIn(document, key.field)));
    const [sum, range] = [valueIn(document, query.sum), valueIn(document, query.range)];
    tallyOne(tallyOf(tallies, keys), toNumber(sum), toNumber(range));
  }
  for (const segment of segments) {
    deadline();
    clearScratch();
    if (rulesOut(segment, query.where, links)) continue;
    const among = await currentPlaces(segment, changedIds);
    await tallySegment(segment, await matchSegment(segment, query.where, links, among), query, tallies);
  }
  return [...tallies.values()].map(({ lowest, highest, ...tally }) => ({
    ...tally,
    lowest: Number.isFinite(lowest) ? lowest : null,
    highest: Number.isFinite(highest) ? highest : null,
  }));
}

/** Numbers the different keys of each kind, so that a group of a segment has a number of its own. */
async function tallySegment(
  segment: LiveSegment,
  matching: Places,
  query: GroupQuery,
  tallies: Map<string, Tally>,
): Promise<void> {
  if (matching.length === 0) return;
  const keys = await Promise.all(query.keys.map((key) => keyNumbers(segment, key)));
  const [sum, range] = [await numbersOf(segment, query.sum), await numbersOf(segment, query.range)];
  const own = new Map<number, Tally>();
  for (const place of matching) {
    let group = 0;
    for (const { numberAt, most } of keys) group = group * most + numberAt(place);
    let tally = own.get(group);
    if (!tally) {
      const named = keys.map(({ numberAt, different }) => different[numberAt(place)] as Key);
      tally = tallyOf(tallies, named);
      own.set(group, tally);
    }
    tallyOne(tally, sum(place), range(place));
  }
}

function tallyOf(tallies: Map<string, Tally>, keys: readonly Key[]): Tally {
  const name = JSON.stringify(keys);
  let tally = tallies.get(name);
  if (!tally) {
    const nothing = { records: 0, measured: 0, sum: 0 };
    tally = { keys, ...nothing, lowest: Number.POSITIVE_INFINITY, highest: Number.NEGATIVE_INFINITY };
    tallies.set(name, tally);
  }
  return tally;
}

function tallyOne(tally: Tally, sum: number | undefined, range: number | undefined): void {
  tally.records += 1;
  if (sum !== undefined) {
    tally.measured += 1;
    tally.sum += sum;
  }
  if (range === undefined) return;
  if (range < tally.lowest) tally.lowest = range;
  if (range > tally.highest) tally.highest = range;
}

/** The different keys of a segment's records, at most so many, and which of them a record has. */
async function keyNumbers(segment: LiveSegment, key: GroupKey) {
  const { field } = key;
  const codes = await codesOf(segment, field);
  const values = codes && field.in !== "id" ? await valuesOf(segment, field) : undefined;
  const different: Key[] = [];
  const numbers = new Map<Key, number>();
  const numberOf = (value: string | number | undefined): number => {
    const named = keyOfValue(key, value);
    let number = numbers.get(named);
    if (number === undefined) {
      number = different.push(named) - 1;
      numbers.set(named, number);
    }
    return number;
  };
  if (field.in === "id") {
    const ids = await idsOf(segment);
    return { different, most: segment.records, numberAt: (place: number) => numberOf(ids[place]) };
  }
  // Only of the values that are met: few records may match of a segment that has a value for each.
  const byCode = new Int32Array((values?.count ?? 0) + 1).fill(unknown);
  const numberAt = (place: number): number => {
    const code = codes?.[place] ?? 0;
    const known = byCode[code] as number;
    if (known !== unknown) return known;
    const number = numberOf(code === 0 ? undefined : values?.at(code - 1));
    byCode[code] = number;
    return number;
  };
  return { different, most: byCode.length, numberAt };
}

async function valuesOf(segment: LiveSegment, field: Exclude<SearchField, { in: "id" }>) {
  if (field.in === "texts") return segment.part(valuesPart(field.name), unpackTexts);
  const numbers = await segment.part(valuesPart(field.name), unpackNumbers);
  return { count: numbers.length, at: (index: number) => numbers[index] as number };
}

/** A record's number of a property; text is none. */
async function numbersOf(segment: LiveSegment, field: SearchField): Promise<(place: number) => number | undefined> {
  if (field.in === "id") {
    const ids = await idsOf(segment);
    return (place) => ids[place];
  }
  const codes = field.in === "numbers" ? await codesOf(segment, field) : undefined;
  if (!codes) return () => undefined;
  const values = await segment.part(valuesPart(field.name), unpackNumbers);
  return (place) => values[(codes[place] as number) - 1];
}

function keyOfValue(key: GroupKey, value: string | number | undefined): Key {
  if (key.by === "set") return value === undefined ? 0 : 1;
  if (value === undefined) return null;
  if (key.by === "value") return value;
  const time = Number(value);
  let add = key.shifts[0]?.add ?? 0;
  for (const shift of key.shifts.slice(1)) if (time >= shift.from) add = shift.add;
  return Math.floor((time + add) / key.width);
}

function toNumber(value: string | number | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
