import { first, type Session, type Transaction } from "./database.ts";
import type { ObjectKey } from "./objects.ts";
import type { PinRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const upsert = statement<PinRow>((db, value) =>
  db
    .insertInto("pins")
    .values({
      portal_id: value("portal_id"),
      engagement_id: value("engagement_id"),
      object_type_id: value("object_type_id"),
      object_id: value("object_id"),
      hidden: value("hidden"),
    })
    .onConflict((conflict) =>
      conflict
        .columns(["portal_id", "engagement_id", "object_type_id", "object_id"])
        .doUpdateSet({ hidden: value("hidden") }),
    ),
);

const ofEngagement = statement<{ portalId: number; engagementId: number }, PinRow>((db, value) =>
  db
    .selectFrom("pins")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("engagement_id", "=", value("engagementId"))
    .orderBy("object_type_id")
    .orderBy("object_id"),
);

const find = statement<ObjectKey & { engagementId: number }, PinRow>((db, value) =>
  db
    .selectFrom("pins")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("engagement_id", "=", value("engagementId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId")),
);

const remove = statement<ObjectKey & { engagementId: number }>((db, value) =>
  db
    .deleteFrom("pins")
    .where("portal_id", "=", value("portalId"))
    .where("engagement_id", "=", value("engagementId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId")),
);

const listOfRecord = statement<ObjectKey, PinRow>((db, value) =>
  db
    .selectFrom("pins")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId"))
    .orderBy("engagement_id"),
);

const ofRecord = statement<ObjectKey>((db, value) =>
  db
    .deleteFrom("pins")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId")),
);

/** Records that an engagement is pinned on a record, shown or hidden. */
export const upsertPin = (tx: Transaction, row: PinRow) => tx.all(upsert, row);

export const listPinsOfEngagement = (session: Session, portalId: number, engagementId: number) =>
  session.all(ofEngagement, { portalId, engagementId });

/** The pins of several engagements, in the order in which their records are held. */
export async function listPinsOfEngagements(
  session: Session,
  portalId: number,
  engagementIds: readonly number[],
): Promise<PinRow[]> {
  if (engagementIds.length === 0) return [];
  const query = builderOf(session.engine)
    .selectFrom("pins")
    .selectAll()
    .where("portal_id", "=", portalId)
    .where("engagement_id", "in", engagementIds)
    .orderBy("object_type_id")
    .orderBy("object_id");
  return session.query(query);
}

/** What is pinned on a record, shown or hidden. */
export const listPinsOfRecord = (session: Session, record: ObjectKey) => session.all(listOfRecord, record);

export const findPin = (session: Session, record: ObjectKey, engagementId: number) =>
  first(session, find, { ...record, engagementId });

export const deletePin = (tx: Transaction, record: ObjectKey, engagementId: number) =>
  tx.all(remove, { ...record, engagementId });

/** Forgets every pin of a record, the hidden ones as well. */
export const deletePinsOfRecord = (tx: Transaction, record: ObjectKey) => tx.all(ofRecord, record);

/** Forgets every pin of a type's records, the hidden ones as well. */
export const deletePinsOfType = (tx: Transaction, portalId: number, objectTypeId: string) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("pins")
      .where("portal_id", "=", portalId)
      .where("object_type_id", "=", objectTypeId),
  );
