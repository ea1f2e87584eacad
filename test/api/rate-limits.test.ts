import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Client } from "@hubspot/api-client";
import { readConfig } from "../../src/config.ts";
import { routes } from "../../src/http/routes/all.ts";
import { assertRefusal } from "../support/refusal.ts";
import { type Answer, newPortal, startTestApp, type TestPortal } from "../support/test-app.ts";

const owners = "/crm/v3/owners";
const search = "/crm/v3/objects/calls/search";

/** A server with a policy and a clock that stands until the test moves it. */
async function startLimited(t: TestContext, rateLimit: string) {
  const clock = { time: Date.now() };
  const app = await startTestApp({ rateLimit }, () => clock.time);
  t.after(() => app.stop());
  return { clock, portal: await newPortal(app) };
}

/** What the answer's headers say of limits, by name without what all have in common. */
function limitsIn({ headers }: Answer): Record<string, number> {
  const found = [...headers].filter(([name]) => name.startsWith("x-hubspot-ratelimit-"));
  return Object.fromEntries(found.map(([name, value]) => [name.slice("x-hubspot-ratelimit-".length), Number(value)]));
}

async function repeat(count: number, ask: () => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, ask));
}

function statuses(answers: readonly Answer[]): Record<number, number> {
  return Object.fromEntries(
    [...Map.groupBy(answers, ({ status }) => status)].map(([key, group]) => [key, group.length]),
  );
}

function assertLimit(answer: Answer, policyName: string, retryAfter: string | null): void {
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

test("every search of records declares that it is one", () => {
  for (const { path, limitClass } of routes) {
    assert.equal(limitClass ?? "standard", /^\/crm\/.*\/search$/.test(path) ? "search" : "standard", path);
  }
});

test("a policy that there is not is refused with the names of those there are", () => {
  assert.throws(
    () => readConfig({ rateLimit: "generous" }, {}),
    /--rate-limit \(TRUNKLINE_RATE_LIMIT\) is "generous": .*off, free, professional, enterprise, add-on, oauth/,
  );
});
