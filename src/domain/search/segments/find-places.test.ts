import assert from "node:assert/strict";
import { test } from "node:test";
import type { SearchCondition, SearchOrder, SearchPage } from "../conditions.ts";
import { startSegment } from "./build-segment.ts";
import { deadlineIn, findPlaces, type LiveSegment, type SearchIndex } from "./find-places.ts";
import { mergeSegments } from "./merge-segments.ts";
import type { SearchDocument } from "./search-document.ts";
import type { Segment } from "./segment.ts";
import { decodeSegment, encodeSegment } from "./stored-segment.ts";

const perSegment = 2_000;
const titles = ["renewal of the contract", "first talk", "Ärger with an invoice 😀", "call back +1 555 010-9876"];

/** Calls as a team makes them, each later than the one before. */
function makeDocuments(count: number): SearchDocument[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 1_000_000 + index * 128,
    numbers: new Map<string, number>([
      ["hs_timestamp", 1_700_000_000_000 + index * 60_000],
      ...(index % 7 === 0 ? [] : [["hs_call_duration", (index * 7_919) % 900] as const]),
    ]),
    texts: new Map<string, string>([
      ["hubspot_owner_id", String(100 + (index % 37))],
      ["hs_call_to_number", `+1555${String((index * 104_729) % 10_000_000).padStart(7, "0")}`],
      ["hs_call_title", titles[index % titles.length] as string],
      ...(index % 90 === 0 ? [] : [["line", `line-${index % 12}`] as const]),
    ]),
    multiple: new Set<string>(),
  }));
}

function buildSegment(documents: readonly SearchDocument[]): Segment {
  const builder = startSegment();
  for (const document of documents) builder.add(document);
  return builder.segment();
}

/** @param read is called with the name of each part that is looked at */
function live(segment: Segment, read: (part: string) => void = () => {}): LiveSegment {
  const { summary, parts } = encodeSegment(segment);
  const decoded = new Map<string, unknown>();
  return {
    ...{ segmentId: segment.ids[0] as number, records: segment.ids.length, summary, dead: new Uint16Array() },
    ...{ firstId: segment.ids[0] as number, lastId: segment.ids.at(-1) as number },
    part(name, decode) {
      read(name);
      if (!decoded.has(name)) decoded.set(name, decode(parts.get(name) as Uint8Array));
      return decoded.get(name) as ReturnType<typeof decode>;
    },
  };
}

function inSegments(documents: readonly SearchDocument[], read?: (segment: number) => void): SearchIndex {
  const segments: LiveSegment[] = [];
  for (let from = 0; from < documents.length; from += perSegment) {
    segments.push(live(buildSegment(documents.slice(from, from + perSegment)), () => read?.(from / perSegment)));
  }
  return { segments, changedIds: new Float64Array(), documents: [] };
}

function unsealed(documents: readonly SearchDocument[]): SearchIndex {
  return { segments: [], changedIds: Float64Array.from(documents, ({ id }) => id), documents };
}

const text = (name: string) => ({ in: "texts", name }) as const;
const number = (name: string) => ({ in: "numbers", name }) as const;
const all = (...of: SearchCondition[]): SearchCondition => ({ is: "all", of });
const newestFirst: SearchOrder = { field: number("hs_timestamp"), descending: true };

/** The searches that must be fast at a million. */
const conditions: Readonly<Record<string, SearchCondition>> = {
  ownerAndTime: all(
    { is: "compared", field: text("hubspot_owner_id"), by: "=", value: "107" },
    { is: "compared", field: number("hs_timestamp"), by: ">=", value: 1_700_000_000_000 },
  ),
  duration: all(
    { is: "one-of", field: text("hubspot_owner_id"), values: ["107", "111"] },
    { is: "compared", field: number("hs_call_duration"), by: ">", value: 800 },
  ),
  number: { is: "run", names: ["hs_call_to_number"], tokens: ["15550104729"], cutShort: false },
  wildcard: { is: "like", name: "hs_call_to_number", among: "tokens", parts: ["", "4729"] },
  query: all(
    { is: "run", names: ["hs_call_title"], tokens: ["contr"], cutShort: true },
    { is: "run", names: ["hs_call_title"], tokens: ["renewal"], cutShort: true },
  ),
  custom: { is: "compared", field: text("line"), by: "=", value: "line-5" },
  unset: { is: "not", of: { is: "set", field: text("line") } },
  many: { is: "compared", field: text("hubspot_owner_id"), by: ">=", value: "103" },
};

