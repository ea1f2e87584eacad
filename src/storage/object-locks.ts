import type { Transaction } from "./database.ts";
import { inChunks } from "./in-chunks.ts";
import { lockRows, type ObjectKey, type ObjectTable } from "./objects.ts";
import { builderOf, statement } from "./statement.ts";

const idsPerStatement = 5_000;

type Strength = "update" | "share";

/** Most writes hold one record of a type, which a statement that is written once does. */
const lockOne = forEach(["objects", "archived_objects"], (table) =>
  forEach(["update", "share"], (strength) =>
    statement<ObjectKey, { object_id: number }>((db, value, engine) => {
      const query = db
        .selectFrom(table as "objects")
        .select("object_id")
        .where("portal_id", "=", value("portalId"))
        .where("object_type_id", "=", value("objectTypeId"))
        .where("object_id", "=", value("objectId"));
      return lockRows(query as never, engine, strength) as typeof query;
    }),
  ),
);

function forEach<K extends string, T>(keys: readonly K[], make: (key: K) => T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, T>;
}

/** Which of these records lie in a table; they are held until the transaction ends. `ids` are in ascending order. */
export async function lockObjectIds(
  tx: Transaction,
  table: ObjectTable,
  portalId: number,
  objectTypeId: string,
  ids: readonly number[],
  strength: Strength,
): Promise<number[]> {
  const [objectId] = ids;
  if (objectId !== undefined && ids.length === 1) {
    const rows = await tx.all(lockOne[table][strength], { portalId, objectTypeId, objectId });
    return rows.map((row) => row.object_id);
  }
  const found: number[] = [];
  for (const chunk of inChunks(ids, idsPerStatement)) {
    const query = builderOf(tx.engine)
      .selectFrom(table as "objects")
      .select("object_id")
      .where("portal_id", "=", portalId)
      .where("object_type_id", "=", objectTypeId)
      .where("object_id", "in", chunk)
      .orderBy("object_id");
    const rows = await tx.query(lockRows(query as never, tx.engine, strength) as typeof query);
    found.push(...rows.map((row) => row.object_id));
  }
  return found;
}
