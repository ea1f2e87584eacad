import { sql } from "kysely";
import type { Session, Transaction } from "./database.ts";
import type { AssociationLabelRow, AssociationLimitRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const list = statement<{ portalId: number }, AssociationLabelRow>((db, value) =>
  db
    .selectFrom("association_labels")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .orderBy("association_type_id"),
);

const limits = statement<{ portalId: number }, AssociationLimitRow>((db, value) =>
  db.selectFrom("association_limits").selectAll().where("portal_id", "=", value("portalId")),
);

const takeIds = statement<{ portalId: number; count: number; firstLast: number }, { last_id: number }>((db, value) =>
  db
    .insertInto("association_label_ids")
    .values({ portal_id: value("portalId"), last_id: value("firstLast") })
    .onConflict((conflict) =>
      conflict
        .column("portal_id")
        .doUpdateSet((row) => ({ last_id: row("association_label_ids.last_id", "+", value("count")) })),
    )
    .returning("last_id"),
);

const upsertLimit = statement<AssociationLimitRow>((db, value) =>
  db
    .insertInto("association_limits")
    .values({
      portal_id: value("portal_id"),
      association_type_id: value("association_type_id"),
      max_to_object_ids: value("max_to_object_ids"),
    })
    .onConflict((conflict) =>
      conflict
        .columns(["portal_id", "association_type_id"])
        .doUpdateSet({ max_to_object_ids: value("max_to_object_ids") }),
    ),
);

/** The labels of a portal, each direction by itself. */
export const listAssociationLabels = (session: Session, portalId: number) => session.all(list, { portalId });

export const listAssociationLimits = (session: Session, portalId: number) => session.all(limits, { portalId });

/** Takes `count` ids that the portal has never used, the first of them at least `lowest`; returns the first. */
export async function takeLabelIds(tx: Transaction, portalId: number, count: number, lowest: number): Promise<number> {
  const [row] = await tx.all(takeIds, { portalId, count, firstLast: lowest + count - 1 });
  return (row?.last_id ?? 0) - count + 1;
}

export const insertAssociationLabels = (tx: Transaction, rows: readonly AssociationLabelRow[]) =>
  tx.query(builderOf(tx.engine).insertInto("association_labels").values(rows));

export const renameAssociationLabel = (tx: Transaction, portalId: number, associationTypeId: number, label: string) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("association_labels")
      .set({ label })
      .where("portal_id", "=", portalId)
      .where("association_type_id", "=", associationTypeId),
  );

/** Which of these labels still exist; they are held, so that nobody deletes one meanwhile. */
export async function holdAssociationLabels(
  tx: Transaction,
  portalId: number,
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const query = builderOf(tx.engine)
    .selectFrom("association_labels")
    .select("association_type_id")
    .where("portal_id", "=", portalId)
    .where("association_type_id", "in", ids)
    .orderBy("association_type_id");
  const rows = await tx.query(tx.engine === "sqlite" ? query : query.forShare());
  return new Set(rows.map((row) => row.association_type_id));
}

/** Removes labels with their limits and every association that has them. */
export async function deleteAssociationLabels(
  tx: Transaction,
  portalId: number,
  ids: readonly number[],
  lowest: number,
): Promise<void> {
  const db = builderOf(tx.engine);
  for (const table of ["association_labels", "association_limits"] as const) {
    const base = db.deleteFrom(table as "association_limits").where("portal_id", "=", portalId);
    await tx.query(base.where("association_type_id", "in", ids));
  }
  await tx.query(
    db
      .deleteFrom("associations")
      .where("portal_id", "=", portalId)
      .where("association_type_id", "in", ids)
      // Says again what the ids are, in the words of the index that finds them.
      .where("association_type_id", ">=", sql.lit(lowest)),
  );
}

export const upsertAssociationLimit = (tx: Transaction, row: AssociationLimitRow) => tx.all(upsertLimit, row);

export const deleteAssociationLimits = (tx: Transaction, portalId: number, ids: readonly number[]) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("association_limits")
      .where("portal_id", "=", portalId)
      .where("association_type_id", "in", ids),
  );
