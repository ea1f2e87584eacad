import type { Session, Transaction } from "./database.ts";
import type { ObjectKey, ObjectKeys } from "./objects.ts";
import type { MergedObjectRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const insert = statement<MergedObjectRow>((db, value) =>
  db.insertInto("merged_objects").values({
    portal_id: value("portal_id"),
    object_type_id: value("object_type_id"),
    object_id: value("object_id"),
    primary_id: value("primary_id"),
  }),
);

const follow = statement<ObjectKey & { primaryId: number }>((db, value) =>
  db
    .updateTable("merged_objects")
    .set({ primary_id: value("primaryId") })
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("primary_id", "=", value("objectId")),
);

const remove = statement<ObjectKey>((db, value) =>
  db
    .deleteFrom("merged_objects")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("primary_id", "=", value("objectId")),
);

/** Remembers a merge; what was merged into the record before is found in the new primary as well. */
export async function insertMerge(tx: Transaction, merged: ObjectKey, primaryId: number): Promise<void> {
  await tx.all(follow, { ...merged, primaryId });
  await tx.all(insert, {
    portal_id: merged.portalId,
    object_type_id: merged.objectTypeId,
    object_id: merged.objectId,
    primary_id: primaryId,
  });
}

/** The primaries of those of these ids that were merged away, by the merged id. */
export async function findPrimaries(session: Session, keys: ObjectKeys): Promise<Map<number, number>> {
  if (keys.objectIds.length === 0) return new Map();
  const query = builderOf(session.engine)
    .selectFrom("merged_objects")
    .select(["object_id", "primary_id"])
    .where("portal_id", "=", keys.portalId)
    .where("object_type_id", "=", keys.objectTypeId)
    .where("object_id", "in", keys.objectIds);
  return new Map((await session.query(query)).map((row) => [row.object_id, row.primary_id]));
}

/** Forgets which records were merged into this one. */
export const deleteMergesInto = (tx: Transaction, primary: ObjectKey) => tx.all(remove, primary);
