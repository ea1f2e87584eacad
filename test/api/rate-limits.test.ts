import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Client } from "@hubspot/api-client";
import { readConfig } from "../../src/config.ts";
import { limitToken } from "../../src/domain/accounts/private-tokens.ts";
import { createApp } from "../../src/domain/oauth/apps.ts";
import { routes } from "../../src/http/routes/all.ts";
import { postForm } from "../support/oauth.ts";
import { assertRefusal } from "../support/refusal.ts";
import { snapshot } from "../support/snapshot.ts";
import { type Answer, newPortal, startTestApp, type TestPortal } from "../support/test-app.ts";

const owners = "/crm/v3/owners";
const tokens = "/trunkline/v1/tokens";
const search = "/crm/v3/objects/calls/search";

/** A server with a policy and a clock that stands until the test moves it. */
async function startLimited(t: TestContext, rateLimit: string) {
  const clock = { time: Date.now() };
  const app = await startTestApp({ rateLimit }, () => clock.time);
  t.after(() => app.stop());
  return { clock, app, portal: await newPortal(app) };
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

/** Which class a path of the API belongs to: the older and newer associations API, searches of records, the rest. */
function classOf(path: string): string {
  if (/^\/crm\/v\d\/(?:associations\/|objects\/:objectType\/:objectId\/associations\/)/.test(path))
    return "associations";
  return /^\/crm\/.*\/search$/.test(path) ? "search" : "standard";
}

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

test("apps that users let in have limits of their own, whatever the server's are", async (t) => {
  const { portal, app } = await startLimited(t, "professional");
  const { database, now } = app.services;
  const wish = {
    name: "Dialer",
    redirectUris: ["http://localhost:3000/callback"],
    scopes: ["crm.objects.owners.read", "crm.objects.contacts.read"],
  };
  const made = await database.transaction((tx) => createApp(tx, portal.portalId, wish, now()));
  const credentials = { client_id: made.app.clientId, client_secret: made.clientSecret };
  const given = await postForm(portal, "/oauth/v1/token", { grant_type: "client_credentials", ...credentials });
  const headers = { authorization: `Bearer ${given.body.access_token}` };
  const answer = await portal.request("GET", owners, undefined, headers);
  assert.deepEqual([limitsIn(answer).max, limitsIn(answer).daily], [110, undefined]);
  const linked = await portal.request("GET", "/crm/v4/associations/calls/contacts/labels", undefined, headers);
  assert.deepEqual([limitsIn(linked).max, limitsIn(linked).daily], [150, undefined]);
  assert.equal(limitsIn(await portal.get(owners))["daily-remaining"], 624_999);
});

test("a token can be limited alone, freed again, or follow the server", async () => {
  const portal = await newPortal();
  const made = await portal.post(tokens, { name: "Slow", rateLimit: "free", scopes: ["crm.objects.owners.read"] });
  assert.equal(made.body.rateLimit, "free");
  const { id, token } = made.body;
  const headers = { authorization: `Bearer ${token}` };
  const ask = () => portal.request("GET", owners, undefined, headers);
  assert.deepEqual(statuses(await repeat(101, ask)), { 200: 100, 429: 1 });
  assertLimit(await ask(), "TEN_SECONDLY_ROLLING", "10");
  // Nobody else is slowed down by it.
  assert.deepEqual([(await portal.get(owners)).status, limitsIn(await portal.get(owners))], [200, {}]);
  const list = await portal.get(tokens);
  assert.deepEqual(
    list.body.results.map(({ rateLimit }: { rateLimit: string }) => rateLimit),
    ["default", "free"],
  );

  const raised = await portal.patch(`${tokens}/${id}`, { rateLimit: "enterprise" });
  assert.deepEqual([raised.status, raised.body.rateLimit, raised.body.token], [200, "enterprise", undefined]);
  const answer = await ask();
  assert.deepEqual([answer.status, limitsIn(answer).max, limitsIn(answer).remaining], [200, 190, 89]);
  for (const rateLimit of ["off", "default"]) {
    assert.equal((await portal.patch(`${tokens}/${id}`, { rateLimit })).body.rateLimit, rateLimit);
    assert.deepEqual(limitsIn(await ask()), {});
  }
  await portal.patch(`${tokens}/${id}`, { rateLimit: "oauth" });
  const rotated = await portal.post(`${tokens}/${id}/rotate`);
  assert.equal(rotated.body.rateLimit, "oauth");
});

test("on a server that limits, a token can be freed by who runs it", async (t) => {
  const { app, portal } = await startLimited(t, "free");
  const made = await portal.post(tokens, { name: "Batch job", scopes: ["crm.objects.owners.read"] });
  const headers = { authorization: `Bearer ${made.body.token}` };
  assert.equal(limitsIn(await portal.request("GET", owners, undefined, headers)).max, 100);
  await app.services.database.transaction((tx) => limitToken(tx, portal.portalId, made.body.id, "off"));
  const { body: another } = await portal.post(tokens, { name: "Makes the server look again" });
  await portal.delete(`${tokens}/${another.id}`);
  assert.deepEqual(limitsIn(await portal.request("GET", owners, undefined, headers)), {});
});

test("a token that is limited gives nobody wider limits than its own", async (t) => {
  const { portal } = await startLimited(t, "professional");
  const { body: free } = await portal.post(tokens, { name: "Free", rateLimit: "free" });
  assert.equal(free.rateLimit, "free");
  const { body: own } = await portal.get(tokens);
  const mine = own.results.find(({ name }: { name: string }) => name === "test");
  // Refused or not, requests are counted.
  const rows = async () => (await snapshot(portal)).filter((row) => !row.startsWith("rate_counts "));
  const before = await rows();
  for (const rateLimit of ["off", "enterprise", "add-on"]) {
    const refusal = {
      category: "RATE_LIMITS",
      message: "A token cannot give wider limits of rate than it has itself",
    };
    assertRefusal(await portal.post(tokens, { name: "Wide", rateLimit }), 403, refusal);
    assertRefusal(await portal.patch(`${tokens}/${mine.id}`, { rateLimit }), 403, refusal);
  }
  const headers = { authorization: `Bearer ${free.token}` };
  const slow = (method: string, path: string, body?: unknown) => portal.request(method, path, body, headers);
  assertRefusal(await slow("PATCH", `${tokens}/${free.id}`, { rateLimit: "default" }), 403);
  assertRefusal(await slow("POST", `${tokens}/${mine.id}/rotate`), 403);
  for (const rateLimit of ["", "Free", "generous", "toString", "__proto__", "x".repeat(5_000)]) {
    assertRefusal(await portal.patch(`${tokens}/${mine.id}`, { rateLimit }), 400, { category: "VALIDATION_ERROR" });
  }
  for (const body of [{}, [], { rateLimit: null }, { rateLimit: 7 }]) {
    assertRefusal(await portal.patch(`${tokens}/${mine.id}`, body), 400);
  }
  assertRefusal(await portal.patch(`${tokens}/1`, { rateLimit: "free" }), 404, { category: "OBJECT_NOT_FOUND" });
  assert.deepEqual(await rows(), before);
  const copy = await portal.request("POST", tokens, { name: "Copy" }, headers);
  assert.equal(copy.body.rateLimit, "free");
});

test("a policy that there is not is refused with the names of those there are", () => {
  assert.throws(
    () => readConfig({ rateLimit: "generous" }, {}),
    /--rate-limit \(TRUNKLINE_RATE_LIMIT\) is "generous": .*off, free, professional, enterprise, add-on, oauth/,
  );
});
