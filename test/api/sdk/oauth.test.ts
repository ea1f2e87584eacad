import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "@hubspot/api-client";
import { authorize, newClient } from "../../support/oauth.ts";
import { watchMethods } from "../../support/sdk.ts";
import { newPortal } from "../../support/test-app.ts";

test("every typed method of the official SDK for OAuth works", async () => {
  const portal = await newPortal();
  await portal.create("calls");
  const app = await newClient(portal);
  const client = new Client({ basePath: portal.address });
  const { tokensApi: tokens, accessTokensApi: access, refreshTokensApi: refresh } = client.oauth;
  const { watched, uncalled } = watchMethods({ tokens, access, refresh });
  const given = ["authorization_code", await authorize(portal, app), app.redirectUri] as const;
  const first = await watched.tokens.create(...given, app.clientId, app.clientSecret);
  client.setAccessToken(first.accessToken);
  assert.equal((await client.crm.objects.calls.basicApi.getPage()).results.length, 1);

  const info = await watched.access.get(first.accessToken);
  assert.deepEqual(
    [info.token, info.hubId, info.appId, info.userId, info.user, info.tokenType],
    [first.accessToken, portal.portalId, app.appId, portal.ownerUserId, "agent@example.com", "access"],
  );
  assert.ok(info.expiresIn > 1700 && info.expiresIn <= 1800);
  const [none] = [undefined];
  const next = await watched.tokens.create(
    "refresh_token",
    none,
    none,
    app.clientId,
    app.clientSecret,
    first.refreshToken,
  );
  assert.notEqual(next.accessToken, first.accessToken);
  const refreshInfo = await watched.refresh.get(next.refreshToken);
  assert.deepEqual([refreshInfo.clientId, refreshInfo.hubId], [app.clientId, portal.portalId]);
  assert.deepEqual(refreshInfo.scopes, info.scopes);

  await watched.refresh.archive(next.refreshToken);
  await assert.rejects(watched.refresh.get(next.refreshToken), { code: 404 });
  await assert.rejects(client.crm.objects.calls.basicApi.getPage(), { code: 401 });
  assert.deepEqual(uncalled(), []);
});
