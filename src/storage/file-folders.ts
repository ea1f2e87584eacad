import { first, type Session, type Transaction } from "./database.ts";
import type { FileFolderRow } from "./file-rows.ts";
import { lockRows } from "./objects.ts";
import { builderOf, statement } from "./statement.ts";
import { falseWhereTaken } from "./unique-violation.ts";

type FolderKey = { readonly portalId: number; readonly folderId: number };

function findStatement(strength: "update" | "share" | undefined) {
  return statement<FolderKey, FileFolderRow>((db, value, engine) => {
    const query = db
      .selectFrom("file_folders")
      .selectAll()
      .where("portal_id", "=", value("portalId"))
      .where("folder_id", "=", value("folderId"));
    return strength === undefined ? query : (lockRows(query as never, engine, strength) as never);
  });
}

const find = findStatement(undefined);
const findForUpdate = findStatement("update");
const findForShare = findStatement("share");

const findByPlace = statement<{ portalId: number; placeKey: string }, FileFolderRow>((db, value) =>
  db
    .selectFrom("file_folders")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("place_key", "=", value("placeKey")),
);

const remove = statement<FolderKey>((db, value) =>
  db.deleteFrom("file_folders").where("portal_id", "=", value("portalId")).where("folder_id", "=", value("folderId")),
);

const findFolderInside = statement<FolderKey, { folder_id: number }>((db, value) =>
  db
    .selectFrom("file_folders")
    .select("folder_id")
    .where("portal_id", "=", value("portalId"))
    .where("parent_id", "=", value("folderId"))
    .limit(1),
);

const findFileInside = statement<FolderKey, { file_id: number }>((db, value) =>
  db
    .selectFrom("files")
    .select("file_id")
    .where("portal_id", "=", value("portalId"))
    .where("folder_id", "=", value("folderId"))
    .where("archived_at", "is", null)
    .limit(1),
);

export const findFolder = (session: Session, key: FolderKey) => first(session, find, key);

/** The folder, held: `share` so that it is not deleted meanwhile, `update` against every other writer. */
export const lockFolder = (tx: Transaction, key: FolderKey, strength: "share" | "update") =>
  first(tx, strength === "share" ? findForShare : findForUpdate, key);

export const findFolderByPlace = (session: Session, portalId: number, placeKey: string) =>
  first(session, findByPlace, { portalId, placeKey });

/** Adds a folder; false where another has its place. */
export async function insertFolder(tx: Transaction, row: FileFolderRow): Promise<boolean> {
  const query = builderOf(tx.engine)
    .insertInto("file_folders")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning("folder_id");
  return (await tx.query(query)).length > 0;
}

/** Changes a folder; false where another has its place, and then the transaction must end without effect. */
export async function updateFolder(
  tx: Transaction,
  { portal_id, folder_id, ...values }: FileFolderRow,
): Promise<boolean> {
  const query = builderOf(tx.engine)
    .updateTable("file_folders")
    .set(values)
    .where("portal_id", "=", portal_id)
    .where("folder_id", "=", folder_id);
  return falseWhereTaken(tx.query(query));
}

export const deleteFolder = (tx: Transaction, key: FolderKey) => tx.all(remove, key);

/** Whether nothing lies in a folder: no folder, and no live file. */
export async function isFolderEmpty(session: Session, key: FolderKey): Promise<boolean> {
  if (await first(session, findFolderInside, key)) return false;
  return !(await first(session, findFileInside, key));
}

export function listFoldersByIds(session: Session, portalId: number, folderIds: readonly number[]) {
  return session.query(
    builderOf(session.engine)
      .selectFrom("file_folders")
      .selectAll()
      .where("portal_id", "=", portalId)
      .where("folder_id", "in", folderIds),
  );
}