function find(index: SearchIndex, where: SearchCondition, order: SearchOrder, more = {}): Promise<SearchPage> {
  const query = { portalId: 1, objectTypeId: "0-48", where, order, offset: 0, limit: 10, counted: true, ...more };
  return findPlaces(index, query, new Map(), deadlineIn(60_000));
}

test("segments, merged ones too, find what the records themselves do, in every order", async () => {
  const documents = makeDocuments(3 * perSegment);
  const separate = inSegments(documents);
  const parts = [0, 1, 2].map((part) => buildSegment(documents.slice(part * perSegment, (part + 1) * perSegment)));
  const inputs = parts.map((segment) => ({ segment, alive: new Uint8Array(perSegment).fill(1) }));
  const merged = { ...separate, segments: [live(decodeSegment(encodeSegment(mergeSegments(inputs))))] };
  for (const [name, where] of Object.entries(conditions)) {
    for (const field of [number("hs_call_duration"), text("hs_call_title"), { in: "id" } as const]) {
      for (const descending of [false, true]) {
        const order = { field, descending };
        const expected = await find(unsealed(documents), where, order);
        assert.deepEqual(await find(separate, where, order), expected, `${name} ${JSON.stringify(order)}`);
        assert.deepEqual(await find(merged, where, order), expected, `merged: ${name} ${JSON.stringify(order)}`);
        const [, after] = expected.places;
        if (!after) continue;
        const next = await find(separate, where, order, { after, limit: 3, counted: false });
        assert.deepEqual(next.places, expected.places.slice(2, 5), `behind a place: ${name} ${JSON.stringify(order)}`);
      }
    }
  }
});

test("a page that is not counted looks at a few segments only, however many there are and however deep it is", async () => {
  const read = new Set<number>();
  const index = inSegments(makeDocuments(16 * perSegment), (segment) => read.add(segment));
  await find(index, conditions.many as SearchCondition, newestFirst, { counted: false });
  assert.deepEqual([...read], [15]);
  read.clear();
  const after = { value: 1_700_000_000_000 + 9 * perSegment * 60_000 - 1, id: 1 };
  const { places } = await find(index, conditions.many as SearchCondition, newestFirst, { counted: false, after });
  assert.equal(places.length, 10);
  assert.deepEqual([...read], [8]);
});

test("segments that lie beside the range of a number are left out, and the edges of the range are not", async () => {
  const documents = makeDocuments(4 * perSegment);
  const read = new Set<number>();
  const index = inSegments(documents, (segment) => read.add(segment));
  const [lowest, highest] = [1, 2].map((segment) => 1_700_000_000_000 + segment * perSegment * 60_000) as [
    number,
    number,
  ];
  const time = (by: "=" | "<" | "<=" | ">" | ">=", value: number): SearchCondition => ({
    is: "compared",
    field: number("hs_timestamp"),
    by,
    value,
  });
  const none = { is: "one-of", field: number("hs_timestamp"), values: [lowest - 1, highest] } as const;
  const ranges: [SearchCondition, number[]][] = [
    [all(time(">=", lowest), time("<", highest)), [1]],
    [all(time(">", lowest - 60_000), time("<=", highest)), [1, 2]],
    [all(time(">=", lowest - 60_000), time("<", lowest)), [0]],
    [time("=", highest), [2]],
    [time(">", 1_700_000_000_000 + 4 * perSegment * 60_000), []],
    [none, [2]],
    [{ is: "any", of: [time("<", 1), time("=", lowest)] }, [1]],
    [{ is: "not", of: time(">=", lowest) }, [0, 1, 2, 3]],
  ];
  for (const [where, segments] of ranges) {
    read.clear();
    const found = await find(index, where, newestFirst);
    assert.deepEqual(found, await find(unsealed(documents), where, newestFirst), JSON.stringify(where));
    assert.deepEqual([...read].sort(), segments, JSON.stringify(where));
  }
});

test("a record in a segment costs a search a small part of what one outside does", async () => {
  const documents = makeDocuments(10 * perSegment);
  const times: number[][] = [];
  for (const index of [inSegments(documents), unsealed(documents)]) {
    const own: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const before = process.cpuUsage();
      for (const where of Object.values(conditions)) await find(index, where, newestFirst);
      const { user, system } = process.cpuUsage(before);
      own.push(user + system);
    }
    times.push(own);
  }
  const [sealed = 0, outside = 0] = times.map((own) => Math.min(...own));
  assert.ok(sealed * 4 < outside, `${sealed} µs in segments, ${outside} µs outside`);
});
