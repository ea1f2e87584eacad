import type { FastifyReply } from "fastify";
import type { Context } from "../domain/context.ts";
import {
  burstMilliseconds,
  type CountedLimits,
  type LimitClass,
  limitsOf,
  type RateVerdict,
  secondlyOf,
} from "../domain/rate-limits/rate-counts.ts";
import type { RateLimiter } from "../domain/rate-limits/rate-limiter.ts";
import type { RatePolicy } from "../model/catalog/rate-policies.ts";
import { refuseRate } from "../model/rate-errors.ts";

/** Counts a request before anything else is done for it; undefined where nothing limits it. */
export type RateGuard = (ctx: Context, limitClass: LimitClass, reply: FastifyReply) => Promise<void> | undefined;

/** Limits the requests of each token by its policy. */
export function createRateGuard(limiter: RateLimiter): RateGuard {
  return ({ actor, portal, now }, limitClass, reply) => {
    const policy = actor.ratePolicy;
    if (!policy) return undefined;
    const { portalId, timeZone } = portal;
    const request = { policy, limitClass, portalId, appId: actor.appId, timeZone, now: now() };
    return admit(limiter.take(request), policy, limitClass, reply);
  };
}

/** @throws Refusal 429 (contract 7.8) */
async function admit(
  taken: RateVerdict | Promise<RateVerdict>,
  policy: RatePolicy,
  limitClass: LimitClass,
  reply: FastifyReply,
): Promise<void> {
  const verdict = await taken;
  if (limitClass !== "search") reply.headers(headersOf(limitsOf(policy, limitClass), verdict));
  if (verdict.reached) throw refuseRate(verdict.reached.name, verdict.reached.waitMilliseconds);
}

/** Contract 9.2; searches answer without them. */
function headersOf(policy: CountedLimits, verdict: RateVerdict): Record<string, string> {
  return {
    "x-hubspot-ratelimit-max": String(policy.burst),
    "x-hubspot-ratelimit-remaining": String(verdict.burstRemaining),
    "x-hubspot-ratelimit-interval-milliseconds": String(burstMilliseconds),
    "x-hubspot-ratelimit-secondly": String(secondlyOf(policy)),
    "x-hubspot-ratelimit-secondly-remaining": String(verdict.secondlyRemaining),
    ...(policy.daily === undefined
      ? {}
      : {
          "x-hubspot-ratelimit-daily": String(policy.daily),
          "x-hubspot-ratelimit-daily-remaining": String(verdict.dailyRemaining),
        }),
  };
}
