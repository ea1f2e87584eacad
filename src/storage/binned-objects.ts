import { sql } from "kysely";
import type { Session } from "./database.ts";
import { type ShownRow, shownColumns } from "./objects.ts";
import { statement } from "./statement.ts";

export type BinnedRow = ShownRow & { readonly archived_at: number };

export type BinPage = {
  readonly portalId: number;
  readonly objectTypeId: string;
  /** Only what came there before this time, or at it with a lower id. */
  readonly archivedAt: number;
  readonly objectId: number;
  readonly limit: number;
};

const list = statement<BinPage, BinnedRow>(
  (db, value) =>
    db
      .selectFrom("archived_objects")
      .select(shownColumns.archived_objects)
      .where("portal_id", "=", value("portalId"))
      .where("object_type_id", "=", value("objectTypeId"))
      .where(sql<boolean>`(archived_at, object_id) < (${value("archivedAt")}, ${value("objectId")})`)
      .orderBy("archived_at", "desc")
      .orderBy("object_id", "desc")
      .limit(value("limit")) as never,
);

/** The records of a type in the bin, those that came last first. */
export const listBinnedObjects = (session: Session, page: BinPage) => session.all(list, page);
