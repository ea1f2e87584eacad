import { first, type Session, type Transaction } from "./database.ts";
import type { ObjectKey } from "./objects.ts";
import { rowChunks } from "./row-chunks.ts";
import type { UniqueValueRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

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

/** Takes values for records; returns those that another record has. */
export async function claimUniqueValues(tx: Transaction, rows: readonly UniqueValueRow[]): Promise<UniqueValueRow[]> {
  const taken: UniqueValueRow[] = [];
  for (const chunk of rowChunks(tx.engine, rows)) {
    const [only] = chunk;
    if (chunk.length === 1 && only) {
      if (!(await claimUniqueValue(tx, only))) taken.push(only);
      continue;
    }
    const query = builderOf(tx.engine)
      .insertInto("unique_values")
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .returning(["property_name", "object_id"]);
    const claimed = new Set((await tx.query(query)).map((row) => `${row.object_id} ${row.property_name}`));
    taken.push(...chunk.filter((row) => !claimed.has(`${row.object_id} ${row.property_name}`)));
  }
  return taken;
}

/** The records that have these values of a property, by the value's key. */
export async function findUniqueHolders(
  session: Session,
  { portalId, objectTypeId, propertyName }: Omit<ValueKey, "valueKey">,
  valueKeys: readonly string[],
): Promise<Map<string, number>> {
  if (valueKeys.length === 0) return new Map();
  const query = builderOf(session.engine)
    .selectFrom("unique_values")
    .select(["value_key", "object_id"])
    .where("portal_id", "=", portalId)
    .where("object_type_id", "=", objectTypeId)
    .where("property_name", "=", propertyName)
    .where("value_key", "in", valueKeys);
  return new Map((await session.query(query)).map((row) => [row.value_key, row.object_id]));
}

export const releaseUniqueValue = (tx: Transaction, key: ObjectKey, propertyName: string, valueKey: string) =>
  tx.all(release, { ...key, propertyName, valueKey });
