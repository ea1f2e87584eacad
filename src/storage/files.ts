import { first, type Session, type Transaction } from "./database.ts";
import type { FileRow } from "./file-rows.ts";
import { lockRows } from "./objects.ts";
import { builderOf, statement } from "./statement.ts";
import { falseWhereTaken } from "./unique-violation.ts";

type FileKey = { readonly portalId: number; readonly fileId: number };

const find = statement<FileKey, FileRow>((db, value) =>
  db.selectFrom("files").selectAll().where("portal_id", "=", value("portalId")).where("file_id", "=", value("fileId")),
);

const findLocked = statement<FileKey, FileRow>(
  (db, value, engine) =>
    lockRows(
      db
        .selectFrom("files")
        .selectAll()
        .where("portal_id", "=", value("portalId"))
        .where("file_id", "=", value("fileId")) as never,
      engine,
      "update",
    ) as never,
);

const findByPlace = statement<{ portalId: number; placeKey: string }, FileRow>((db, value) =>
  db
    .selectFrom("files")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("place_key", "=", value("placeKey"))
    .where("archived_at", "is", null),
);

const findByMd5 = statement<{ portalId: number; md5: string }, FileRow>((db, value) =>
  db
    .selectFrom("files")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("md5", "=", value("md5"))
    .where("archived_at", "is", null)
    .orderBy("file_id"),
);

const remove = statement<FileKey>((db, value) =>
  db.deleteFrom("files").where("portal_id", "=", value("portalId")).where("file_id", "=", value("fileId")),
);

const listGone = statement<{ portalId: number; archivedBefore: number; now: number; limit: number }, FileRow>(
  (db, value) =>
    db
      .selectFrom("files")
      .selectAll()
      .where("portal_id", "=", value("portalId"))
      .where((where) =>
        where.or([where("archived_at", "<", value("archivedBefore")), where("expires_at", "<", value("now"))]),
      )
      .limit(value("limit")),
);

export const findFile = (session: Session, key: FileKey) => first(session, find, key);

/** The file, held against other writers until the transaction ends. */
export const lockFile = (tx: Transaction, key: FileKey) => first(tx, findLocked, key);

/** The live file in a place, held against other writers. */
export async function lockFileByPlace(tx: Transaction, portalId: number, placeKey: string) {
  const row = await first(tx, findByPlace, { portalId, placeKey });
  return row ? lockFile(tx, { portalId, fileId: row.file_id }) : undefined;
}

export const findFileByPlace = (session: Session, portalId: number, placeKey: string) =>
  first(session, findByPlace, { portalId, placeKey });

/** The live files with the same bytes, oldest first. */
export const findFilesByMd5 = (session: Session, portalId: number, md5: string) =>
  session.all(findByMd5, { portalId, md5 });

/** Adds a file; false where another live one has its place. */
export async function insertFile(tx: Transaction, row: FileRow): Promise<boolean> {
  const query = builderOf(tx.engine)
    .insertInto("files")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning("file_id");
  return (await tx.query(query)).length > 0;
}

/** Changes a file; false where another live one has its place, and then the transaction must end without effect. */
export async function updateFile(tx: Transaction, { portal_id, file_id, ...values }: FileRow): Promise<boolean> {
  const query = builderOf(tx.engine)
    .updateTable("files")
    .set(values)
    .where("portal_id", "=", portal_id)
    .where("file_id", "=", file_id);
  return falseWhereTaken(tx.query(query));
}

export const deleteFile = (tx: Transaction, key: FileKey) => tx.all(remove, key);

/** What was deleted before `archivedBefore` or has expired (epoch ms). */
export const listGoneFiles = (
  session: Session,
  parameters: { portalId: number; archivedBefore: number; now: number; limit: number },
) => session.all(listGone, parameters);

/** Which of these files are live; inside a transaction they are held so that none is deleted meanwhile. */
export async function findLiveFileIds(
  session: Session | Transaction,
  portalId: number,
  fileIds: readonly number[],
  now: number,
): Promise<Set<number>> {
  if (fileIds.length === 0) return new Set();
  const query = builderOf(session.engine)
    .selectFrom("files")
    .select("file_id")
    .where("portal_id", "=", portalId)
    .where("file_id", "in", fileIds)
    .where("archived_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", now)]))
    .orderBy("file_id");
  const locked = "isTransaction" in session ? lockRows(query as never, session.engine, "share") : query;
  const rows = await session.query<{ file_id: number }>(locked as typeof query);
  return new Set(rows.map((row) => row.file_id));
}

/** Which of these contents some file of the portal still names. */
export async function findContentKeys(session: Session, portalId: number, keys: readonly string[]) {
  const rows = await session.query(
    builderOf(session.engine)
      .selectFrom("files")
      .select("content_key")
      .where("portal_id", "=", portalId)
      .where("content_key", "in", keys),
  );
  return new Set(rows.map((row) => row.content_key));
}
