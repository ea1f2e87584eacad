import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "../../src/config.ts";
import { limitToken } from "../../src/domain/accounts/private-tokens.ts";
import { createApp } from "../../src/domain/oauth/apps.ts";
import { postForm } from "../support/oauth.ts";
import { assertLimit, limitsIn, repeat, startLimited, statuses } from "../support/rate-limits.ts";
import { assertRefusal } from "../support/refusal.ts";
import { snapshot } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

const owners = "/crm/v3/owners";
const tokens = "/trunkline/v1/tokens";

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
