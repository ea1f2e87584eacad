import type { ObjectType } from "../../../model/object-type.ts";
import type { Session } from "../../../storage/database.ts";
import { inChunks } from "../../../storage/in-chunks.ts";
import { findObjects } from "../../../storage/objects.ts";
import { listSearchChanges, type SearchChange } from "../../../storage/search-changes.ts";
import {
  findPartOfSeveral,
  findSearchPart,
  findSearchSegment,
  listSearchSegments,
  type SegmentMark,
} from "../../../storage/search-segments.ts";
import { readDocument } from "../read-document.ts";
import type { Deadline, LiveSegment, SearchIndex } from "./find-places.ts";
import type { SearchDocument } from "./search-document.ts";
import type { SegmentSummary } from "./stored-segment.ts";
import { createWeighedCache } from "./weighed-cache.ts";

/** A portal's records of one type. */
export type IndexedType = { readonly portalId: number; readonly objectType: ObjectType };

/** How much a reader keeps, in bytes. */
export type CacheSizes = { readonly parts: number; readonly documents: number };

type Description = {
  readonly records: number;
  readonly firstId: number;
  readonly lastId: number;
  readonly summary: SegmentSummary;
  readonly deadCount: number;
  readonly dead: Uint16Array;
};

const descriptionsKept = 4_096;
const onePartOf = 8;
const recordsPerStatement = 256;
/** Changed records are read whole by each search until they are sealed; more text than this must wait for that. */
const mostChangedCharacters = 8_000_000;
/** So many are sealed soon for certain; fewer, however long, may stay as they are. */
const sealedForCertain = 4_096;

/** So much was written lately that a search would not fit into its thread; it can be tried again once that is sealed. */
export class FarBehind extends Error {}
/** How many segments' parts come with one statement where each costs a round trip. */
const partsPerStatement = 16;
/** Names of parts that lie in pieces, of which a search wants different ones of each segment. */
const pieces = /:\d+$/;

/** Which segments there are of a type in one moment, and what has changed since. */
export type Look = { readonly marks: readonly SegmentMark[]; readonly changes: readonly SearchChange[] };

/** Reads what searches look at, and keeps what it has read: segments never change, but for who is dead in them. */
export type IndexReader = {
  /** What tells whether one knows all that there is already. */
  look(session: Session, portalId: number, objectTypeId: string): Promise<Look>;
  /** Everything that there is of a type in the moment that the session sees, which was looked at. */
  read(session: Session, type: IndexedType, look: Look, deadline: Deadline): Promise<SearchIndex>;
  /** Its segments alone. */
  segments(session: Session, type: IndexedType): Promise<LiveSegment[]>;
};

