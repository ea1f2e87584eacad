import assert from "node:assert/strict";
import { test } from "node:test";
import { createSignInCode } from "../../src/domain/accounts/sessions.ts";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { browserWith, cookieOf, signIn } from "../support/browser.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged, snapshot } from "../support/snapshot.ts";
import { newPortal, type TestPortal, testApp, withClockAhead } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";
const nobody = { authorization: "" };
const dayMilliseconds = 86_400_000;

async function makeLink(portal: TestPortal): Promise<string> {
  const { database, now } = (await testApp()).services;
  const code = await database.transaction((tx) => createSignInCode(tx, portal.portalId, portal.token, now()));
  return `/app/sign-in?code=${code}`;
}

test("a token signs a browser in, and its cookie is then as good as the token, on the public API too", async () => {
  const portal = await newPortal();
  const answer = await portal.request("POST", "/app/session", { token: ` ${portal.token} ` }, nobody);
  assert.equal(answer.status, 200);
  const { csrfToken, expiresAt, version, ...session } = answer.body;
  assert.deepEqual(session, {
    portalId: portal.portalId,
    portalName: "Test",
    timeZone: "UTC",
    currency: "USD",
    strict: false,
    token: { id: session.token.id, name: "test", scopes: allScopes },
    user: {
      ownerId: portal.ownerId,
      userId: portal.ownerUserId,
      email: "agent@example.com",
      firstName: "Ada",
      lastName: "Agent",
    },
    recycleBinDays: 90,
  });
  assert.match(version, /^\d+\.\d+\.\d+/);
  assert.ok(expiresAt > Date.now() + 13 * dayMilliseconds);
  const cookie = answer.headers.get("set-cookie") ?? "";
  const port = new URL(portal.address).port;
  assert.match(
    cookie,
    new RegExp(`^trunkline_session_${port}=[\\w-]{50,}; Path=/; Max-Age=1209600; HttpOnly; SameSite=Strict$`),
  );
  assert.equal(answer.headers.get("cache-control"), "no-store");

  const browser = browserWith(portal, cookieOf(answer), csrfToken);
  assert.deepEqual((await browser.get("/app/session")).body, answer.body);
  const made = await browser.request("POST", calls, { properties: { hs_timestamp: 1, hs_call_title: "By cookie" } });
  assert.equal(made.status, 201);
  assert.equal(
    (await portal.get(`${calls}/${made.body.id}?properties=hs_call_title`)).body.properties.hs_call_title,
    "By cookie",
  );
  assert.equal((await browser.get(calls)).body.results.length, 1);
});

test("the cookie is kept for TLS only where the browser came by TLS", async () => {
  const portal = await newPortal();
  const body = { token: portal.token };
  const behindProxy = { ...nobody, "x-forwarded-proto": "https" };
  const answer = await portal.request("POST", "/app/session", body, behindProxy);
  assert.match(answer.headers.get("set-cookie") ?? "", /; Secure$/);
});

test("a token that nobody knows signs nobody in", async () => {
  const portal = await newPortal();
  await assertUnchanged(portal, async () => {
    for (const token of ["pat-na1-00000000-0000-0000-0000-000000000000", "x", `${portal.token}x`]) {
      const answer = await portal.request("POST", "/app/session", { token }, nobody);
      assertRefusal(answer, 401, { category: "INVALID_AUTHENTICATION" });
      assert.equal(answer.headers.get("set-cookie"), null);
    }
    for (const body of [{}, { token: "" }, { token: 1 }, { token: "x".repeat(501) }, "no json"]) {
      assertRefusal(await portal.request("POST", "/app/session", body, nobody), 400, { category: "VALIDATION_ERROR" });
    }
  });
});

