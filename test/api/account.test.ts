import assert from "node:assert/strict";
import { test } from "node:test";
import { createPortal } from "../../src/domain/accounts/portals.ts";
import { addToken, newToken } from "../../src/domain/accounts/tokens.ts";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { newPortal, testApp, withClockAhead } from "../support/test-app.ts";

const tokenInfo = "/oauth/v2/private-apps/get/access-token-info";

test("the account's details have the service's members, in its order", async () => {
  const portal = await newPortal();
  const { status, body } = await portal.get("/account-info/v3/details");
  assert.equal(status, 200);
  assert.deepEqual(Object.entries(body), [
    ["portalId", portal.portalId],
    ["accountType", "STANDARD"],
    ["timeZone", "UTC"],
    ["companyCurrency", "USD"],
    ["additionalCurrencies", []],
    ["utcOffset", "+00:00"],
    ["utcOffsetMilliseconds", 0],
    ["uiDomain", new URL(portal.address).host],
    ["dataHostingLocation", "na1"],
  ]);
});

test("the details tell how far the portal's time zone is from UTC on that day", async () => {
  const { address, services } = await testApp();
  const portalIn = async (timeZone: string) => {
    const token = newToken();
    await services.database.transaction(async (tx) => {
      const now = services.now();
      const portalId = await createPortal(tx, { name: "Far", timeZone, currency: "EUR" }, now);
      await addToken(tx, { portalId, token, name: "far", userId: 1, scopes: allScopes, now });
    });
    return async () => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${address}/account-info/v3/details`, { headers });
      const details = (await answer.json()) as Record<string, unknown>;
      assert.deepEqual([details.timeZone, details.companyCurrency], [timeZone, "EUR"]);
      return [details.utcOffset, details.utcOffsetMilliseconds];
    };
  };
  const [newYork, kolkata] = [await portalIn("America/New_York"), await portalIn("Asia/Kolkata")];
  const at = (time: string, read: () => Promise<unknown[]>) => withClockAhead(Date.parse(time) - services.now(), read);
  assert.deepEqual(await at("2027-01-15T12:00:00Z", newYork), ["-05:00", -18_000_000]);
  assert.deepEqual(await at("2027-07-15T12:00:00Z", newYork), ["-04:00", -14_400_000]);
  assert.deepEqual(await at("2027-07-15T12:00:00Z", kolkata), ["+05:30", 19_800_000]);
});

test("a token tells its portal, app, user and scopes, without a token to ask with", async () => {
  const portal = await newPortal();
  const limited = await portal.withScopes(["crm.objects.contacts.read", "crm.objects.owners.read"]);
  const ask = async (tokenKey: string) => {
    const answer = await fetch(`${portal.address}${tokenInfo}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ tokenKey }),
    });
    assert.equal(answer.status, 200);
    return (await answer.json()) as { userId: number; hubId: number; appId: number; scopes: string[] };
  };
  const whole = await ask(portal.token);
  assert.deepEqual(Object.keys(whole), ["userId", "hubId", "appId", "scopes"]);
  assert.deepEqual([whole.userId, whole.hubId], [portal.ownerUserId, portal.portalId]);
  assert.deepEqual(whole.scopes.toSorted(), allScopes.toSorted());
  assert.ok(Number.isInteger(whole.appId) && whole.appId > 0 && whole.appId < 2 ** 31);
  const part = await ask(limited.token);
  assert.deepEqual(part.scopes, ["crm.objects.contacts.read", "crm.objects.owners.read"]);
  assert.equal(part.hubId, portal.portalId);
  assert.notEqual(part.appId, whole.appId);
});

test("a token that no portal knows answers 404 and is not repeated", async () => {
  const portal = await newPortal();
  const secret = newToken();
  const answer = await portal.post(tokenInfo, { tokenKey: secret });
  assert.deepEqual([answer.status, answer.body.category], [404, "OBJECT_NOT_FOUND"]);
  assert.ok(!answer.text.includes(secret));
});

test("a question about a token that names none is refused", async () => {
  const portal = await newPortal();
  for (const body of [{}, { tokenKey: "" }, { tokenKey: 7 }, [], "no json"]) {
    const answer = await portal.post(tokenInfo, body);
    assert.deepEqual([answer.status, answer.body.category], [400, "VALIDATION_ERROR"], JSON.stringify(body));
  }
});
