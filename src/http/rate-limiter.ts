import { utcOffsetMilliseconds } from "../domain/accounts/time-zone.ts";
import type { RatePolicy } from "../model/catalog/rate-policies.ts";
import type { RateLimitName } from "../model/rate-errors.ts";
import { createRateWindows } from "./rate-windows.ts";

/** Which of a policy's limits a route counts towards. */
export type LimitClass = "standard" | "search";

export type RateRequest = {
  readonly policy: RatePolicy;
  readonly limitClass: LimitClass;
  readonly portalId: number;
  readonly appId: number;
  /** The portal's, in which its day begins. */
  readonly timeZone: string;
  readonly now: number;
};

/** What is left after a request, or the limit that it would have gone beyond; a refused one is not counted. */
export type RateVerdict = {
  readonly reached?: { readonly name: RateLimitName; readonly waitMilliseconds: number };
  readonly burstRemaining: number;
  readonly secondlyRemaining: number;
  readonly dailyRemaining: number;
};

/** Counts requests. This one counts in memory, so for one process; one that several share may answer later. */
export type RateLimiter = { take(request: RateRequest): RateVerdict | Promise<RateVerdict> };

export const burstMilliseconds = 10_000;
const secondMilliseconds = 1_000;
const dayMilliseconds = 86_400_000;

/** What a policy allows in one second, as its headers tell; nothing is refused by it (contract 9.2). */
export function secondlyOf(policy: RatePolicy): number {
  return Math.floor(policy.burst / 10);
}

export function createRateLimiter(): RateLimiter {
  const bursts = createRateWindows(burstMilliseconds);
  const seconds = createRateWindows(secondMilliseconds);
  const searches = createRateWindows(secondMilliseconds);
  const days = createDayCounts();

  function reachedBy({ policy, limitClass, now }: RateRequest, app: string, portal: string, today: number) {
    if (limitClass === "search" && searches.count(portal, now) >= policy.searches) {
      return { name: "SECONDLY" as const, waitMilliseconds: searches.untilNextFree(portal, now) };
    }
    if (limitClass === "standard" && bursts.count(app, now) >= policy.burst) {
      return { name: "TEN_SECONDLY_ROLLING" as const, waitMilliseconds: bursts.untilNextFree(app, now) };
    }
    if (policy.daily !== undefined && today >= policy.daily) return { name: "DAILY" as const, waitMilliseconds: 0 };
    return undefined;
  }

  return {
    take(request) {
      const { policy, limitClass, now } = request;
      const portal = String(request.portalId);
      const app = `${portal}/${request.appId}`;
      const day = days.of(request);
      const reached = reachedBy(request, app, portal, day.count);
      if (!reached) {
        if (limitClass === "search") searches.add(portal, now);
        else {
          bursts.add(app, now);
          seconds.add(app, now);
        }
        if (policy.daily !== undefined) day.count += 1;
      }
      const left = (limit: number, used: number) => Math.max(0, limit - used);
      return {
        ...(reached ? { reached } : {}),
        burstRemaining: left(policy.burst, bursts.count(app, now)),
        secondlyRemaining: left(secondlyOf(policy), seconds.count(app, now)),
        dailyRemaining: left(policy.daily ?? 0, day.count),
      };
    },
  };
}

/** `number` counts the portal's days; it was worked out for the time from `from` to `until`. */
type Day = { readonly number: number; count: number; from: number; until: number };

/** Zones are set, and begin their days, at quarters of an hour of UTC. */
const quarterMilliseconds = 900_000;

/** Each portal's count of the day, which begins at midnight where the portal is. */
function createDayCounts() {
  const days = new Map<number, Day>();
  return {
    of({ portalId, timeZone, now }: RateRequest): Day {
      const known = days.get(portalId);
      if (known && known.from <= now && now < known.until) return known;
      const number = Math.floor((now + utcOffsetMilliseconds(timeZone, now)) / dayMilliseconds);
      const from = now - (now % quarterMilliseconds);
      const count = known?.number === number ? known.count : 0;
      const day = { number, count, from, until: from + quarterMilliseconds };
      days.set(portalId, day);
      return day;
    },
  };
}
