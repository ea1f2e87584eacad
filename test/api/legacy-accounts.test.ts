import assert from "node:assert/strict";
import { test } from "node:test";
import { archiveOwner } from "../support/owners.ts";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal } from "../support/test-app.ts";

const path = "/owners/v2/owners";

test("the older list of owners is a bare array with numbers for ids and times", async () => {
  const portal = await newPortal();
  const { portalId, ownerId: id, ownerUserId } = portal;
  const { status, body } = await portal.get(path);
  assert.equal(status, 200);
  const ownerId = Number(id);
  const [{ createdAt, updatedAt }] = body;
  assert.deepEqual(body, [
    {
      portalId,
      ownerId,
      type: "PERSON",
      firstName: "Ada",
      lastName: "Agent",
      email: "agent@example.com",
      createdAt,
      updatedAt,
      remoteList: [
        { id: ownerId, portalId, ownerId, remoteId: String(ownerUserId), remoteType: "HUBSPOT", active: true },
      ],
      hasContactsAccess: true,
      isActive: true,
      activeUserId: ownerUserId,
      userIdIncludingInactive: ownerUserId,
    },
  ]);
  const current = await portal.get(`/crm/v3/owners/${id}`);
  assert.equal(createdAt, Date.parse(current.body.createdAt));
  assert.deepEqual((await portal.get(`${path}/${id}`)).body, body[0]);
});

test("the older list leaves archived owners out unless they are asked for, and finds one by address", async () => {
  const portal = await newPortal();
  const gone = await portal.addOwner("gone@example.com");
  await portal.addOwner("kim@example.com");
  await archiveOwner(portal, gone.id);
  const emails = async (query: string) =>
    (await portal.get(`${path}${query}`)).body.map(({ email }: { email: string }) => email);
  assert.deepEqual(await emails(""), ["agent@example.com", "kim@example.com"]);
  const all = ["agent@example.com", "gone@example.com", "kim@example.com"];
  assert.deepEqual(await emails("?includeInactive=true"), all);
  assert.deepEqual(await emails("?email=KIM@example.com&limit=abc"), ["kim@example.com"]);
  assert.deepEqual(await emails("?email=nobody@example.com"), []);
  const { body } = await portal.get(`${path}/${gone.id}`);
  assert.deepEqual([body.isActive, body.activeUserId, body.remoteList[0].active], [false, null, false]);
  assertRefusal(await portal.get(`${path}?includeInactive=maybe`), 400, { category: "VALIDATION_ERROR" });
});

test("an owner of another portal, or none, is not found", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const theirs = await other.addOwner("theirs@example.com");
  for (const id of [theirs.id, "0", "abc", "1".repeat(500)]) {
    assertRefusal(await portal.get(`${path}/${id}`), 404, { category: "OBJECT_NOT_FOUND" });
  }
});

test("the older account details say whose token it is, whatever its scopes", async () => {
  const portal = await (await newPortal()).withScopes([]);
  const { status, body } = await portal.get("/integrations/v1/me");
  assert.equal(status, 200);
  assert.deepEqual(body, {
    portalId: portal.portalId,
    timeZone: "UTC",
    accountType: "STANDARD",
    currency: "USD",
    utcOffset: "+00:00",
    utcOffsetMilliseconds: 0,
  });
});
