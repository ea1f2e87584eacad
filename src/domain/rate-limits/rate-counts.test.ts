import assert from "node:assert/strict";
import { test } from "node:test";
import { admit, dropUncounted, noCounts, type RateRequest } from "./rate-counts.ts";

const policy = { burst: 2, daily: undefined, searches: 1, associations: { burst: 1, daily: undefined } };

function start() {
  const [app, portal] = [noCounts(), noCounts()];
  const request: Omit<RateRequest, "now"> = { policy, limitClass: "standard", portalId: 1, appId: 1, timeZone: "UTC" };
  return (now: number) => admit(app, portal, 0, { ...request, now });
}

test("an event counts for exactly the length of the window", () => {
  const take = start();
  take(1_000);
  assert.equal(take(5_000).burstRemaining, 0);
  assert.deepEqual(take(5_001).reached, { name: "TEN_SECONDLY_ROLLING", waitMilliseconds: 5_999 });
  assert.equal(take(10_999).reached?.waitMilliseconds, 1);
  assert.equal(take(11_000).reached, undefined);
});

test("a clock that is set back frees what lies ahead of it", () => {
  const times = [1_000, 900_000];
  dropUncounted(times, 11_000, 10_000);
  assert.deepEqual(times, []);
});
