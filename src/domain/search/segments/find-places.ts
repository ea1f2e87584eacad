import { refuse } from "../../../model/errors.ts";
import type { SearchPage, SearchPlace, SearchQuery } from "../conditions.ts";
import { matchDocument, valueIn } from "./match-document.ts";
import { difference, type Links, matchSegment, type Places, placesOf } from "./match-segment.ts";
import { firstWhere } from "./match-terms.ts";
import { createRanking, placeOrder, type Ranking } from "./ranking.ts";
import { rulesOut } from "./rule-out.ts";
import { clearScratch } from "./scratch.ts";
import type { SearchDocument } from "./search-document.ts";
import { largestSegment } from "./segment.ts";
import { idsOf, type SegmentView } from "./segment-view.ts";

/** A segment as a search sees it. */
export type LiveSegment = SegmentView & {
  readonly segmentId: number;
  readonly firstId: number;
  readonly lastId: number;
  /** Places of records that do not count any more. */
  readonly dead: Uint16Array;
};

/** All that there is of a portal's records of one type, at one moment. */
export type SearchIndex = {
  readonly segments: readonly LiveSegment[];
  /** Ids of records that changed since they came into a segment, growing; what segments say of them does not count. */
  readonly changedIds: Float64Array;
  /** Those of them that are live. */
  readonly documents: readonly SearchDocument[];
};

/** Throws where a search has run for too long. */
export type Deadline = () => void;

/**
 * Finds one page of a search, and how many records it finds in all where that is asked.
 * @throws Refusal 503 where it takes too long
 */
export async function findPlaces(
  { segments, changedIds, documents }: SearchIndex,
  query: SearchQuery,
  links: Links,
  deadline: Deadline,
): Promise<SearchPage> {
  deadline();
  const ranking = createRanking(query.order, query.offset + query.limit, query.after);
  let total = 0;
  for (const document of documents) {
    if (!matchDocument(document, query.where, links)) continue;
    total += 1;
    ranking.add({ value: valueIn(document, query.order.field) ?? null, id: document.id });
  }
  for (const segment of query.counted ? segments : nearestFirst(segments, query)) {
    deadline();
    clearScratch();
    if (rulesOut(segment, query.where, links)) continue;
    if (!query.counted && !mayHold(segment, query, ranking)) continue;
    const matching = await matchSegment(segment, query.where, links, await currentPlaces(segment, changedIds));
    total += matching.length;
    await ranking.addSegment(segment, matching);
  }
  return { places: ranking.first().slice(query.offset), total: query.counted ? total : undefined };
}

const allPlaces: Places = Uint16Array.from({ length: largestSegment }, (_, place) => place);

/** The records of a segment that still count: not dead, and not changed since. */
export async function currentPlaces(segment: LiveSegment, changedIds: Float64Array): Promise<Places> {
  const alive = difference(allPlaces.subarray(0, segment.records), segment.dead);
  const { firstId, lastId } = segment;
  const from = firstWhere(changedIds.length, (at) => (changedIds[at] as number) >= firstId);
  if (from === changedIds.length || (changedIds[from] as number) > lastId) return alive;
  return difference(alive, placesOf(await idsOf(segment), changedIds.subarray(from)));
}

/** The segments in the order in which their first records can come; those of which nothing is known go first. */
function nearestFirst(segments: readonly LiveSegment[], query: SearchQuery): LiveSegment[] {
  const compare = placeOrder(query.order);
  const ranked = segments.map((segment) => ({ segment, best: rangeOf(segment, query)?.best }));
  ranked.sort((one, other) => {
    if (!one.best || !other.best) return Number(one.best !== undefined) - Number(other.best !== undefined);
    return compare(one.best, other.best);
  });
  return ranked.map(({ segment }) => segment);
}

function mayHold(segment: LiveSegment, query: SearchQuery, ranking: Ranking): boolean {
  const range = rangeOf(segment, query);
  if (!range) return true;
  if (!ranking.mayTake(range.best)) return false;
  return !query.after || placeOrder(query.order)(range.worst, query.after) > 0;
}

/** Between which places a segment's records stand; undefined where that is not known. */
function rangeOf(segment: LiveSegment, { order }: SearchQuery): { best: SearchPlace; worst: SearchPlace } | undefined {
  const { field, descending } = order;
  const { firstId, lastId, summary } = segment;
  if (field.in === "texts") return undefined;
  const nowhere = { value: null, id: firstId };
  if (field.in === "numbers" && !Object.hasOwn(summary.numbers, field.name)) {
    return { best: nowhere, worst: { value: null, id: lastId } };
  }
  const { lowest, highest, isWhole } = (field.in === "numbers" ? summary.numbers[field.name] : undefined) ?? {
    lowest: firstId,
    highest: lastId,
    isWhole: true,
  };
  const [best, worst] = descending ? [highest, lowest] : [lowest, highest];
  return { best: { value: best, id: firstId }, worst: { value: isWhole ? worst : null, id: lastId } };
}

/** A deadline that many milliseconds from now. */
export function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  return () => {
    if (performance.now() > end) throw tookTooLong();
  };
}

/** The refusal 503 of a search beyond its time limit. */
export function tookTooLong() {
  return refuse.unavailable("The search took too long. Narrow it with filters that fewer records match");
}
