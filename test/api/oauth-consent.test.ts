import assert from "node:assert/strict";
import { test } from "node:test";
import {
  authorize,
  challengeOf,
  exchange,
  newClient,
  openConsent,
  redirectUri,
  sentTo,
  submitConsent,
  type TestClient,
} from "../support/oauth.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal, type TestPortal, withClockAhead } from "../support/test-app.ts";

const scope = "oauth crm.objects.contacts.read";

function open(portal: TestPortal, client: TestClient, more: Record<string, string> = {}) {
  return openConsent(portal, { client_id: client.clientId, redirect_uri: redirectUri, scope, ...more });
}

test("the page shows who asks for what, without script, frames or unescaped names", async () => {
  const portal = await newPortal();
  const page = await open(portal, await newClient(portal), { optional_scope: "crm.objects.owners.read" });
  assert.equal(page.status, 200);
  assert.equal(page.headers.get("content-type"), "text/html;charset=utf-8");
  assert.match(page.text, /Dialer &#60;b&#62;&#38; asks/);
  for (const name of [...scope.split(" "), "crm.objects.owners.read", "app.example.com"]) {
    assert.ok(page.text.includes(name), name);
  }
  assert.ok(!/<b>|<script|onclick/.test(page.text));
  const policy = page.headers.get("content-security-policy") ?? "";
  for (const rule of ["default-src 'none'", "form-action 'self' https://app.example.com", "frame-ancestors 'none'"]) {
    assert.ok(policy.includes(rule), policy);
  }
  assert.equal(page.headers.get("cache-control"), "no-store");
  assert.equal(page.headers.get("referrer-policy"), "no-referrer");
});

test("a user who approves is sent back with a code, and the state as it was", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const state = `a b&c=d"<>\n\t👩 ü`;
  const page = await open(portal, client, { state });
  const sent = sentTo(await submitConsent(portal, page, { token: ` ${portal.token} `, decision: "approve" }));
  assert.equal(sent.origin + sent.pathname, "https://app.example.com/callback");
  assert.deepEqual([...sent.searchParams.keys()], ["from", "code", "state"]);
  assert.equal(sent.searchParams.get("state"), state);
  assert.equal((await exchange(portal, client, sent.searchParams.get("code") as string)).status, 200);
});

test("a user who refuses is sent back without a code, and needs no token for it", async () => {
  const portal = await newPortal();
  const page = await open(portal, await newClient(portal), { state: "s" });
  await assertUnchanged(portal, async () => {
    const sent = sentTo(await submitConsent(portal, page, { decision: "deny" }));
    assert.equal(sent.href, `${redirectUri}&error=access_denied&state=s`);
  });
});

test("nobody is sent to an address that the app did not register", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const requests: readonly Record<string, string>[] = [
    { client_id: "" },
    { client_id: "no-app" },
    { client_id: "00000000-0000-0000-0000-000000000000" },
    { client_id: "a\0b" },
    { redirect_uri: "" },
    { redirect_uri: "https://evil.example.com/callback" },
    { redirect_uri: "https://app.example.com/callback" },
    { redirect_uri: `${redirectUri}/` },
    { redirect_uri: "javascript:alert(1)" },
  ];
  for (const more of requests) {
    const page = await open(portal, client, more);
    assert.equal(page.status, 400, JSON.stringify(more));
    assert.equal(page.headers.get("location"), null);
    assert.match(JSON.parse(page.text).category, /^BAD_(CLIENT_ID|REDIRECT_URI)$/);
  }
});

test("a request that cannot be granted goes back to the app with its reason", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  for (const [more, error] of [
    [{ scope: "oauth files" }, "invalid_scope"],
    [{ optional_scope: "files" }, "invalid_scope"],
    [{ response_type: "token" }, "unsupported_response_type"],
    [{ code_challenge: "short" }, "invalid_request"],
    [{ code_challenge: "x".repeat(43), code_challenge_method: "MD5" }, "invalid_request"],
  ] as const) {
    assert.equal(sentTo(await open(portal, client, more)).searchParams.get("error"), error);
  }
});

test("only a private-app token of the portal, with the scopes asked for, lets an app in", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const given = await exchange(portal, client, await authorize(portal, client));
  const limited = await portal.withScopes(["oauth"]);
  const page = await open(portal, client);
  await assertUnchanged(portal, async () => {
    for (const [token, problem] of [
      ["", /not known/],
      ["pat-na1-nope", /not known/],
      [given.body.access_token, /not known/],
      [limited.token, /may not do itself: crm\.objects\.contacts\.read/],
    ] as const) {
      const again = await submitConsent(portal, page, { token, decision: "approve" });
      assert.equal(again.status, 400);
      assert.match(again.text, problem);
      assert.ok(token === "" || !again.text.includes(token));
    }
  });
});

test("optional scopes are granted as far as the user's token holds them", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const optional_scope = "crm.objects.owners.read crm.objects.contacts.read";
  const limited = await portal.withScopes(["oauth", "crm.objects.contacts.read"]);
  const wanted = { scope: "oauth", optional_scope };
  const code = await authorize(limited, client, wanted);
  assert.deepEqual((await exchange(portal, client, code)).body.scopes, ["oauth", "crm.objects.contacts.read"]);
  const whole = await authorize(portal, client, wanted);
  assert.deepEqual((await exchange(portal, client, whole)).body.scopes, ["oauth", ...optional_scope.split(" ")]);
});

test("a form that was changed, made elsewhere or kept for hours is refused", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const page = await open(portal, client, { scope: "oauth" });
  const other = await open(portal, client);
  const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(other.text)?.[1] as string;
  const approve = { token: portal.token, decision: "approve" };
  const changes: readonly Record<string, string>[] = [
    { request: fieldOf("request") },
    { request: "e30" },
    { request: "bnVsbA" },
    { request: "not base64url JSON" },
    { form_token: "größe" },
    { form_token: `${Date.now()}.${"0".repeat(64)}` },
    { form_token: "" },
    { decision: "maybe" },
  ];
  await assertUnchanged(portal, async () => {
    for (const changed of changes) {
      const answer = await submitConsent(portal, page, { ...approve, ...changed });
      assert.equal(answer.status, 400, JSON.stringify(changed));
      assert.equal(answer.headers.get("location"), null);
    }
    const late = await withClockAhead(61 * 60_000, () => submitConsent(portal, page, approve));
    assert.equal(late.status, 400);
  });
  assertRefusal(await portal.post("/oauth/authorize", {}), 415);
});

test("with PKCE, only who asked for the code exchanges it", async () => {
  const portal = await newPortal();
  const client = await newClient(portal);
  const verifier = "correct-horse-battery-staple_0123456789.~ABCDEF";
  for (const [more, good] of [
    [{ code_challenge: challengeOf(verifier), code_challenge_method: "S256" }, verifier],
    [{ code_challenge: verifier, code_challenge_method: "plain" }, verifier],
    [{ code_challenge: verifier }, verifier],
  ] as const) {
    const code = await authorize(portal, client, more);
    const mistakes: readonly Record<string, string>[] = [
      {},
      { code_verifier: `${verifier}x` },
      { code_verifier: challengeOf(challengeOf(verifier)) },
    ];
    for (const wrong of mistakes) {
      assertRefusal(await exchange(portal, client, code, wrong), 400, { category: "BAD_CODE_VERIFIER" });
    }
    assert.equal((await exchange(portal, client, code, { code_verifier: good })).status, 200);
  }
});
