import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "@hubspot/api-client";
import { routes } from "../../src/http/routes/all.ts";
import { assertLimit, limitsIn, repeat, startLimited, statuses } from "../support/rate-limits.ts";
import { type Answer, newPortal, type TestPortal } from "../support/test-app.ts";

const owners = "/crm/v3/owners";
const search = "/crm/v3/objects/calls/search";

/** Which class a path of the API belongs to: the older and newer associations API, searches of records, the rest. */
function classOf(path: string): string {
  if (/^\/crm\/v\d\/(?:associations\/|objects\/:objectType\/:objectId\/associations\/)/.test(path))
    return "associations";
  return /^\/crm\/.*\/search$/.test(path) ? "search" : "standard";
}

test("nothing is limited or counted unless a policy is chosen", async () => {
  const portal = await newPortal();
  const answers = [
    ...(await repeat(120, () => portal.get(owners))),
    ...(await repeat(8, () => portal.post(search, { limit: 1 }))),
  ];
  assert.deepEqual(statuses(answers), { 200: 128 });
  for (const answer of answers) assert.deepEqual(limitsIn(answer), {});
});

test("an app has its burst in any ten seconds, to the request and to the millisecond", async (t) => {
  const { clock, portal } = await startLimited(t, "free");
  const other = await portal.withScopes(["crm.objects.owners.read"]);
  const first = await portal.get(owners);
  assert.deepEqual(limitsIn(first), {
    max: 100,
    remaining: 99,
    "interval-milliseconds": 10_000,
    secondly: 10,
    "secondly-remaining": 9,
    daily: 250_000,
    "daily-remaining": 249_999,
  });
  clock.time += 4_000;
  assert.deepEqual(statuses(await repeat(120, () => portal.get(owners))), { 200: 99, 429: 21 });
  clock.time += 5_999;
  const refused = await portal.get(owners);
  assertLimit(refused, "TEN_SECONDLY_ROLLING", "1");
  assert.deepEqual([limitsIn(refused).remaining, limitsIn(refused)["daily-remaining"]], [0, 249_900]);
  // Another app of the portal has a burst of its own, and a share in the day.
  assert.deepEqual(
    [limitsIn(await other.get(owners)).remaining, limitsIn(await other.get(owners)).remaining],
    [99, 98],
  );
  clock.time += 1;
  assert.deepEqual(statuses(await repeat(3, () => portal.get(owners))), { 200: 1, 429: 2 });
  clock.time += 4_000;
  assert.deepEqual(statuses(await repeat(120, () => portal.get(owners))), { 200: 99, 429: 21 });
});

test("what is refused for another reason counts, and tells what is left", async (t) => {
  const { portal } = await startLimited(t, "professional");
  const limited = await portal.withScopes(["crm.objects.owners.read"]);
  for (const [answer, status] of [
    [await limited.get("/crm/v3/objects/calls"), 403],
    [await limited.get("/crm/v3/owners?limit=x"), 400],
    [await limited.get("/crm/v3/owners/1"), 404],
    [await limited.get("/crm/owners/2026-03"), 200],
  ] as const) {
    assert.equal(answer.status, status);
    assert.equal(limitsIn(answer).max, 190);
  }
  assert.equal(limitsIn(await limited.get(owners)).remaining, 185);
  const stranger: Answer = await portal.request("GET", owners, undefined, { authorization: "Bearer nobody" });
  assert.deepEqual([stranger.status, limitsIn(stranger)], [401, {}]);
});

test("a refused write has written nothing", async (t) => {
  const { clock, portal } = await startLimited(t, "oauth");
  await repeat(110, () => portal.get(owners));
  const properties = { hs_timestamp: 1, hs_call_title: "Never" };
  assertLimit(await portal.post("/crm/v3/objects/calls", { properties }), "TEN_SECONDLY_ROLLING", "10");
  clock.time += 10_000;
  const listed = await portal.get("/crm/v3/objects/calls");
  assert.deepEqual(listed.body.results, []);
  assert.deepEqual(limitsIn(listed), {
    max: 110,
    remaining: 109,
    "interval-milliseconds": 10_000,
    secondly: 11,
    "secondly-remaining": 10,
  });
});

test("a portal searches five times in any second, all object types and versions together", async (t) => {
  const { clock, portal } = await startLimited(t, "enterprise");
  const other = await portal.withScopes(["crm.objects.contacts.read"]);
  const ask = (who: TestPortal, path: string) => who.post(path, { limit: 1 });
  const answers = [
    await ask(portal, search),
    await ask(other, search),
    await ask(portal, "/crm/v3/objects/contacts/search"),
    await ask(portal, "/crm/objects/2026-03/calls/search"),
    await ask(other, "/crm/objects/v3/contacts/search"),
  ];
  assert.deepEqual(statuses(answers), { 200: 5 });
  for (const answer of answers) assert.deepEqual(limitsIn(answer), {});
  clock.time += 999;
  const refused = await ask(portal, search);
  assertLimit(refused, "SECONDLY", "1");
  assert.deepEqual(limitsIn(refused), {});
  assert.equal((await portal.get(owners)).status, 200);
  clock.time += 1;
  assert.equal((await ask(portal, search)).status, 200);
});

test("the official client is told which limit it has reached", async (t) => {
  const { clock, portal } = await startLimited(t, "enterprise");
  const { searchApi } = new Client({ accessToken: portal.token, basePath: portal.address }).crm.objects.calls;
  const ask = () => searchApi.doSearch({ limit: 1 } as never);
  for (let count = 0; count < 5; count += 1) assert.equal((await ask()).total, 0);
  await assert.rejects(ask(), (error: { code: number; body: Record<string, string> }) => {
    const { message, policyName } = error.body;
    assert.deepEqual([error.code, message, policyName], [429, "You have reached your secondly limit.", "SECONDLY"]);
    return true;
  });
  clock.time += 1_000;
  assert.equal((await ask()).total, 0);
});

test("every route counts towards the limits of its API", () => {
  for (const { path, limitClass } of routes) assert.equal(limitClass ?? "standard", classOf(path), path);
});

test("the associations API has limits of its own, for all apps of a portal together", async (t) => {
  const { clock, portal } = await startLimited(t, "professional");
  const other = await portal.withScopes(["crm.objects.contacts.read"]);
  const labels = "/crm/v4/associations/calls/contacts/labels";
  const first = await portal.get(labels);
  assert.deepEqual(limitsIn(first), {
    max: 150,
    remaining: 149,
    "interval-milliseconds": 10_000,
    secondly: 15,
    "secondly-remaining": 14,
    daily: 500_000,
    "daily-remaining": 499_999,
  });
  assert.equal(limitsIn(await other.get("/crm/v3/associations/calls/contacts/types")).remaining, 148);
  assert.deepEqual(limitsIn(await portal.get(owners))["daily-remaining"], 624_999);
  assert.deepEqual(statuses(await repeat(160, () => portal.get(labels))), { 200: 148, 429: 12 });
  assertLimit(await other.get(labels), "TEN_SECONDLY_ROLLING", "10");
  assert.equal((await portal.get(owners)).status, 200);
  clock.time += 10_000;
  assert.equal((await portal.get(labels)).status, 200);
});
