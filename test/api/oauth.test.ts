import assert from "node:assert/strict";
import { test } from "node:test";
import { deleteApp } from "../../src/domain/oauth/apps.ts";
import { authorize, credentialsOf, exchange, newClient, postForm, type TestClient } from "../support/oauth.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged, snapshot } from "../support/snapshot.ts";
import { newPortal, type TestPortal, testApp, withClockAhead } from "../support/test-app.ts";

const minutes = 60_000;

function as(portal: TestPortal, token: string, path = "/crm/v3/objects/calls") {
  return portal.request("GET", path, undefined, { authorization: `Bearer ${token}` });
}

function refresh(portal: TestPortal, client: TestClient, token: string, path = "/oauth/v1/token") {
  return postForm(portal, path, { grant_type: "refresh_token", refresh_token: token, ...credentialsOf(client) });
}

test("a code is exchanged for tokens that work in the portal which let the app in, within their scopes", async () => {
  const home = await newPortal();
  const portal = await newPortal();
  const callId = await portal.create("calls");
  const client = await newClient(home);
  const answer = await exchange(portal, client, await authorize(portal, client));
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const { refresh_token: refreshToken, access_token: accessToken, ...rest } = answer.body;
  assert.deepEqual(rest, {
    token_type: "bearer",
    expires_in: 1800,
    hub_id: portal.portalId,
    scopes: ["oauth", "crm.objects.contacts.read"],
    user_id: portal.ownerUserId,
  });
  assert.notEqual(refreshToken, accessToken);
  const list = await as(portal, accessToken);
  assert.deepEqual(
    list.body.results.map(({ id }: { id: string }) => id),
    [callId],
  );
  const missing = await as(portal, accessToken, "/crm/v3/owners");
  assertRefusal(missing, 403, { category: "MISSING_SCOPES" });
  assert.equal((await as(portal, refreshToken)).status, 401);
});

test("what an app writes is marked with its id and the user that let it in", async () => {
  const portal = await newPortal();
  const client = await newClient(portal, ["crm.objects.contacts.write", "crm.objects.contacts.read"]);
  const code = await authorize(portal, client, { scope: "crm.objects.contacts.read crm.objects.contacts.write" });
  const { body } = await exchange(portal, client, code);
  const properties = { hs_timestamp: 1 };
  const headers = { authorization: `Bearer ${body.access_token}` };
  const made = await portal.request("POST", "/crm/v3/objects/calls", { properties }, headers);
  assert.equal(made.status, 201, made.text);
  const call = `/crm/v3/objects/calls/${made.body.id}`;
  await portal.request("PATCH", call, { properties: { hs_timestamp: 2 } }, headers);
  const read = await portal.get(`${call}?propertiesWithHistory=hs_timestamp`);
  const [version] = read.body.propertiesWithHistory.hs_timestamp;
  assert.deepEqual([version.sourceId, version.updatedByUserId], [String(client.appId), portal.ownerUserId]);
});

test("an access token ends after half an hour and is told when; the refresh token brings another", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const { body } = await exchange(portal, client, await authorize(portal, client));
  assert.equal((await as(portal, body.access_token)).status, 200);
  await withClockAhead(30 * minutes + 12_000, async () => {
    const answer = await as(portal, body.access_token);
    assertRefusal(answer, 401, {
      category: "EXPIRED_AUTHENTICATION",
      message: /^The OAuth token used to make this call expired \d+ second\(s\) ago\.$/,
    });
    assert.match(answer.body.context["expire time"][0], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.equal(answer.headers.get("x-hubspot-auth-failure"), "401 Unauthorized");
    assertRefusal(await portal.get(`/oauth/v1/access-tokens/${body.access_token}`), 404);
    const next = await refresh(portal, client, body.refresh_token);
    assert.equal(next.body.refresh_token, body.refresh_token);
    assert.deepEqual(next.body.scopes, body.scopes);
    assert.equal((await as(portal, next.body.access_token)).status, 200);
  });
});

test("a code that is used twice ends everything that it gave", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const code = await authorize(portal, client);
  const answers = await Promise.all([exchange(portal, client, code), exchange(portal, client, code)]);
  const given = answers.find(({ status }) => status === 200) ?? assert.fail(answers[0]?.text);
  const refused = answers.find(({ status }) => status !== 200) ?? assert.fail("both were given tokens");
  assertRefusal(refused, 400, { category: "BAD_AUTH_CODE" });
  assert.equal((await as(portal, given.body.access_token)).status, 401);
  assertRefusal(await refresh(portal, client, given.body.refresh_token), 400, { category: "BAD_REFRESH_TOKEN" });
  assertRefusal(await exchange(portal, client, code), 400, { category: "BAD_AUTH_CODE" });
});

