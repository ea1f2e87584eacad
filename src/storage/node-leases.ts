import type { Transaction } from "./database.ts";
import type { NodeLeaseRow } from "./process-rows.ts";
import { builderOf, statement } from "./statement.ts";

const take = statement<Omit<NodeLeaseRow, "reserved_until"> & { now: number }, { reserved_until: number }>(
  (db, value) =>
    db
      .insertInto("node_leases")
      .values({
        node: value("node"),
        holder: value("holder"),
        reserved_until: 0,
        expires_at: value("expires_at"),
      })
      .onConflict((conflict) =>
        conflict
          .column("node")
          .doUpdateSet({ holder: value("holder"), expires_at: value("expires_at") })
          // Only a lease that ran out changes hands; a server that starts at the same moment gets the next number.
          .where("node_leases.expires_at", "<", value("now")),
      )
      .returning("reserved_until"),
);

const extend = statement<NodeLeaseRow, { node: number }>((db, value) =>
  db
    .updateTable("node_leases")
    .set({ reserved_until: value("reserved_until"), expires_at: value("expires_at") })
    .where("node", "=", value("node"))
    .where("holder", "=", value("holder"))
    .returning("node"),
);

export const listNodeLeases = (tx: Transaction) =>
  tx.query<NodeLeaseRow>(builderOf(tx.engine).selectFrom("node_leases").selectAll().orderBy("node"));

/**
 * Takes a node number that is free at `now`; undefined where it is not.
 * @returns what its last holder had reserved, which stays on record until the lease is moved forward
 */
export async function takeNodeLease(
  tx: Transaction,
  row: Omit<NodeLeaseRow, "reserved_until">,
  now: number,
): Promise<number | undefined> {
  const [taken] = await tx.all(take, { ...row, now });
  return taken?.reserved_until;
}

/** Moves a lease forward; false where another server has taken it over. */
export async function extendNodeLease(tx: Transaction, row: NodeLeaseRow): Promise<boolean> {
  return (await tx.all(extend, row)).length > 0;
}
