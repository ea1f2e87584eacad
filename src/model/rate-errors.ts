import { Refusal } from "./errors.ts";

/** The limit that a request would go beyond. */
export type RateLimitName = "TEN_SECONDLY_ROLLING" | "DAILY" | "SECONDLY";

/**
 * Contract 7.8; clients retry on these very words.
 * @param waitMilliseconds is told only where waiting is of use: who waits for the next day would seem to hang
 */
export function refuseRate(policyName: RateLimitName, waitMilliseconds: number): Refusal {
  return new Refusal({
    status: 429,
    category: "RATE_LIMITS",
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
    policyName,
    ...(policyName === "DAILY" ? {} : { headers: { "retry-after": String(Math.ceil(waitMilliseconds / 1_000)) } }),
  });
}
