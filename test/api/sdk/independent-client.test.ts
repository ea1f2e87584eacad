import assert from "node:assert/strict";
import { test } from "node:test";
import { idsOf } from "../../support/engagements.ts";
import { independentClient } from "../../support/independent-client.ts";
import { authorize, newClient, openConsent } from "../../support/oauth.ts";
import { watchMethods } from "../../support/sdk.ts";
import { newPortal, type TestPortal } from "../../support/test-app.ts";

function clientOf(portal: TestPortal) {
  return independentClient(portal, { accessToken: portal.token });
}

const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
const time = 1_773_711_164_000;

test("every method of an independent client for engagements works", async () => {
  const portal = await newPortal();
  const contactId = Number(await portal.create("contacts"));
  const { watched, uncalled } = watchMethods({ engagements: clientOf(portal).engagements });
  const { engagements } = watched;

  const outcomes = await engagements.getCallDispositions();
  assert.equal(outcomes.find(({ label }: { label: string }) => label === "Connected").id, connected);
  const created = await engagements.create({
    engagement: { active: true, ownerId: Number(portal.ownerId), type: "CALL", timestamp: time },
    associations: { contactIds: [contactId], companyIds: [], dealIds: [], ownerIds: [], ticketIds: [] },
    attachments: [],
    metadata: { body: "Talked", durationMilliseconds: 38_000, status: "COMPLETED", disposition: connected },
  });
  const { id } = created.engagement;
  assert.deepEqual([created.metadata.durationMilliseconds, created.associations.contactIds], [38_000, [contactId]]);
  const updated = await engagements.update(id, { metadata: { body: "Talked again" } });
  assert.deepEqual([updated.metadata.body, updated.metadata.status], ["Talked again", "COMPLETED"]);
  const second = await engagements.create({ engagement: { type: "NOTE" }, metadata: { body: "Noted" } });

  const page = await engagements.get({ limit: 1 });
  assert.deepEqual([idsOf(page), page.hasMore], [[id], true]);
  const rest = await engagements.get({ limit: 1, offset: page.offset });
  assert.deepEqual([idsOf(rest), rest.hasMore], [[second.engagement.id], false]);
  const recent = await engagements.getRecentlyModified({ count: 10, since: 0 });
  assert.deepEqual([idsOf(recent), recent.total], [[second.engagement.id, id], 2]);
  const associated = await engagements.getAssociated("CONTACT", contactId, { limit: 100 });
  assert.deepEqual(idsOf(associated), [id]);
  assert.deepEqual(uncalled(), []);
  const call = (await portal.get(`/crm/v3/objects/calls/${id}?properties=hs_call_body`)).body;
  assert.equal(call.properties.hs_call_body, "Talked again");
});

test("every method of an independent client for associations works", async () => {
  const portal = await newPortal();
  const [call, one, two] = [
    await portal.create("calls"),
    await portal.create("contacts"),
    await portal.create("contacts"),
  ];
  const { watched, uncalled } = watchMethods({ associations: clientOf(portal).crm.associations });
  const { associations } = watched;
  const link = (toObjectId: string) => ({
    fromObjectId: Number(call),
    toObjectId: Number(toObjectId),
    category: "HUBSPOT_DEFINED",
    definitionId: 10,
  });
  const linked = async () => {
    const { body } = await portal.get(`/crm/v3/objects/calls/${call}/associations/contacts`);
    return body.results.map(({ id }: { id: string }) => id);
  };
  await associations.create(link(one));
  assert.deepEqual(await linked(), [one]);
  await associations.createBatch([link(one), link(two)]);
  assert.deepEqual(await linked(), [one, two]);
  await associations.delete(link(one));
  assert.deepEqual(await linked(), [two]);
  await associations.deleteBatch([link(one), link(two)]);
  assert.deepEqual(await linked(), []);
  assert.deepEqual(uncalled(), []);
});

test("every method of an independent client for owners and the account works", async () => {
  const portal = await newPortal();
  const client = clientOf(portal);
  const { watched, uncalled } = watchMethods({ owners: client.owners, integrations: client.integrations });
  const list = await watched.owners.get({ email: "agent@example.com" });
  assert.deepEqual(
    list.map(({ ownerId }: { ownerId: number }) => ownerId),
    [Number(portal.ownerId)],
  );
  assert.equal((await watched.owners.getById(portal.ownerId)).portalId, portal.portalId);
  assert.equal((await watched.integrations.getAccountDetails()).portalId, portal.portalId);
  assert.deepEqual(uncalled(), []);
});

test("every method of an independent client for OAuth works", async () => {
  const portal = await newPortal();
  const app = await newClient(portal);
  const { clientId, clientSecret, redirectUri } = app;
  const settings = { clientId, clientSecret, redirectUri };
  const { watched, uncalled } = watchMethods({ oauth: independentClient(portal, settings).oauth });
  // Its address of the consent page is fixed; the query behind it is what ours understands.
  const asked = new URL(watched.oauth.getAuthorizationUrl({ scope: "oauth crm.objects.contacts.read" }));
  const page = await openConsent(portal, Object.fromEntries(asked.searchParams));
  assert.equal(page.status, 200);
  const given = await watched.oauth.getAccessToken({ code: await authorize(portal, app) });
  assert.equal(given.expires_in, 1800);
  assert.equal((await watched.oauth.getPortalInfo(given.access_token)).user, "agent@example.com");
  await assert.rejects(
    watched.oauth.refreshAccessToken(),
    (refusal: { statusCode: number; error: { status: string } }) => {
      assert.deepEqual([refusal.statusCode, refusal.error.status], [400, "BAD_REFRESH_TOKEN"]);
      return true;
    },
  );
  assert.deepEqual(uncalled(), []);

  // With a refresh token it gets by itself what it needs to be let in.
  const later = independentClient(portal, { ...settings, refreshToken: given.refresh_token });
  await later.oauth.refreshAccessToken();
  assert.equal((await later.oauth.getPortalInfo()).hub_id, portal.portalId);
  assert.deepEqual((await later.engagements.get()).results, []);
});
