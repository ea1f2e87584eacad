import type { Session } from "../../../storage/database.ts";
import { inChunks } from "../../../storage/in-chunks.ts";
import { findObjects } from "../../../storage/objects.ts";
import { listSearchChanges } from "../../../storage/search-changes.ts";
import { findSearchRevision, listSearchParts, listSearchSegments } from "../../../storage/search-segments.ts";
import { erasedVersion } from "../note-changes.ts";
import { readDocument } from "../read-document.ts";
import { startSegment } from "./build-segment.ts";
import type { LiveSegment } from "./find-places.ts";
import type { IndexedType } from "./index-reader.ts";
import { difference, placesOf } from "./match-segment.ts";
import { mergeSegments } from "./merge-segments.ts";
import { pickMerge } from "./pick-merge.ts";
import type { Segment } from "./segment.ts";
import { idsOf } from "./segment-view.ts";
import { decodeSegment, encodeSegment } from "./stored-segment.ts";

export type NewSegment = {
  readonly records: number;
  readonly firstId: number;
  readonly lastId: number;
  readonly summary: string;
  readonly parts: readonly (readonly [name: string, data: Uint8Array])[];
};

type Change = { readonly object_id: number; readonly version: number };

/** One step that brings the segments of a type nearer to its records; it holds while the revision does. */
export type TidyPlan = {
  readonly revision: number;
  readonly added: NewSegment | undefined;
  readonly removed: readonly number[];
  /** Segments with the places of all their records that count no more. */
  readonly buried: readonly { readonly segmentId: number; readonly dead: Uint16Array }[];
  /** Changes that the segments know of afterwards. */
  readonly sealed: readonly Change[];
};

/** How many changed records, and how many characters of them, come into one segment at a time. */
const mostSealed = 8_192;
const mostCharacters = 12_000_000;
const recordsPerStatement = 256;

/**
 * Plans one step: removes what was erased, makes few large segments out of many small ones, or puts changed records
 * into a new segment.
 * @param least how many changed records are worth a segment
 * @returns undefined where there is nothing to do
 */
export async function planTidying(
  session: Session,
  type: IndexedType,
  segments: readonly LiveSegment[],
  least: number,
): Promise<TidyPlan | undefined> {
  const key = { portalId: type.portalId, objectTypeId: type.objectType.id };
  const revision = await findSearchRevision(session, key);
  const changes = await listSearchChanges(session, key, 4 * mostSealed);
  const erased = Float64Array.from(
    changes.filter(({ version }) => version === erasedVersion),
    (one) => one.object_id,
  );
  const touched = await segmentWith(segments, erased);
  if (touched) return { revision, ...(await rewrite(session, type, [touched], erased)) };
  const merge = changes.length < 4 * mostSealed ? pickMerge(segments) : undefined;
  if (merge) return { revision, ...(await rewrite(session, type, merge, new Float64Array())) };
  const worthwhile = changes.length >= least ? changes : changes.filter(({ version }) => version === erasedVersion);
  return worthwhile.length === 0 ? undefined : { revision, ...(await seal(session, type, segments, worthwhile)) };
}

/** Plans that nothing is kept of a type that is not there any more. */
export async function planRemoval(
  session: Session,
  type: { readonly portalId: number; readonly objectTypeId: string },
): Promise<TidyPlan | undefined> {
  const { portalId, objectTypeId } = type;
  const sealed = await listSearchChanges(session, { portalId, objectTypeId }, mostSealed);
  const segments = await listSearchSegments(session, { portalId, objectTypeId });
  if (sealed.length + segments.length === 0) return undefined;
  const revision = await findSearchRevision(session, { portalId, objectTypeId });
  return { revision, added: undefined, removed: segments.map((one) => one.segment_id), buried: [], sealed };
}

type Step = Omit<TidyPlan, "revision">;

async function seal(
  session: Session,
  { portalId, objectType }: IndexedType,
  segments: readonly LiveSegment[],
  changes: readonly Change[],
): Promise<Step> {
  const builder = startSegment();
  const sealed: Change[] = [];
  let characters = 0;
  for (const chunk of inChunks(changes.slice(0, mostSealed), recordsPerStatement)) {
    if (characters > mostCharacters) break;
    const objectIds = chunk.filter(({ version }) => version > 0).map(({ object_id }) => object_id);
    for (const row of await findObjects(session, "objects", { portalId, objectTypeId: objectType.id, objectIds })) {
      builder.add(readDocument(objectType, row));
      characters += row.properties.length;
    }
    sealed.push(...chunk);
  }
  const ids = Float64Array.from(sealed, ({ object_id }) => object_id);
  const buried: { segmentId: number; dead: Uint16Array }[] = [];
  const removed: number[] = [];
  for (const segment of segments) {
    if (segment.lastId < (ids[0] as number) || segment.firstId > (ids.at(-1) as number)) continue;
    const added = difference(placesOf(await idsOf(segment), ids), segment.dead);
    if (added.length === 0) continue;
    const dead = Uint16Array.from([...segment.dead, ...added]).sort();
    if (dead.length === segment.records) removed.push(segment.segmentId);
    else buried.push({ segmentId: segment.segmentId, dead });
  }
  return { added: builder.records() > 0 ? toNewSegment(builder.segment()) : undefined, removed, buried, sealed };
}

/** Makes one segment of several, without what is dead or named. */
async function rewrite(
  session: Session,
  { portalId }: IndexedType,
  segments: readonly LiveSegment[],
  without: Float64Array,
): Promise<Step> {
  const inputs = [];
  for (const { segmentId, summary, dead } of segments) {
    const rows = await listSearchParts(session, portalId, segmentId);
    const segment = decodeSegment({ summary, parts: new Map(rows.map(({ part, data }) => [part, data])) });
    const alive = new Uint8Array(segment.ids.length).fill(1);
    for (const place of dead) alive[place] = 0;
    for (const place of placesOf(segment.ids, without)) alive[place] = 0;
    inputs.push({ segment, alive });
  }
  const merged = mergeSegments(inputs);
  return {
    added: merged.ids.length > 0 ? toNewSegment(merged) : undefined,
    removed: segments.map(({ segmentId }) => segmentId),
    buried: [],
    sealed: [],
  };
}

/** A segment that holds one of the records, dead or not. */
async function segmentWith(segments: readonly LiveSegment[], sought: Float64Array): Promise<LiveSegment | undefined> {
  if (sought.length === 0) return undefined;
  for (const segment of segments) {
    if (segment.lastId < (sought[0] as number) || segment.firstId > (sought.at(-1) as number)) continue;
    if (placesOf(await idsOf(segment), sought).length > 0) return segment;
  }
  return undefined;
}

function toNewSegment(segment: Segment): NewSegment {
  const { summary, parts } = encodeSegment(segment);
  return {
    records: segment.ids.length,
    firstId: segment.ids[0] as number,
    lastId: segment.ids.at(-1) as number,
    summary: JSON.stringify(summary),
    parts: [...parts],
  };
}
