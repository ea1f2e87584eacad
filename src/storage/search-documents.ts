import { sql } from "kysely";
import type { Session, Transaction } from "./database.ts";
import type { ObjectKey } from "./objects.ts";
import { rowChunks } from "./row-chunks.ts";
import type { ObjectRow, SearchDocumentRow } from "./schema.ts";
import { type Builder, builderOf, statement } from "./statement.ts";

const put = statement<SearchDocumentRow>((db, value) =>
  db
    .insertInto("search_documents")
    .values({
      portal_id: value("portal_id"),
      object_type_id: value("object_type_id"),
      object_id: value("object_id"),
      stale: value("stale"),
      numbers: value("numbers"),
      texts: value("texts"),
      query_words: value("query_words"),
      words: value("words"),
    })
    .onConflict((conflict) =>
      conflict.columns(["portal_id", "object_type_id", "object_id"]).doUpdateSet((row) => ({
        stale: row.ref("excluded.stale"),
        numbers: row.ref("excluded.numbers"),
        texts: row.ref("excluded.texts"),
        query_words: row.ref("excluded.query_words"),
        words: row.ref("excluded.words"),
      })),
    ),
);

const remove = statement<ObjectKey>((db, value) =>
  db
    .deleteFrom("search_documents")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId")),
);

type StaleRow = Pick<SearchDocumentRow, "portal_id" | "object_type_id" | "object_id">;

const listStale = statement<{ limit: number }, StaleRow>((db, value) => staleRows(db).limit(value("limit")));

const listStaleOf = statement<{ portalId: number; limit: number }, StaleRow>((db, value) =>
  staleRows(db).where("portal_id", "=", value("portalId")).limit(value("limit")),
);

function staleRows(db: Builder) {
  return (
    db
      .selectFrom("search_documents")
      .select(["portal_id", "object_type_id", "object_id"])
      // Spelt out, because SQLite uses the partial index only for a constant.
      .where(sql<boolean>`stale = 1`)
      .orderBy("portal_id")
      .orderBy("object_type_id")
      .orderBy("object_id")
  );
}

const markStale = statement<{ portalId: number; objectTypeId: string }>((db, value) =>
  db
    .updateTable("search_documents")
    .set({ stale: 1 })
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId")),
);

/** Writes what searches see of a record, whether it was there before or not. */
export const putSearchDocument = (tx: Transaction, row: SearchDocumentRow) => tx.all(put, row);

/** Writes what searches see of new records. */
export async function insertSearchDocuments(tx: Transaction, rows: readonly SearchDocumentRow[]): Promise<void> {
  for (const chunk of rowChunks(tx.engine, rows)) {
    const [only] = chunk;
    if (chunk.length === 1 && only) await putSearchDocument(tx, only);
    else await tx.query(builderOf(tx.engine).insertInto("search_documents").values(chunk));
  }
}

export const deleteSearchDocument = (tx: Transaction, key: ObjectKey) => tx.all(remove, key);

/** Rows that must be written anew: of one portal, or of any. */
export const listStaleDocuments = (session: Session, limit: number, portalId?: number) =>
  portalId === undefined ? session.all(listStale, { limit }) : session.all(listStaleOf, { portalId, limit });

/** Marks all of a type's rows to be written anew, for a definition that reads stored values differently. */
export const markDocumentsStale = (tx: Transaction, portalId: number, objectTypeId: string) =>
  tx.all(markStale, { portalId, objectTypeId });

/** Those of the named records that are live, in no particular order. */
export async function listLiveObjects(
  session: Session,
  portalId: number,
  objectTypeId: string,
  objectIds: readonly number[],
): Promise<ObjectRow[]> {
  if (objectIds.length === 0) return [];
  return session.query(
    builderOf(session.engine)
      .selectFrom("objects")
      .selectAll()
      .where("portal_id", "=", portalId)
      .where("object_type_id", "=", objectTypeId)
      .where("object_id", "in", objectIds),
  );
}
