import assert from "node:assert/strict";
import { test } from "node:test";
import { endOfDay } from "./day-numbers.ts";
import type { LimitClass } from "./rate-counts.ts";
import { createRateLimiter } from "./rate-limiter.ts";

const noon = Date.UTC(2026, 5, 1, 12);
const hour = 3_600_000;
const policy = { burst: 1_000, daily: 3, searches: 2, associations: { burst: 2, daily: 3 } };

function startLimiter(timeZone: string) {
  const limiter = createRateLimiter();
  return (now: number, limitClass: LimitClass = "standard", appId = 1) =>
    limiter.take({ policy, limitClass, portalId: 1, appId, timeZone, now });
}

test("a day ends at midnight where the portal is", () => {
  const take = startLimiter("America/New_York");
  assert.deepEqual([take(noon).dailyRemaining, take(noon, "standard", 2).dailyRemaining], [2, 1]);
  assert.equal(take(noon + hour).reached, undefined);
  assert.equal(take(noon + hour).reached?.name, "DAILY");
  // Midnight in New York is four o'clock UTC in summer.
  assert.equal(take(noon + 16 * hour - 1).reached?.name, "DAILY");
  assert.equal(take(noon + 16 * hour).dailyRemaining, 2);
});

test("a day on which the clocks change is counted as one", () => {
  for (const [timeZone, begins, hours] of [
    ["Europe/Berlin", Date.UTC(2026, 9, 24, 22), 25],
    ["Europe/Berlin", Date.UTC(2026, 2, 28, 23), 23],
    ["Australia/Lord_Howe", Date.UTC(2026, 3, 4, 13), 24.5],
  ] as const) {
    const take = startLimiter(timeZone);
    for (let count = 0; count < 3; count += 1) assert.equal(take(begins).reached, undefined, timeZone);
    for (let now = begins; now < begins + hours * hour; now += hour / 4) {
      assert.equal(take(now).reached?.name, "DAILY", `${timeZone} ${new Date(now).toISOString()}`);
    }
    assert.equal(take(begins + hours * hour).reached, undefined, timeZone);
  }
});

test("searches have a limit of their own, for all apps of a portal together", () => {
  const take = startLimiter("UTC");
  assert.equal(take(noon, "search", 1).reached, undefined);
  assert.equal(take(noon + 400, "search", 2).burstRemaining, 1_000);
  assert.deepEqual(take(noon + 999, "search", 3).reached, { name: "SECONDLY", waitMilliseconds: 1 });
  assert.equal(take(noon + 1_000, "search", 3).reached, undefined);
});

test("associations have a burst and a day of their own, for all apps of a portal together", () => {
  const take = startLimiter("UTC");
  assert.equal(take(noon, "associations", 1).burstRemaining, 1);
  assert.deepEqual([take(noon, "associations", 2).burstRemaining, take(noon, "standard", 1).dailyRemaining], [0, 2]);
  const refused = take(noon + 9_999, "associations", 3);
  assert.deepEqual(refused.reached, { name: "TEN_SECONDLY_ROLLING", waitMilliseconds: 1 });
  assert.deepEqual([refused.dailyRemaining, take(noon + 10_000, "associations", 1).dailyRemaining], [1, 0]);
  assert.equal(take(noon + 20_000, "associations", 1).reached?.name, "DAILY");
});

test("the end of a day is midnight there, however long the day is", () => {
  for (const [timeZone, now, end] of [
    ["UTC", Date.UTC(2026, 5, 1, 22, 7), Date.UTC(2026, 5, 2)],
    ["UTC", Date.UTC(2026, 5, 2), Date.UTC(2026, 5, 3)],
    ["America/New_York", noon, noon + 16 * hour],
    ["Europe/Berlin", Date.UTC(2026, 9, 24, 22), Date.UTC(2026, 9, 25, 23)],
    ["Asia/Kathmandu", Date.UTC(2026, 5, 1, 18, 14), Date.UTC(2026, 5, 1, 18, 15)],
  ] as const) {
    assert.equal(endOfDay(timeZone, now), end, timeZone);
  }
});
