import { first, type Session, type Transaction } from "./database.ts";
import { lockRows } from "./objects.ts";
import type { ObjectSchemaRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

type SchemaKey = { readonly portalId: number; readonly objectTypeId: string };

const list = statement<{ portalId: number }, ObjectSchemaRow>((db, value) =>
  db
    .selectFrom("object_schemas")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .orderBy("created_at")
    .orderBy("object_type_id"),
);

const locked = (strength: "update" | "share") =>
  statement<SchemaKey, ObjectSchemaRow>(
    (db, value, engine) =>
      lockRows(
        db
          .selectFrom("object_schemas")
          .selectAll()
          .where("portal_id", "=", value("portalId"))
          .where("object_type_id", "=", value("objectTypeId")) as never,
        engine,
        strength,
      ) as never,
  );

const lockForUpdate = locked("update");
const lockForShare = locked("share");

/** The schemas of a portal, archived and purged ones too, oldest first. */
export const listObjectSchemas = (session: Session, portalId: number) => session.all(list, { portalId });

/** A schema, held until the transaction ends so that nobody writes a record of its type. */
export const lockObjectSchema = (tx: Transaction, portalId: number, objectTypeId: string) =>
  first(tx, lockForUpdate, { portalId, objectTypeId });

/** A schema, held until the transaction ends so that nobody archives it. */
export const shareObjectSchema = (tx: Transaction, portalId: number, objectTypeId: string) =>
  first(tx, lockForShare, { portalId, objectTypeId });

export const insertObjectSchema = (tx: Transaction, row: ObjectSchemaRow) =>
  tx.query(builderOf(tx.engine).insertInto("object_schemas").values(row));

export const updateObjectSchema = (tx: Transaction, row: ObjectSchemaRow) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("object_schemas")
      .set({
        definition: row.definition,
        updated_at: row.updated_at,
        archived_at: row.archived_at,
        purged_at: row.purged_at,
        updated_user_id: row.updated_user_id,
      })
      .where("portal_id", "=", row.portal_id)
      .where("object_type_id", "=", row.object_type_id),
  );
