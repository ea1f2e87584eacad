import type { Session, Transaction } from "./database.ts";
import type { PropertyGroupRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const list = statement<{ portalId: number; objectTypeId: string }, PropertyGroupRow>((db, value) =>
  db
    .selectFrom("property_groups")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .orderBy("name"),
);

/** The groups that the portal made for an object type. */
export const listPropertyGroups = (session: Session, portalId: number, objectTypeId: string) =>
  session.all(list, { portalId, objectTypeId });

export const insertPropertyGroup = (tx: Transaction, row: PropertyGroupRow) =>
  tx.query(builderOf(tx.engine).insertInto("property_groups").values(row));

export const updatePropertyGroup = (tx: Transaction, row: PropertyGroupRow) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("property_groups")
      .set({ label: row.label, display_order: row.display_order })
      .where("portal_id", "=", row.portal_id)
      .where("object_type_id", "=", row.object_type_id)
      .where("name", "=", row.name),
  );

export const deletePropertyGroup = (tx: Transaction, row: PropertyGroupRow) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("property_groups")
      .where("portal_id", "=", row.portal_id)
      .where("object_type_id", "=", row.object_type_id)
      .where("name", "=", row.name),
  );