test("a page of another site can neither sign a visitor in nor change anything with its cookie", async () => {
  const portal = await newPortal();
  const browser = await signIn(portal);
  const id = await portal.create("calls", { hs_call_title: "Before" });
  const body = { token: portal.token };
  await assertUnchanged(portal, async () => {
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"]) {
      const answer = await portal.request("POST", "/app/session", body, { ...nobody, origin });
      assertRefusal(answer, 403, { category: "INVALID_ORIGIN" }, origin);
    }
    const forged = { category: "INVALID_CSRF_TOKEN" };
    for (const csrf of ["", "x", browser.csrfToken.slice(1), `${browser.csrfToken}x`]) {
      const headers = { "x-csrf-token": csrf };
      const properties = { hs_timestamp: 1 };
      assertRefusal(await browser.request("POST", calls, { properties }, headers), 403, forged);
      assertRefusal(await browser.request("PATCH", `${calls}/${id}`, { properties }, headers), 403, forged);
      assertRefusal(await browser.request("DELETE", `${calls}/${id}`, undefined, headers), 403, forged);
      assertRefusal(await browser.request("POST", `${calls}/search`, {}, headers), 403, forged);
      assertRefusal(await browser.request("DELETE", "/app/session", undefined, headers), 403, forged);
    }
    const other = await signIn(await newPortal());
    const theirs = { "x-csrf-token": other.csrfToken };
    assertRefusal(await browser.request("DELETE", `${calls}/${id}`, undefined, theirs), 403, forged);
  });
  const own = { ...nobody, origin: portal.address };
  assert.equal((await portal.request("POST", "/app/session", body, own)).status, 200);
});

test("signing out ends this session and no other", async () => {
  const portal = await newPortal();
  const [browser, other] = [await signIn(portal), await signIn(portal)];
  const answer = await browser.request("DELETE", "/app/session");
  assert.equal(answer.status, 204);
  assert.match(answer.headers.get("set-cookie") ?? "", /=; Path=\/; Max-Age=0;/);
  for (const path of ["/app/session", calls]) {
    assertRefusal(await browser.get(path), 401, { category: "INVALID_AUTHENTICATION" });
  }
  assert.equal((await other.get("/app/session")).status, 200);
});

test("a session ends by itself, and leaves no row behind once somebody signs in", async () => {
  const portal = await newPortal();
  const browser = await signIn(portal);
  await withClockAhead(14 * dayMilliseconds - 60_000, async () => {
    assert.equal((await browser.get("/app/session")).status, 200);
  });
  await withClockAhead(14 * dayMilliseconds, async () => {
    assertRefusal(await browser.get("/app/session"), 401, { category: "INVALID_AUTHENTICATION" });
    await signIn(portal);
    assert.equal((await snapshot(portal)).filter((row) => row.startsWith("app_sessions")).length, 1);
  });
});

test("a token that is revoked or replaced takes its sessions with it", async () => {
  const portal = await newPortal();
  const made = await portal.post("/trunkline/v1/tokens", { name: "Browser" });
  const browser = await signIn({ ...portal, token: made.body.token });
  const own = await signIn(portal);
  assert.equal((await browser.get("/app/session")).body.token.name, "Browser");
  const rotated = await portal.post(`/trunkline/v1/tokens/${made.body.id}/rotate`);
  assertRefusal(await browser.get(calls), 401);
  const again = await signIn({ ...portal, token: rotated.body.token });
  assert.equal((await portal.delete(`/trunkline/v1/tokens/${made.body.id}`)).status, 204);
  assertRefusal(await again.get("/app/session"), 401);
  assert.equal((await own.get("/app/session")).status, 200);
});

test("what a token may not do, its session may not either", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const browser = await signIn(await portal.withScopes(["crm.objects.contacts.read"]));
  assert.deepEqual((await browser.get("/app/session")).body.token.scopes, ["crm.objects.contacts.read"]);
  assert.equal((await browser.get(`${calls}/${id}`)).status, 200);
  await assertUnchanged(portal, async () => {
    assertRefusal(await browser.request("DELETE", `${calls}/${id}`), 403, { category: "MISSING_SCOPES" });
    assertRefusal(await browser.get("/crm/v3/objects/deals"), 403, { category: "MISSING_SCOPES" });
  });
});

test("a session belongs to its portal: its cookie opens no other, under no other number", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const { cookie, csrfToken } = await signIn(portal);
  const forged = browserWith(portal, cookie.replace(`=${portal.portalId}-`, `=${other.portalId}-`), csrfToken);
  assertRefusal(await forged.get("/app/session"), 401);
  const callId = await other.create("calls");
  assertRefusal(await browserWith(portal, cookie, csrfToken).get(`${calls}/${callId}`), 404);
});

