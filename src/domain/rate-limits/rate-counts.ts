import type { RatePolicy } from "../../model/catalog/rate-policies.ts";
import type { RateLimitName } from "../../model/rate-errors.ts";

/** Which of a policy's limits a route counts towards. */
export type LimitClass = "standard" | "search" | "associations";

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

/**
 * What was counted for an app, for the associations API of a portal, or for the portal itself: the times of requests
 * (of the portal: its searches), oldest first, and how many a day had (of an app: none, they are the portal's). Times
 * that are too old go with the next request.
 */
export type Counts = { readonly times: number[]; day: number; dayCount: number };

export function noCounts(): Counts {
  return { times: [], day: 0, dayCount: 0 };
}

/** What the counts of a portal and of its associations API are kept under, where an app has its id. */
export const portalCounter = 0;
const associationsCounter = -1;

/** What the burst of a request is counted under. */
export function counterOf({ limitClass, appId }: RateRequest): number {
  return limitClass === "associations" ? associationsCounter : appId;
}

export const burstMilliseconds = 10_000;
export const secondMilliseconds = 1_000;

/** The limits that the requests of a class count towards in ten seconds and in a day. */
export type CountedLimits = Pick<RatePolicy, "burst" | "daily">;

export function limitsOf(policy: RatePolicy, limitClass: LimitClass): CountedLimits {
  return limitClass === "associations" ? policy.associations : policy;
}

/** What limits allow in one second, as their headers tell; nothing is refused by it (contract 9.2). */
export function secondlyOf({ burst }: CountedLimits): number {
  return Math.floor(burst / 10);
}

/**
 * Counts a request where no limit is reached.
 * @param counts is what its burst is counted under, as counterOf() says
 * @param day numbers the portal's day that the request falls in
 */
export function admit(counts: Counts, portal: Counts, day: number, request: RateRequest): RateVerdict {
  const { policy, limitClass, now } = request;
  const limits = limitsOf(policy, limitClass);
  const today = limitClass === "associations" ? counts : portal;
  dropUncounted(counts.times, now, burstMilliseconds);
  dropUncounted(portal.times, now, secondMilliseconds);
  if (today.day !== day) Object.assign(today, { day, dayCount: 0 });
  const reached = reachedBy(counts, portal, today, request);
  if (!reached) {
    (limitClass === "search" ? portal : counts).times.push(now);
    if (limits.daily !== undefined) today.dayCount += 1;
  }
  const left = (limit: number, used: number) => Math.max(0, limit - used);
  return {
    ...(reached ? { reached } : {}),
    burstRemaining: left(limits.burst, counts.times.length),
    secondlyRemaining: left(secondlyOf(limits), countSince(counts.times, now - secondMilliseconds)),
    dailyRemaining: left(limits.daily ?? 0, today.dayCount),
  };
}

function reachedBy(counts: Counts, portal: Counts, today: Counts, { policy, limitClass, now }: RateRequest) {
  const { burst, daily } = limitsOf(policy, limitClass);
  if (limitClass === "search" && portal.times.length >= policy.searches) {
    const waitMilliseconds = untilNextFree(portal.times, now, secondMilliseconds);
    return { name: "SECONDLY" as const, waitMilliseconds };
  }
  if (limitClass !== "search" && counts.times.length >= burst) {
    const waitMilliseconds = untilNextFree(counts.times, now, burstMilliseconds);
    return { name: "TEN_SECONDLY_ROLLING" as const, waitMilliseconds };
  }
  if (daily !== undefined && today.dayCount >= daily) return { name: "DAILY" as const, waitMilliseconds: 0 };
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
