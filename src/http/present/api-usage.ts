import { endOfDay } from "../../domain/rate-limits/day-numbers.ts";
import type { PortalDay } from "../../domain/rate-limits/rate-limiter.ts";

/** What clients are told that nothing limits: the largest number that they read there. */
const unlimited = 2 ** 31 - 1;

/** How many requests a portal's day has had (contract 6.8), and of how many; where nothing limits them none is counted. */
export function presentDay({ timeZone, now }: PortalDay, count: number, limit: number | undefined) {
  return {
    name: "private-apps-api-calls-daily",
    usageLimit: limit ?? unlimited,
    currentUsage: count,
    collectedAt: new Date(now).toISOString(),
    fetchStatus: limit === undefined ? "NOTFOUND" : "SUCCESS",
    resetsAt: new Date(endOfDay(timeZone, now)).toISOString(),
  };
}
