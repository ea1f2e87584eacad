import type { Session } from "./database.ts";
import { statement } from "./statement.ts";

/** From which records of one type to which of another. */
type Direction = { readonly portalId: number; readonly fromTypeId: string; readonly toTypeId: string };

const ofRecord = statement<Direction & { fromId: number; after: number; limit: number }, { to_id: number }>(
  (db, value) =>
    db
      .selectFrom("associations")
      .select("to_id")
      .distinct()
      .where("portal_id", "=", value("portalId"))
      .where("from_type_id", "=", value("fromTypeId"))
      .where("from_id", "=", value("fromId"))
      .where("to_type_id", "=", value("toTypeId"))
      .where("to_id", ">", value("after"))
      .orderBy("to_id")
      .limit(value("limit")),
);

const ofAny = statement<Direction & { after: number; limit: number }, { from_id: number }>((db, value) =>
  db
    .selectFrom("associations as a")
    .innerJoin("objects as o", (join) =>
      join
        .onRef("o.portal_id", "=", "a.portal_id")
        .onRef("o.object_type_id", "=", "a.to_type_id")
        .onRef("o.object_id", "=", "a.to_id"),
    )
    .select("a.from_id")
    .distinct()
    .where("a.portal_id", "=", value("portalId"))
    .where("a.from_type_id", "=", value("fromTypeId"))
    .where("a.to_type_id", "=", value("toTypeId"))
    .where("a.from_id", ">", value("after"))
    .orderBy("a.from_id")
    .limit(value("limit")),
);

/** Ids of the records that one is associated with, from above `after` on. */
export const listLinkedIds = (session: Session, direction: Direction, fromId: number, after: number, limit: number) =>
  session.all(ofRecord, { ...direction, fromId, after, limit });

/** Ids of the records that are associated with any live one, from above `after` on. */
export const listLinkingIds = (session: Session, direction: Direction, after: number, limit: number) =>
  session.all(ofAny, { ...direction, after, limit });
