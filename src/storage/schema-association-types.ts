import type { Session, Transaction } from "./database.ts";
import { lockRows } from "./objects.ts";
import type { SchemaAssociationTypeRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const list = statement<{ portalId: number }, SchemaAssociationTypeRow>((db, value) =>
  db
    .selectFrom("schema_association_types")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .orderBy("association_type_id"),
);

const inUse = statement<
  { portalId: number; fromTypeId: string; toTypeId: string; associationTypeId: number },
  { from_id: number }
>((db, value) =>
  db
    .selectFrom("associations")
    .select("from_id")
    .where("portal_id", "=", value("portalId"))
    .where("from_type_id", "=", value("fromTypeId"))
    .where("to_type_id", "=", value("toTypeId"))
    .where("association_type_id", "=", value("associationTypeId"))
    .limit(1),
);

/** The association types of a portal's own object types. */
export const listSchemaAssociationTypes = (session: Session, portalId: number) => session.all(list, { portalId });

export const insertSchemaAssociationTypes = (tx: Transaction, rows: readonly SchemaAssociationTypeRow[]) =>
  tx.query(builderOf(tx.engine).insertInto("schema_association_types").values(rows));

/** Of these types those that are there, held until the transaction ends; `update` keeps everybody else out. */
export async function lockSchemaAssociationTypes(
  tx: Transaction,
  portalId: number,
  ids: readonly number[],
  strength: "update" | "share",
): Promise<SchemaAssociationTypeRow[]> {
  const query = builderOf(tx.engine)
    .selectFrom("schema_association_types")
    .selectAll()
    .where("portal_id", "=", portalId)
    .where("association_type_id", "in", ids)
    .orderBy("association_type_id");
  return tx.query<SchemaAssociationTypeRow>(lockRows(query as never, tx.engine, strength) as unknown as typeof query);
}

/** Whether records, live or in the bin, are associated by this type. */
export async function isAssociationTypeInUse(session: Session, row: SchemaAssociationTypeRow): Promise<boolean> {
  const key = { portalId: row.portal_id, fromTypeId: row.from_type_id, toTypeId: row.to_type_id };
  return (await session.all(inUse, { ...key, associationTypeId: row.association_type_id })).length > 0;
}

export const deleteSchemaAssociationTypes = (tx: Transaction, portalId: number, ids: readonly number[]) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("schema_association_types")
      .where("portal_id", "=", portalId)
      .where("association_type_id", "in", ids),
  );
