import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { assertRefusal } from "./refusal.ts";
import { type Answer, newPortal, startTestApp } from "./test-app.ts";

/** A server with a policy and a clock that stands until the test moves it. */
export async function startLimited(t: TestContext, rateLimit: string) {
  const clock = { time: Date.now() };
  const app = await startTestApp({ rateLimit }, () => clock.time);
  t.after(() => app.stop());
  return { clock, app, portal: await newPortal(app) };
}

/** What the answer's headers say of limits, by name without what all have in common. */
export function limitsIn({ headers }: Answer): Record<string, number> {
  const found = [...headers].filter(([name]) => name.startsWith("x-hubspot-ratelimit-"));
  return Object.fromEntries(found.map(([name, value]) => [name.slice("x-hubspot-ratelimit-".length), Number(value)]));
}

/** Asks so often, all at once. */
export async function repeat(count: number, ask: () => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, ask));
}

/** How many answers have each status. */
export function statuses(answers: readonly Answer[]): Record<number, number> {
  return Object.fromEntries(
    [...Map.groupBy(answers, ({ status }) => status)].map(([key, group]) => [key, group.length]),
  );
}

/** Holds an answer to what clients are told of a limit that they have reached. */
export function assertLimit(answer: Answer, policyName: string, retryAfter: string | null): void {
  assertRefusal(answer, 429, {
    category: "RATE_LIMITS",
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
  });
  const { errorType, correlationId } = answer.body;
  assert.deepEqual([errorType, answer.body.policyName], ["RATE_LIMIT", policyName]);
  assert.deepEqual(Object.keys(answer.body).slice(0, 5), [
    "status",
    "message",
    "errorType",
    "correlationId",
    "policyName",
  ]);
  assert.equal(correlationId, answer.headers.get("x-hubspot-correlation-id"));
  assert.equal(answer.headers.get("retry-after"), retryAfter);
}
