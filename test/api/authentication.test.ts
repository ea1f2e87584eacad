import assert from "node:assert/strict";
import { test } from "node:test";
import { newToken } from "../../src/domain/accounts/tokens.ts";
import { routes } from "../../src/http/routes/all.ts";
import { sendRaw } from "../support/raw-http.ts";
import { assertRefusal } from "../support/refusal.ts";
import { bodyFor, makeThings, pathFor } from "../support/route-requests.ts";
import { assertUnchanged, snapshot } from "../support/snapshot.ts";
import { type Answer, newPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

function assertUnauthorized(answer: Answer, about: string): void {
  assertRefusal(answer, 401, { category: "INVALID_AUTHENTICATION" }, about);
  assert.equal(
    answer.text,
    JSON.stringify({
      status: "error",
      message:
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
      correlationId: answer.body.correlationId,
      category: "INVALID_AUTHENTICATION",
    }),
  );
  assert.equal(answer.headers.get("x-hubspot-auth-failure"), "401 Unauthorized");
}

test("a token that is missing, unknown or not written as a bearer's is refused with 401", async () => {
  const portal = await newPortal();
  const { token } = portal;
  await assertUnchanged(portal, async () => {
    for (const authorization of [
      "",
      `Bearer ${newToken()}`,
      "Bearer pat-na1-",
      "Bearer",
      "Bearer ",
      token,
      `Basic ${Buffer.from(`user:${token}`).toString("base64")}`,
      `Token ${token}`,
      `Bearer${token}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token}, Bearer ${token}`,
      `Bearer "${token}"`,
      `Bearer ${token.toUpperCase()}`,
      `Bearer ${token}x`,
      `Bearer ${token.slice(0, -1)}`,
      `Bearer ${"x".repeat(50_000)}`,
      "Bearer größe",
      "Bearer %00",
    ]) {
      const headers = { authorization };
      const body = '{"properties":{"hs_timestamp":1}}';
      assertUnauthorized(await sendRaw(portal, { method: "GET", target: calls, headers }), authorization);
      assertUnauthorized(await sendRaw(portal, { method: "POST", target: calls, headers, body }), authorization);
    }
    // The old way by query was retired in 2022.
    const target = `${calls}?hapikey=${token}&access_token=${token}`;
    assertUnauthorized(await sendRaw(portal, { method: "GET", target, headers: { authorization: "" } }), "by query");
  });
});

test("the scheme is read in any case, with several blanks", async () => {
  const portal = await newPortal();
  for (const scheme of ["Bearer ", "bearer ", "BEARER ", "bEaReR   "]) {
    const headers = { authorization: `${scheme}${portal.token}` };
    assert.equal((await sendRaw(portal, { method: "GET", target: calls, headers })).status, 200, scheme);
  }
});

test("every route but the open ones asks for a token, before it looks at anything else", async () => {
  const portal = await newPortal();
  const things = await makeThings(portal);
  await assertUnchanged(portal, async () => {
    for (const route of routes) {
      if (route.scope === "open") continue;
      const body = bodyFor(route, things);
      const request = {
        method: route.method,
        target: pathFor(route, things),
        headers: { authorization: "" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      assertUnauthorized(await sendRaw(portal, request), route.id);
    }
    for (const target of ["/crm/v3/objects/widgets", `${calls}?limit=0`, `${calls}/abc`, `${calls}/%00`]) {
      assertUnauthorized(await sendRaw(portal, { method: "GET", target, headers: { authorization: "" } }), target);
    }
    const body = "not JSON";
    const headers = { authorization: "", "content-type": "text/plain" };
    assertUnauthorized(await sendRaw(portal, { method: "POST", target: calls, headers, body }), body);
  });
});

test("what needs no token is answered without one", async () => {
  const portal = await newPortal();
  for (const target of ["/healthz", "/readyz"]) {
    const answer = await sendRaw(portal, { method: "GET", target, headers: { authorization: "" } });
    assert.equal(answer.status, 200, target);
  }
  const info = await sendRaw(portal, {
    method: "POST",
    target: "/oauth/v2/private-apps/get/access-token-info",
    headers: { authorization: "" },
    body: JSON.stringify({ tokenKey: portal.token }),
  });
  assert.equal(info.status, 200);
  assert.equal(info.body.hubId, portal.portalId);
});

test("a token is stored as a hash only", async () => {
  const portal = await newPortal();
  await portal.get(calls);
  const rows = await snapshot(portal);
  assert.ok(rows.some((row) => row.startsWith("tokens ")));
  assert.ok(!rows.some((row) => row.includes(portal.token)));
});
