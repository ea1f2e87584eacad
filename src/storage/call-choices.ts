import type { Session, Transaction } from "./database.ts";
import type { CallChoiceRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const list = statement<{ portalId: number }, CallChoiceRow>((db, value) =>
  db
    .selectFrom("call_choices")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .orderBy("kind")
    .orderBy("position")
    .orderBy("choice_id"),
);

/** The outcomes and call types of a portal, deleted ones too, in their order. */
export const listCallChoices = (session: Session, portalId: number) => session.all(list, { portalId });

export const insertCallChoice = (tx: Transaction, row: CallChoiceRow) =>
  tx.query(builderOf(tx.engine).insertInto("call_choices").values(row));

export const updateCallChoice = (tx: Transaction, row: CallChoiceRow) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("call_choices")
      .set({ label: row.label, deleted: row.deleted, position: row.position })
      .where("portal_id", "=", row.portal_id)
      .where("kind", "=", row.kind)
      .where("choice_id", "=", row.choice_id),
  );
