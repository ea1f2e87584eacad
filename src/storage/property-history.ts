import type { Session, Transaction } from "./database.ts";
import type { ObjectKey } from "./objects.ts";
import type { PropertyHistoryRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const insert = statement<PropertyHistoryRow>((db, value) =>
  db.insertInto("property_history").values({
    portal_id: value("portal_id"),
    object_type_id: value("object_type_id"),
    object_id: value("object_id"),
    version: value("version"),
    changed_at: value("changed_at"),
    source_type: value("source_type"),
    source_id: value("source_id"),
    source_label: value("source_label"),
    user_id: value("user_id"),
    previous: value("previous"),
  }),
);

const remove = statement<ObjectKey>((db, value) =>
  db
    .deleteFrom("property_history")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId")),
);

/** Most reads are of one record, which a statement that is written once does. */
const listOfOne = statement<ObjectKey, PropertyHistoryRow>((db, value) =>
  db
    .selectFrom("property_history")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId"))
    .orderBy("version", "desc"),
);

export const insertHistory = (tx: Transaction, row: PropertyHistoryRow) => tx.write(insert, row);

export const deleteHistory = (tx: Transaction, key: ObjectKey) => tx.write(remove, key);

/** The writes to these records, each record's newest first. */
export function listHistory(
  session: Session,
  portalId: number,
  objectTypeId: string,
  objectIds: readonly number[],
): Promise<PropertyHistoryRow[]> {
  const [objectId] = objectIds;
  if (objectId !== undefined && objectIds.length === 1) {
    return session.all(listOfOne, { portalId, objectTypeId, objectId });
  }
  return session.query<PropertyHistoryRow>(
    builderOf(session.engine)
      .selectFrom("property_history")
      .selectAll()
      .where("portal_id", "=", portalId)
      .where("object_type_id", "=", objectTypeId)
      .where("object_id", "in", objectIds)
      .orderBy("object_id")
      .orderBy("version", "desc"),
  );
}
