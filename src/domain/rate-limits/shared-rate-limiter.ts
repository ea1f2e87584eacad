import type { Database, Transaction } from "../../storage/database.ts";
import type { RateCountRow } from "../../storage/process-rows.ts";
import { lockRateCounts, putRateCounts } from "../../storage/rate-counts.ts";
import { createDayNumbers } from "./day-numbers.ts";
import { type AppCounts, admit, type PortalCounts, type RateRequest, type RateVerdict } from "./rate-counts.ts";
import type { RateLimiter } from "./rate-limiter.ts";

type Waiting = {
  readonly request: RateRequest;
  readonly resolve: (verdict: RateVerdict) => void;
  readonly reject: (error: unknown) => void;
};

/** The row of what a portal's apps share; no app has this id. */
const portalRow = 0;
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
  };
}

async function countAll(
  tx: Transaction,
  portalId: number,
  requests: readonly RateRequest[],
  dayOf: (timeZone: string, now: number) => number,
): Promise<RateVerdict[]> {
  const appIds = [...new Set(requests.map(({ appId }) => appId))].sort((one, other) => one - other);
  const rows = new Map((await lockRateCounts(tx, portalId, [portalRow, ...appIds])).map((row) => [row.app_id, row]));
  const portal = toPortalCounts(rows.get(portalRow));
  const apps = new Map<number, AppCounts>(appIds.map((appId) => [appId, { times: timesOf(rows.get(appId)) }]));
  const verdicts = requests.map((request) => {
    const app = apps.get(request.appId) as AppCounts;
    const now = notBefore([app.times.at(-1), portal.searches.at(-1)], request.now);
    return admit(app, portal, dayOf(request.timeZone, now), { ...request, now });
  });
  await putRateCounts(tx, [
    rowOf(portalId, portalRow, portal.searches, portal),
    ...appIds.map((appId) => rowOf(portalId, appId, apps.get(appId)?.times ?? [])),
  ]);
  return verdicts;
}

/** The time of a request, or of what was counted last where another machine's clock is a little ahead. */
function notBefore(lastTimes: readonly (number | undefined)[], now: number): number {
  const last = Math.max(...lastTimes.map((time) => time ?? 0));
  return last > now && last - now <= clockSkewMilliseconds ? last : now;
}

function toPortalCounts(row: RateCountRow | undefined): PortalCounts {
  return { searches: timesOf(row), day: row?.day ?? 0, dayCount: row?.day_count ?? 0 };
}

function timesOf(row: RateCountRow | undefined): number[] {
  return row ? (JSON.parse(row.times) as number[]) : [];
}

function rowOf(portalId: number, appId: number, times: readonly number[], counted?: PortalCounts): RateCountRow {
  const { day, dayCount } = counted ?? { day: 0, dayCount: 0 };
  return { portal_id: portalId, app_id: appId, times: JSON.stringify(times), day, day_count: dayCount };
}
