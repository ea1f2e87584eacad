import { createDayNumbers } from "./day-numbers.ts";
import {
  type AppCounts,
  admit,
  burstMilliseconds,
  dropUncounted,
  type PortalCounts,
  type RateRequest,
  type RateVerdict,
} from "./rate-counts.ts";

/** Counts requests. */
export type RateLimiter = { take(request: RateRequest): RateVerdict | Promise<RateVerdict> };

const appsBeforeSweep = 10_000;

/** Counts in memory, so for one process. */
export function createRateLimiter(): { take(request: RateRequest): RateVerdict } {
  const apps = new Map<string, AppCounts>();
  const portals = new Map<number, PortalCounts>();
  const dayOf = createDayNumbers();

  function sweep(now: number): void {
    for (const [key, { times }] of apps) {
      dropUncounted(times, now, burstMilliseconds);
      if (times.length === 0) apps.delete(key);
    }
  }

  return {
    take(request) {
      const { portalId, appId, timeZone, now } = request;
      const key = `${portalId}/${appId}`;
      if (apps.size > appsBeforeSweep) sweep(now);
      const app = apps.get(key) ?? { times: [] };
      const portal = portals.get(portalId) ?? { searches: [], day: 0, dayCount: 0 };
      apps.set(key, app);
      portals.set(portalId, portal);
      return admit(app, portal, dayOf(timeZone, now), request);
    },
  };
}
