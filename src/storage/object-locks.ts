import type { Transaction } from "./database.ts";
import { inChunks } from "./in-chunks.ts";
import { lockRows, type ObjectTable } from "./objects.ts";
import { builderOf } from "./statement.ts";

const idsPerStatement = 5_000;

/** Which of these records lie in a table; they are held until the transaction ends. `ids` are in ascending order. */
export async function lockObjectIds(
  tx: Transaction,
  table: ObjectTable,
  portalId: number,
  objectTypeId: string,
  ids: readonly number[],
  strength: "update" | "share",
): Promise<number[]> {
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
