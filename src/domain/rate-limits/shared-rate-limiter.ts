import type { Database, Transaction } from "../../storage/database.ts";
import type { RateCountRow } from "../../storage/process-rows.ts";
import { findRateCounts, lockRateCounts, putRateCounts } from "../../storage/rate-counts.ts";
import { createDayNumbers } from "./day-numbers.ts";
import {
  admit,
  type Counts,
  counterOf,
  noCounts,
  portalCounter,
  type RateRequest,
  type RateVerdict,
} from "./rate-counts.ts";
import type { RateLimiter } from "./rate-limiter.ts";

type Waiting = {
  readonly request: RateRequest;
  readonly resolve: (verdict: RateVerdict) => void;
  readonly reject: (error: unknown) => void;
};

/** So far may the clocks of two machines be apart without one freeing what the other has counted. */
const clockSkewMilliseconds = 5_000;

/**
 * Counts in the database, for all processes that serve it: as exact as in memory. Requests of a portal that come
 * while its counts are being written are counted together in the next write.
 */
export function createSharedRateLimiter(database: Database): RateLimiter {
  const queues = new Map<number, Waiting[]>();
  const dayOf = createDayNumbers();

  async function drain(portalId: number, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const group = queue.splice(0);
      try {
        const requests = group.map(({ request }) => request);
        const verdicts = await database.transaction((tx) => countAll(tx, portalId, requests, dayOf));
        for (const [index, { resolve }] of group.entries()) resolve(verdicts[index] as RateVerdict);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    queues.delete(portalId);
  }

  return {
    take: (request) =>
      new Promise((resolve, reject) => {
        const queue = queues.get(request.portalId);
        if (queue) queue.push({ request, resolve, reject });
        else {
          const started = [{ request, resolve, reject }];
          queues.set(request.portalId, started);
          void drain(request.portalId, started);
        }
      }),
    async countOfDay({ portalId, timeZone, now }) {
      const row = await findRateCounts(database, portalId, portalCounter);
      return row?.day === dayOf(timeZone, now) ? row.day_count : 0;
    },
  };
}

async function countAll(
  tx: Transaction,
  portalId: number,
  requests: readonly RateRequest[],
  dayOf: (timeZone: string, now: number) => number,
): Promise<RateVerdict[]> {
  const counters = [...new Set([portalCounter, ...requests.map(counterOf)])].sort((one, other) => one - other);
  const rows = new Map((await lockRateCounts(tx, portalId, counters)).map((row) => [row.app_id, row]));
  const counted = new Map(counters.map((counter) => [counter, toCounts(rows.get(counter))]));
  const portal = counted.get(portalCounter) as Counts;
  const verdicts = requests.map((request) => {
    const counts = counted.get(counterOf(request)) as Counts;
    const now = notBefore([counts.times.at(-1), portal.times.at(-1)], request.now);
    return admit(counts, portal, dayOf(request.timeZone, now), { ...request, now });
  });
  await putRateCounts(
    tx,
    counters.map((counter) => rowOf(portalId, counter, counted.get(counter) as Counts)),
  );
  return verdicts;
}

/** The time of a request, or of what was counted last where another machine's clock is a little ahead. */
function notBefore(lastTimes: readonly (number | undefined)[], now: number): number {
  const last = Math.max(...lastTimes.map((time) => time ?? 0));
  return last > now && last - now <= clockSkewMilliseconds ? last : now;
}

function toCounts(row: RateCountRow | undefined): Counts {
  if (!row) return noCounts();
  return { times: JSON.parse(row.times) as number[], day: row.day, dayCount: row.day_count };
}

function rowOf(portalId: number, counter: number, { times, day, dayCount }: Counts): RateCountRow {
  return { portal_id: portalId, app_id: counter, times: JSON.stringify(times), day, day_count: dayCount };
}
