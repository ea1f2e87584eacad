import { first, type Session, type Transaction } from "./database.ts";
import type { ObjectKey } from "./objects.ts";
import type { UniqueValueRow } from "./schema.ts";
import { statement } from "./statement.ts";

type ValueKey = {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly propertyName: string;
  readonly valueKey: string;
};

const find = statement<ValueKey, { object_id: number }>((db, value) =>
  db
    .selectFrom("unique_values")
    .select("object_id")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("property_name", "=", value("propertyName"))
    .where("value_key", "=", value("valueKey")),
);

const claim = statement<UniqueValueRow, { object_id: number }>((db, value) =>
  db
    .insertInto("unique_values")
    .values({
      portal_id: value("portal_id"),
      object_type_id: value("object_type_id"),
      property_name: value("property_name"),
      value_key: value("value_key"),
      object_id: value("object_id"),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("object_id"),
);

const release = statement<ValueKey & { objectId: number }>((db, value) =>
  db
    .deleteFrom("unique_values")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("property_name", "=", value("propertyName"))
    .where("value_key", "=", value("valueKey"))
    .where("object_id", "=", value("objectId")),
);

/** The record that has this value, if any. */
export async function findUniqueHolder(session: Session, key: ValueKey): Promise<number | undefined> {
  return (await first(session, find, key))?.object_id;
}

/** Takes a value for a record; false where another has it. */
export async function claimUniqueValue(tx: Transaction, row: UniqueValueRow): Promise<boolean> {
  return (await tx.all(claim, row)).length > 0;
}

export const releaseUniqueValue = (tx: Transaction, key: ObjectKey, propertyName: string, valueKey: string) =>
  tx.all(release, { ...key, propertyName, valueKey });
