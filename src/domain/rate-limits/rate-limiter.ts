import { createDayNumbers } from "./day-numbers.ts";
import {
  admit,
  burstMilliseconds,
  type Counts,
  counterOf,
  dropUncounted,
  noCounts,
  type RateRequest,
  type RateVerdict,
} from "./rate-counts.ts";

/** Counts requests. */
export type RateLimiter = {
  take(request: RateRequest): RateVerdict | Promise<RateVerdict>;
  /** How many requests of a portal were counted towards its day. */
  countOfDay(portal: PortalDay): number | Promise<number>;
};

/** The day of a portal's time zone that a time falls in. */
export type PortalDay = Pick<RateRequest, "portalId" | "timeZone" | "now">;

const countersBeforeSweep = 10_000;

/** Counts in memory, so for one process. */
export function createRateLimiter(): Omit<RateLimiter, "take"> & { take(request: RateRequest): RateVerdict } {
  const counters = new Map<string, Counts>();
  const portals = new Map<number, Counts>();
  const dayOf = createDayNumbers();

  function sweep(now: number): void {
    for (const [key, { times, dayCount }] of counters) {
      dropUncounted(times, now, burstMilliseconds);
      if (times.length === 0 && dayCount === 0) counters.delete(key);
    }
  }

  return {
    take(request) {
      const { portalId, timeZone, now } = request;
      const key = `${portalId}/${counterOf(request)}`;
      if (counters.size > countersBeforeSweep) sweep(now);
      const counts = counters.get(key) ?? noCounts();
      const portal = portals.get(portalId) ?? noCounts();
      counters.set(key, counts);
      portals.set(portalId, portal);
      return admit(counts, portal, dayOf(timeZone, now), request);
    },
    countOfDay({ portalId, timeZone, now }) {
      const counts = portals.get(portalId);
      return counts?.day === dayOf(timeZone, now) ? counts.dayCount : 0;
    },
  };
}
