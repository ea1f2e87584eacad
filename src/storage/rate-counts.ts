import type { Session, Transaction } from "./database.ts";
import { lockRows } from "./objects.ts";
import type { RateCountRow } from "./process-rows.ts";
import { builderOf } from "./statement.ts";

/** What is counted of a portal and some of its apps, held until the transaction ends. `appIds` are in ascending order. */
export async function lockRateCounts(
  tx: Transaction,
  portalId: number,
  appIds: readonly number[],
): Promise<RateCountRow[]> {
  const query = builderOf(tx.engine)
    .selectFrom("rate_counts")
    .selectAll()
    .where("portal_id", "=", portalId)
    .where("app_id", "in", appIds)
    .orderBy("app_id");
  const locked = lockRows(query as never, tx.engine, "update") as typeof query;
  const rows = await tx.query(locked);
  if (rows.length === appIds.length) return rows;
  // What is not there cannot be held, so it is made first.
  const empty = appIds.map((app_id) => ({ portal_id: portalId, app_id, times: "[]", day: 0, day_count: 0 }));
  const make = builderOf(tx.engine)
    .insertInto("rate_counts")
    .values(empty)
    .onConflict((conflict) => conflict.doNothing());
  await tx.query(make);
  return tx.query(locked);
}

/** What is counted of a portal or one of its apps, as it is at this moment. */
export async function findRateCounts(
  session: Session,
  portalId: number,
  appId: number,
): Promise<RateCountRow | undefined> {
  const query = builderOf(session.engine)
    .selectFrom("rate_counts")
    .selectAll()
    .where("portal_id", "=", portalId)
    .where("app_id", "=", appId);
  return (await session.query(query))[0];
}

/** Writes the counts that are held. */
export async function putRateCounts(tx: Transaction, rows: readonly RateCountRow[]): Promise<void> {
  await tx.query(
    builderOf(tx.engine)
      .insertInto("rate_counts")
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(["portal_id", "app_id"]).doUpdateSet((row) => ({
          times: row.ref("excluded.times"),
          day: row.ref("excluded.day"),
          day_count: row.ref("excluded.day_count"),
        })),
      ),
  );
}
