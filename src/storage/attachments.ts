import type { Session, Transaction } from "./database.ts";
import type { ObjectKey } from "./objects.ts";
import { builderOf, statement } from "./statement.ts";

const insert = statement<ObjectKey & { fileId: number }>((db, value) =>
  db
    .insertInto("attachments")
    .values({
      portal_id: value("portalId"),
      object_type_id: value("objectTypeId"),
      object_id: value("objectId"),
      file_id: value("fileId"),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const remove = statement<ObjectKey & { fileId: number }>((db, value) =>
  db
    .deleteFrom("attachments")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId"))
    .where("file_id", "=", value("fileId")),
);

const removeAll = statement<ObjectKey, { file_id: number }>((db, value) =>
  db
    .deleteFrom("attachments")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId"))
    .returning("file_id"),
);

export const insertAttachment = (tx: Transaction, key: ObjectKey, fileId: number) => tx.all(insert, { ...key, fileId });

export const deleteAttachment = (tx: Transaction, key: ObjectKey, fileId: number) => tx.all(remove, { ...key, fileId });

/** Forgets what a record attaches; returns the ids of the files. */
export async function deleteAttachmentsOf(tx: Transaction, key: ObjectKey): Promise<number[]> {
  return (await tx.all(removeAll, key)).map((row) => row.file_id);
}

/** Which of these files some record attaches, live or in the bin. */
export async function findAttachedFileIds(
  session: Session,
  portalId: number,
  fileIds: readonly number[],
): Promise<Set<number>> {
  if (fileIds.length === 0) return new Set();
  const query = builderOf(session.engine)
    .selectFrom("attachments")
    .select("file_id")
    .where("portal_id", "=", portalId)
    .where("file_id", "in", fileIds);
  return new Set((await session.query(query)).map((row) => row.file_id));
}