test("a code is bound to its app and address, and lasts ten minutes", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const other = await newClient(portal);
  const code = await authorize(portal, client);
  await assertUnchanged(portal, async () => {
    assertRefusal(await exchange(portal, other, code), 400, { category: "BAD_AUTH_CODE" });
    const elsewhere = { redirect_uri: "http://localhost:3000/callback" };
    const mismatch = { category: "MISMATCH_REDIRECT_URI_AUTH_CODE", message: /^redirect URI does not match/ };
    assertRefusal(await exchange(portal, client, code, elsewhere), 400, mismatch);
    const missing = { category: "BAD_REDIRECT_URI" };
    assertRefusal(await exchange(portal, client, code, { redirect_uri: "" }), 400, missing);
    await withClockAhead(10 * minutes, async () =>
      assertRefusal(await exchange(portal, client, code), 400, { category: "EXPIRED_AUTH_CODE", message: /expired/ }),
    );
  });
  assert.equal((await exchange(portal, client, code)).status, 200);
});

test("without a user, an app works in the portal that it belongs to", async () => {
  const home = await newPortal();
  const client = await newClient(home, ["crm.objects.contacts.read", "files"]);
  const ask = { grant_type: "client_credentials", ...credentialsOf(client) };
  const { status, body } = await postForm(home, "/oauth/v3/token", ask);
  assert.equal(status, 200);
  assert.deepEqual([body.hub_id, body.scopes], [home.portalId, ["crm.objects.contacts.read", "files"]]);
  assert.deepEqual([body.refresh_token, body.token_use], [undefined, "access_token"]);
  assert.equal((await as(home, body.access_token)).status, 200);
  const narrow = await postForm(home, "/oauth/2026-03/token", { ...ask, scope: "files" });
  assert.deepEqual(narrow.body.scopes, ["files"]);
  assertRefusal(await postForm(home, "/oauth/v1/token", { ...ask, scope: "oauth" }), 400, { category: "BAD_SCOPE" });
});

test("an app asks about its own tokens and no others", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const other = await newClient(portal);
  const { body } = await exchange(portal, client, await authorize(portal, client));
  for (const path of ["/oauth/v3/introspect", "/oauth/2026-03/introspect"]) {
    const ask = (token: string, who = client) => postForm(portal, path, { token, ...credentialsOf(who) });
    const access = await ask(body.access_token);
    assert.deepEqual(
      [access.body.active, access.body.token_use, access.body.hub_id, access.body.client_id],
      [true, "access_token", portal.portalId, client.clientId],
    );
    const refreshed = await ask(body.refresh_token);
    assert.deepEqual([refreshed.body.active, refreshed.body.token_use], [true, "refresh_token"]);
    for (const token of ["", "unknown", portal.token]) assert.deepEqual((await ask(token)).body, { active: false });
    assert.deepEqual((await ask(body.access_token, other)).body, { active: false });
  }
});

test("an app revokes its own tokens and no others", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const other = await newClient(portal);
  const { body } = await exchange(portal, client, await authorize(portal, client));
  const revoke = (token: string, who = client) =>
    postForm(portal, "/oauth/v3/revoke", { token, ...credentialsOf(who) });
  await assertUnchanged(portal, async () => {
    for (const token of [body.access_token, body.refresh_token]) {
      assert.equal((await revoke(token, other)).status, 200);
    }
    for (const token of ["", "unknown", portal.token]) assert.equal((await revoke(token)).status, 200);
  });
  const second = await refresh(portal, client, body.refresh_token);
  assert.equal((await as(portal, second.body.access_token)).status, 200);
  await revoke(second.body.access_token);
  assert.equal((await as(portal, second.body.access_token)).status, 401);
  assert.equal((await as(portal, body.access_token)).status, 200);
  await revoke(body.refresh_token);
  assert.equal((await as(portal, body.access_token)).status, 401);
  assert.equal((await refresh(portal, client, body.refresh_token)).status, 400);
});

