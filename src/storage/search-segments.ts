import type { Session, Transaction } from "./database.ts";
import { rowChunks } from "./row-chunks.ts";
import type { SearchPartRow, SearchSegmentRow } from "./search-rows.ts";
import { builderOf, statement } from "./statement.ts";

type TypeOfPortal = { readonly portalId: number; readonly objectTypeId: string };
type SegmentKey = TypeOfPortal & { readonly segmentId: number };

/** What tells whether one knows a segment already. */
export type SegmentMark = Pick<SearchSegmentRow, "segment_id" | "dead_count">;

const list = statement<TypeOfPortal, SegmentMark>((db, value) =>
  db
    .selectFrom("search_segments")
    .select(["segment_id", "dead_count"])
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .orderBy("segment_id"),
);

const find = statement<SegmentKey, SearchSegmentRow>((db, value) =>
  db
    .selectFrom("search_segments")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("segment_id", "=", value("segmentId")),
);

const insert = statement<SearchSegmentRow>((db, value) =>
  db.insertInto("search_segments").values({
    portal_id: value("portal_id"),
    object_type_id: value("object_type_id"),
    segment_id: value("segment_id"),
    records: value("records"),
    first_id: value("first_id"),
    last_id: value("last_id"),
    dead_count: value("dead_count"),
    dead: value("dead"),
    summary: value("summary"),
  }),
);

const bury = statement<SegmentKey & { count: number; dead: Uint8Array }>((db, value) =>
  db
    .updateTable("search_segments")
    .set({ dead_count: value("count"), dead: value("dead") })
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("segment_id", "=", value("segmentId")),
);

const remove = statement<SegmentKey>((db, value) =>
  db
    .deleteFrom("search_segments")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("segment_id", "=", value("segmentId")),
);

const insertPart = statement<SearchPartRow>((db, value) =>
  db.insertInto("search_parts").values({
    portal_id: value("portal_id"),
    segment_id: value("segment_id"),
    part: value("part"),
    data: value("data"),
  }),
);

const findOne = statement<{ portalId: number; segmentId: number; part: string }, Pick<SearchPartRow, "data">>(
  (db, value) =>
    db
      .selectFrom("search_parts")
      .select("data")
      .where("portal_id", "=", value("portalId"))
      .where("segment_id", "=", value("segmentId"))
      .where("part", "=", value("part")),
);

const listParts = statement<{ portalId: number; segmentId: number }, Pick<SearchPartRow, "part" | "data">>(
  (db, value) =>
    db
      .selectFrom("search_parts")
      .select(["part", "data"])
      .where("portal_id", "=", value("portalId"))
      .where("segment_id", "=", value("segmentId")),
);

const removeParts = statement<{ portalId: number; segmentId: number }>((db, value) =>
  db.deleteFrom("search_parts").where("portal_id", "=", value("portalId")).where("segment_id", "=", value("segmentId")),
);

const listOrphans = statement<{ before: number }, { portal_id: number; segment_id: number }>((db, value) =>
  db
    .selectFrom("search_parts as p")
    .select(["p.portal_id", "p.segment_id"])
    .distinct()
    .where("p.segment_id", "<", value("before"))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("search_segments as s")
            .select("s.segment_id")
            .whereRef("s.portal_id", "=", "p.portal_id")
            .whereRef("s.segment_id", "=", "p.segment_id"),
        ),
      ),
    ),
);

const findRevision = statement<TypeOfPortal, { revision: number }>((db, value) =>
  db
    .selectFrom("search_revisions")
    .select("revision")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId")),
);

const firstRevision = statement<TypeOfPortal, { revision: number }>((db, value) =>
  db
    .insertInto("search_revisions")
    .values({ portal_id: value("portalId"), object_type_id: value("objectTypeId"), revision: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .returning("revision"),
);

const nextRevision = statement<TypeOfPortal & { revision: number }, { revision: number }>((db, value) =>
  db
    .updateTable("search_revisions")
    .set((row) => ({ revision: row("revision", "+", 1) }))
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("revision", "=", value("revision"))
    .returning("revision"),
);

export const listSearchSegments = (session: Session, type: TypeOfPortal) => session.all(list, type);

export const findSearchSegment = async (session: Session, key: SegmentKey) => (await session.all(find, key))[0];

export const insertSearchSegment = (tx: Transaction, row: SearchSegmentRow) => tx.all(insert, row);

/** Says which records of a segment count no more. */
export const burySearchRecords = (tx: Transaction, key: SegmentKey, dead: Uint8Array, count: number) =>
  tx.all(bury, { ...key, dead, count });

/** Removes a segment; its parts go apart, since there may be much of them. */
export const deleteSearchSegment = (tx: Transaction, key: SegmentKey) => tx.all(remove, key);

export async function insertSearchParts(tx: Transaction, rows: readonly SearchPartRow[]): Promise<void> {
  for (const chunk of rowChunks(tx.engine, rows)) {
    const [only] = chunk;
    if (chunk.length === 1 && only) await tx.all(insertPart, only);
    else await tx.query(builderOf(tx.engine).insertInto("search_parts").values(chunk));
  }
}

export const findSearchPart = async (session: Session, portalId: number, segmentId: number, part: string) =>
  (await session.all(findOne, { portalId, segmentId, part }))[0]?.data;

export const listSearchParts = (session: Session, portalId: number, segmentId: number) =>
  session.all(listParts, { portalId, segmentId });

/** One part of several segments. */
export function findPartOfSeveral(session: Session, portalId: number, segmentIds: readonly number[], part: string) {
  return session.query(
    builderOf(session.engine)
      .selectFrom("search_parts")
      .select(["segment_id", "data"])
      .where("portal_id", "=", portalId)
      .where("segment_id", "in", segmentIds)
      .where("part", "=", part),
  );
}

export const deleteSearchParts = (tx: Transaction, portalId: number, segmentId: number) =>
  tx.all(removeParts, { portalId, segmentId });

/** Segments of any portal, older than `before`, of which there are parts only. */
export const listOrphanedParts = (session: Session, before: number) => session.all(listOrphans, { before });

/** Counts the changes of a type's segments; 0 where there never were any. */
export const findSearchRevision = async (session: Session, type: TypeOfPortal) =>
  (await session.all(findRevision, type))[0]?.revision ?? 0;

/** Counts one more change, and holds the type until the transaction ends. False where another was faster. */
export async function raiseSearchRevision(tx: Transaction, type: TypeOfPortal, revision: number): Promise<boolean> {
  const raised = revision === 0 ? await tx.all(firstRevision, type) : await tx.all(nextRevision, { ...type, revision });
  return raised.length > 0;
}
