import type { Transaction } from "./database.ts";
import type { NodeLeaseRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const take = statement<NodeLeaseRow & { now: number }, { node: number }>((db, value) =>
  db
    .insertInto("node_leases")
    .values({
      node: value("node"),
      holder: value("holder"),
      reserved_until: value("reserved_until"),
      expires_at: value("expires_at"),
    })
    .onConflict((conflict) =>
      conflict
        .column("node")
        .doUpdateSet({ holder: value("holder"), expires_at: value("expires_at") })
        // Only a lease that ran out changes hands; a server that starts at the same moment gets the next number.
        .where("node_leases.expires_at", "<", value("now")),
    )
    .returning("node"),
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

/** Takes a node number that is free at `now`; false where it is not. What its last holder reserved stays on record. */
export async function takeNodeLease(tx: Transaction, row: NodeLeaseRow, now: number): Promise<boolean> {
  return (await tx.all(take, { ...row, now })).length > 0;
}

/** Moves a lease forward; false where another server has taken it over. */
export async function extendNodeLease(tx: Transaction, row: NodeLeaseRow): Promise<boolean> {
  return (await tx.all(extend, row)).length > 0;
}