test("a header with a token counts for more than a cookie, and a cookie that is none lets nobody in", async () => {
  const portal = await newPortal();
  const { cookie, csrfToken } = await signIn(portal);
  const wrong = { authorization: "Bearer wrong", cookie };
  assertRefusal(await portal.request("GET", calls, undefined, wrong), 401);
  // A client with a token is no browser that somebody tricked.
  const both = { authorization: `Bearer ${portal.token}`, cookie };
  assert.equal((await portal.request("POST", calls, { properties: { hs_timestamp: 1 } }, both)).status, 201);
  const name = cookie.split("=", 1)[0];
  for (const value of ["", "x", "1-", "99999999999-x", "-", `${portal.portalId}-`, "%00", ";;;", "a=b", `=${cookie}`]) {
    const browser = browserWith(portal, `other=1; ${name}=${value}`, csrfToken);
    assertRefusal(await browser.get("/app/session"), 401, {}, value);
  }
  const among = browserWith(portal, `a=b; ${cookie} ; c=d`, csrfToken);
  assert.equal((await among.get("/app/session")).status, 200);
});

test("the database knows sessions and links by hashes only", async () => {
  const portal = await newPortal();
  const { cookie, csrfToken } = await signIn(portal);
  const code = (await makeLink(portal)).split("=")[1] as string;
  const secret = cookie.split("=")[1] as string;
  const rows = (await snapshot(portal)).join("\n");
  assert.equal(rows.match(/^app_sessions /gm)?.length, 2);
  for (const hidden of [secret, secret.slice(secret.indexOf("-") + 1), csrfToken, code, portal.token]) {
    assert.ok(!rows.includes(hidden));
  }
});

test("a link signs in once, and a look at it does not use it up", async () => {
  const portal = await newPortal();
  const link = await makeLink(portal);
  assert.equal(
    (await portal.request("HEAD", link, undefined, nobody)).headers.get("location"),
    "/sign-in?problem=link",
  );
  const answer = await portal.request("GET", link, undefined, nobody);
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get("location"), "/");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const browser = browserWith(portal, cookieOf(answer), "");
  assert.equal((await browser.get("/app/session")).body.portalId, portal.portalId);
  for (const used of [
    link,
    "/app/sign-in",
    "/app/sign-in?code=x",
    `/app/sign-in?code=${cookieOf(answer).split("=")[1]}`,
  ]) {
    const refused = await portal.request("GET", used, undefined, nobody);
    assert.equal(refused.headers.get("location"), "/sign-in?problem=link");
    assert.equal(refused.headers.get("set-cookie"), null);
  }
});

test("a link signs in who goes there, and not a page that has it for a picture, a frame or a script", async () => {
  const portal = await newPortal();
  const link = await makeLink(portal);
  for (const part of ["image", "iframe", "script", "empty", "style", "video"]) {
    const answer = await portal.request("GET", link, undefined, { ...nobody, "sec-fetch-dest": part });
    assert.equal(answer.headers.get("location"), "/sign-in?problem=link", part);
    assert.equal(answer.headers.get("set-cookie"), null, part);
  }
  const followed = await portal.request("GET", link, undefined, { ...nobody, "sec-fetch-dest": "document" });
  assert.equal(followed.headers.get("location"), "/");
});

test("of many who follow a link at once one is signed in", async () => {
  const portal = await newPortal();
  const link = await makeLink(portal);
  const answers = await Promise.all(Array.from({ length: 8 }, () => portal.request("GET", link, undefined, nobody)));
  assert.equal(answers.filter(({ headers }) => headers.get("location") === "/").length, 1);
});

test("a link expires after a day", async () => {
  const portal = await newPortal();
  const link = await makeLink(portal);
  await withClockAhead(dayMilliseconds, async () => {
    const answer = await portal.request("GET", link, undefined, nobody);
    assert.equal(answer.headers.get("location"), "/sign-in?problem=link");
  });
});

test("the start of a server makes a link for its own portal", async () => {
  const app = await testApp();
  const answer = await fetch(app.signInLink, { redirect: "manual" });
  assert.equal(answer.headers.get("location"), "/");
  const cookie = answer.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
  const session = await fetch(`${app.address}/app/session`, { headers: { cookie } });
  assert.equal(((await session.json()) as { portalId: number }).portalId, app.account.portalId);
});