export function createIndexReader(sizes: CacheSizes): IndexReader {
  const descriptions = createWeighedCache<Description>(descriptionsKept);
  const parts = createWeighedCache<unknown>(sizes.parts, onePartOf);
  const documents = createWeighedCache<{ version: number; objectType: ObjectType; document: SearchDocument }>(
    sizes.documents,
  );

  async function describe(session: Session, key: Parameters<typeof findSearchSegment>[1], deadCount: number) {
    const known = descriptions.get(key.segmentId);
    if (known?.deadCount === deadCount) return known;
    const row = await findSearchSegment(session, key);
    if (!row) throw new Error(`The search segment ${key.segmentId} is not there`);
    const description = {
      records: row.records,
      firstId: row.first_id,
      lastId: row.last_id,
      summary: JSON.parse(row.summary) as SegmentSummary,
      deadCount,
      dead: toPlaces(row.dead),
    };
    descriptions.set(key.segmentId, description, 1);
    return description;
  }

  async function readSegments(
    session: Session,
    { portalId, objectType }: IndexedType,
    marks: Look["marks"],
  ): Promise<LiveSegment[]> {
    const type = { portalId, objectTypeId: objectType.id };
    const ids = marks.map(({ segment_id }) => segment_id);
    /** What came with a statement for segments to come, whether it is kept for later searches or not. */
    const brought = new Map<string, unknown>();
    const load = async <T>(segmentId: number, name: string, decode: (block: Uint8Array) => T): Promise<T> => {
      const keep = (id: number, block: Uint8Array): T => {
        const part = decode(block);
        parts.set(`${id} ${name}`, part, weigh(part, block));
        return part;
      };
      if (session.engine === "postgres" && !pieces.test(name)) {
        const from = ids.indexOf(segmentId);
        const missing = ids
          .slice(from, from + partsPerStatement)
          .filter((id) => parts.get(`${id} ${name}`) === undefined);
        const rows = await findPartOfSeveral(session, portalId, missing, name);
        for (const row of rows) brought.set(`${row.segment_id} ${name}`, keep(row.segment_id, row.data));
        const own = broughtOf(segmentId, name);
        if (own !== undefined) return own as T;
      }
      const block = await findSearchPart(session, portalId, segmentId, name);
      if (!block) throw new Error(`The search segment ${segmentId} lacks its part ${name}`);
      return keep(segmentId, block);
    };
    const broughtOf = (segmentId: number, name: string): unknown => brought.get(`${segmentId} ${name}`);
    const segments: LiveSegment[] = [];
    for (const { segment_id, dead_count } of marks) {
      const description = await describe(session, { ...type, segmentId: segment_id }, dead_count);
      segments.push({
        ...description,
        segmentId: segment_id,
        part: (name, decode) =>
          (parts.get(`${segment_id} ${name}`) as never) ??
          (broughtOf(segment_id, name) as never) ??
          load(segment_id, name, decode),
      });
    }
    return segments;
  }

  async function readChanges(session: Session, type: IndexedType, changes: Look["changes"], deadline: Deadline) {
    const { portalId, objectType } = type;
    const found: SearchDocument[] = [];
    let characters = 0;
    const missing = new Map<number, number>();
    for (const { object_id, version } of changes) {
      if (version <= 0) continue;
      const known = documents.get(`${portalId} ${object_id}`);
      if (known?.version === version && known.objectType === objectType) found.push(known.document);
      else missing.set(object_id, version);
    }
    for (const objectIds of inChunks([...missing.keys()], recordsPerStatement)) {
      deadline();
      for (const row of await findObjects(session, "objects", { portalId, objectTypeId: objectType.id, objectIds })) {
        characters += row.properties.length;
        if (characters > mostChangedCharacters && changes.length > sealedForCertain) throw new FarBehind();
        const document = readDocument(objectType, row);
        const entry = { version: missing.get(row.object_id) as number, objectType, document };
        documents.set(`${portalId} ${row.object_id}`, entry, 2 * row.properties.length);
        found.push(document);
      }
    }
    return { documents: found, changedIds: Float64Array.from(changes, ({ object_id }) => object_id) };
  }

  return {
    async segments(session, type) {
      const { portalId, objectType } = type;
      return readSegments(session, type, await listSearchSegments(session, { portalId, objectTypeId: objectType.id }));
    },
    async look(session, portalId, objectTypeId) {
      const type = { portalId, objectTypeId };
      const [marks, changes] = await Promise.all([
        listSearchSegments(session, type),
        listSearchChanges(session, type, Number.MAX_SAFE_INTEGER),
      ]);
      return { marks, changes };
    },
    async read(session, type, { marks, changes }, deadline) {
      const segments = await readSegments(session, type, marks);
      return { segments, ...(await readChanges(session, type, changes, deadline)) };
    },
  };
}

/** The places of dead records, out of the bytes of a row. */
export function toPlaces(stored: Uint8Array): Uint16Array {
  return new Uint16Array(new Uint8Array(stored).buffer);
}

function weigh(part: unknown, block: Uint8Array): number {
  return ((part as { bytes?: number }).bytes ?? block.length) + 200;
}
