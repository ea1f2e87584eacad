import { randomUUID } from "node:crypto";
import { refuse } from "../../model/errors.ts";
import type { Database } from "../../storage/database.ts";
import { extendNodeLease, listNodeLeases, takeNodeLease } from "../../storage/node-leases.ts";
import type { Clock } from "../context.ts";

/**
 * Record ids: decimal, growing with time, below 2^53. From the top: 40 bits of milliseconds since 2025, 6 bits of node
 * number, 7 bits that count within a millisecond. The node number is leased from the database, and so is a stretch of
 * time: a successor on the same node starts behind it, whatever the clock says by then.
 */
export type RecordIds = {
  /** Waits until ids may be handed out; at once but for a process that was stopped for long. */
  ready(): Promise<void>;
  next(): number;
  stop(): Promise<void>;
};

const epoch = Date.UTC(2025, 0, 1);
const nodes = 64;
const perMillisecond = 128;
const reserveMilliseconds = 15_000;
const leaseMilliseconds = 30_000;
const renewMilliseconds = 4_000;

/** An id below all that are handed out from a time on (epoch ms). */
export function lowestIdAt(time: number): number {
  return Math.max(0, time - epoch) * nodes * perMillisecond;
}

/** Leases a node number and starts renewing it. */
export async function startRecordIds(database: Database, now: Clock): Promise<RecordIds> {
  const holder = randomUUID();
  let node = -1;
  /** Time of the last id, and how many were handed out in it. */
  let last = 0;
  let count = 0;
  let reservedUntil = 0;

  function leaseRow(node: number, start: number) {
    return { node, holder, reserved_until: start + reserveMilliseconds, expires_at: now() + leaseMilliseconds };
  }

  async function lease(): Promise<void> {
    const taken = await database.transaction(async (tx) => {
      const leases = new Map((await listNodeLeases(tx)).map((row) => [row.node, row]));
      for (let candidate = 0; candidate < nodes; candidate += 1) {
        const held = leases.get(candidate);
        if (held && held.expires_at >= now()) continue;
        const reserved = await takeNodeLease(tx, leaseRow(candidate, 0), now());
        if (reserved === undefined) continue;
        const start = Math.max(now() - epoch, reserved, last + 1);
        const row = leaseRow(candidate, start);
        await extendNodeLease(tx, row);
        return { ...row, start };
      }
      throw new Error(`All ${nodes} node numbers of this database are in use by running servers`);
    });
    // Not before it is committed; until then ids went on under the former number.
    node = taken.node;
    last = Math.max(taken.start, last + 1);
    count = 0;
    reservedUntil = taken.reserved_until;
  }

  async function renew(): Promise<void> {
    const row = leaseRow(node, Math.max(now() - epoch, last));
    if (await database.transaction((tx) => extendNodeLease(tx, row))) reservedUntil = row.reserved_until;
    else await lease();
  }

  await lease();
  let renewing: Promise<void> | undefined;
  function renewOnce(): Promise<void> {
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }
  // A renewal that fails is tried again; ids stop before the reserved time ends.
  const timer = setInterval(() => void renewOnce().catch(() => {}), renewMilliseconds);
  timer.unref();

  return {
    async ready() {
      if (Math.max(now() - epoch, last) + 1_000 >= reservedUntil) await renewOnce();
    },
    next() {
      const time = now() - epoch;
      if (time > last) {
        last = time;
        count = 0;
      } else if (count === perMillisecond) {
        last += 1;
        count = 0;
      }
      if (last >= reservedUntil) throw refuse.unavailable("The server cannot hand out record ids at the moment");
      const id = (last * nodes + node) * perMillisecond + count;
      count += 1;
      return id;
    },
    async stop() {
      clearInterval(timer);
      await renewing?.catch(() => {});
      // What was really used, so that the next start need not skip the rest of the reserved time.
      await database.transaction((tx) =>
        extendNodeLease(tx, { node, holder, reserved_until: last + 1, expires_at: 0 }),
      );
    },
  };
}
