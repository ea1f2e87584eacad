import type { RatePolicy } from "../../model/catalog/rate-policies.ts";
import type { RateLimitName } from "../../model/rate-errors.ts";

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

/** When an app made its requests to a portal, oldest first; those too old for a burst go with the next one. */
export type AppCounts = { readonly times: number[] };

/** When a portal searched, and how many requests its day had. */
export type PortalCounts = { readonly searches: number[]; day: number; dayCount: number };

export const burstMilliseconds = 10_000;
export const secondMilliseconds = 1_000;

/** What a policy allows in one second, as its headers tell; nothing is refused by it (contract 9.2). */
export function secondlyOf(policy: RatePolicy): number {
  return Math.floor(policy.burst / 10);
}

/**
 * Counts a request where no limit is reached.
 * @param day numbers the portal's day that the request falls in
 */
export function admit(app: AppCounts, portal: PortalCounts, day: number, request: RateRequest): RateVerdict {
  const { policy, limitClass, now } = request;
  dropUncounted(app.times, now, burstMilliseconds);
  dropUncounted(portal.searches, now, secondMilliseconds);
  if (portal.day !== day) Object.assign(portal, { day, dayCount: 0 });
  const reached = reachedBy(app, portal, request);
  if (!reached) {
    (limitClass === "search" ? portal.searches : app.times).push(now);
    if (policy.daily !== undefined) portal.dayCount += 1;
  }
  const left = (limit: number, used: number) => Math.max(0, limit - used);
  return {
    ...(reached ? { reached } : {}),
    burstRemaining: left(policy.burst, app.times.length),
    secondlyRemaining: left(secondlyOf(policy), countSince(app.times, now - secondMilliseconds)),
    dailyRemaining: left(policy.daily ?? 0, portal.dayCount),
  };
}

function reachedBy(app: AppCounts, portal: PortalCounts, { policy, limitClass, now }: RateRequest) {
  if (limitClass === "search" && portal.searches.length >= policy.searches) {
    const waitMilliseconds = untilNextFree(portal.searches, now, secondMilliseconds);
    return { name: "SECONDLY" as const, waitMilliseconds };
  }
  if (limitClass === "standard" && app.times.length >= policy.burst) {
    const waitMilliseconds = untilNextFree(app.times, now, burstMilliseconds);
    return { name: "TEN_SECONDLY_ROLLING" as const, waitMilliseconds };
  }
  if (policy.daily !== undefined && portal.dayCount >= policy.daily) {
    return { name: "DAILY" as const, waitMilliseconds: 0 };
  }
  return undefined;
}

/** Leaves the times that count within the last `milliseconds`, exact to the event. */
export function dropUncounted(times: number[], now: number, milliseconds: number): void {
  while (times.length > 0 && (times[0] as number) <= now - milliseconds) times.shift();
  // A clock that was set back must not keep anyone out for as long as it was ahead.
  while (times.length > 0 && (times.at(-1) as number) > now) times.pop();
}

/** How long until the oldest of the times is no longer counted. */
function untilNextFree(times: readonly number[], now: number, milliseconds: number): number {
  return (times[0] ?? now - milliseconds) + milliseconds - now;
}

function countSince(times: readonly number[], after: number): number {
  let count = 0;
  for (let index = times.length - 1; index >= 0 && (times[index] as number) > after; index -= 1) count += 1;
  return count;
}