test("with an app, everything that it was given is gone", async () => {
  const home = await newPortal();
  const portal = await newPortal();
  const client = await newClient(home);
  const code = await authorize(portal, client);
  const { body } = await exchange(portal, client, await authorize(portal, client));
  const { database } = (await testApp()).services;
  await assert.rejects(
    database.transaction((tx) => deleteApp(tx, portal.portalId, client.clientId)),
    { status: 404 },
  );
  await database.transaction((tx) => deleteApp(tx, home.portalId, client.clientId));
  assert.equal((await as(portal, body.access_token)).status, 401);
  assert.equal((await portal.get(`/oauth/v1/refresh-tokens/${body.refresh_token}`)).status, 404);
  assertRefusal(await exchange(portal, client, code), 400, { category: "BAD_CLIENT_ID" });
  assert.ok(!(await snapshot(portal)).join("\n").includes(client.clientId));
});

test("secrets, codes and tokens lie in the database as hashes only", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const code = await authorize(portal, client);
  const { body } = await exchange(portal, client, code);
  const rows = (await snapshot(portal)).join("\n");
  assert.ok(rows.includes(client.clientId));
  for (const secret of [client.clientSecret, code, body.access_token, body.refresh_token]) {
    assert.ok(!rows.includes(secret));
  }
});

test("what is wrong stands where clients of HubSpot look for it, and in the words of OAuth", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const who = credentialsOf(client);
  const cases: readonly [path: string, fields: Record<string, string>, code: string, message: string, error: string][] =
    [
      [
        "/oauth/v1/token",
        { ...who, grant_type: "authorization_code", code: "x", redirect_uri: client.redirectUri },
        "BAD_AUTH_CODE",
        "missing or unknown auth code",
        "invalid_grant",
      ],
      [
        "/oauth/v3/token",
        { ...who, grant_type: "refresh_token", refresh_token: "x" },
        "BAD_REFRESH_TOKEN",
        "missing or invalid refresh token",
        "invalid_grant",
      ],
      ["/oauth/v3/introspect", { token: "x" }, "BAD_CLIENT_ID", "missing or unknown client id", "invalid_client"],
      [
        "/oauth/v3/revoke",
        { ...who, client_secret: "x", token: "x" },
        "BAD_CLIENT_SECRET",
        "missing or invalid client secret",
        "invalid_client",
      ],
      ["/oauth/2026-03/token", who, "BAD_GRANT_TYPE", "missing or unknown grant type", "unsupported_grant_type"],
    ];
  for (const [path, fields, code, message, error] of cases) {
    const answer = await postForm(portal, path, fields);
    assertRefusal(answer, 400, { category: code, message }, path);
    assert.deepEqual([answer.body.status, answer.body.error, answer.body.error_description], [code, error, message]);
  }
});

test("token requests that lack something or are no form are refused by name and change nothing", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const who = credentialsOf(client);
  const cases: readonly [Record<string, string>, string][] = [
    [{}, "BAD_CLIENT_ID"],
    [{ ...who, client_id: "abc" }, "BAD_CLIENT_ID"],
    [{ ...who, client_id: "00000000-0000-0000-0000-000000000000" }, "BAD_CLIENT_ID"],
    [{ client_id: client.clientId }, "BAD_CLIENT_SECRET"],
    [{ ...who, client_secret: "größe" }, "BAD_CLIENT_SECRET"],
    [who, "BAD_GRANT_TYPE"],
    [{ ...who, grant_type: "password" }, "BAD_GRANT_TYPE"],
    [{ ...who, grant_type: "authorization_code" }, "BAD_AUTH_CODE"],
    [{ ...who, grant_type: "authorization_code", code: "x".repeat(50_000) }, "BAD_AUTH_CODE"],
    [{ ...who, grant_type: "refresh_token" }, "BAD_REFRESH_TOKEN"],
    [{ ...who, grant_type: "refresh_token", refresh_token: portal.token }, "BAD_REFRESH_TOKEN"],
    [{ ...who, grant_type: "refresh_token", refresh_token: "a\0b" }, "VALIDATION_ERROR"],
    [{ ...who, grant_type: "refresh_token", refresh_token: "x".repeat(200_000) }, "VALIDATION_ERROR"],
  ];
  await assertUnchanged(portal, async () => {
    for (const [fields, category] of cases) {
      const answer = await postForm(portal, "/oauth/v1/token", fields);
      assertRefusal(answer, 400, { category }, JSON.stringify(fields).slice(0, 300));
      assert.ok(!answer.text.includes(client.clientSecret));
    }
    const json = await portal.post("/oauth/v1/token", who);
    assertRefusal(json, 415, { message: /Send application\/x-www-form-urlencoded/ });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const broken = await portal.request("POST", "/oauth/v1/token", "client_id=%&&==&=%ff", headers);
    assertRefusal(broken, 400, { category: "BAD_CLIENT_ID" });
  });
});
