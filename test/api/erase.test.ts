import assert from "node:assert/strict";
import { test } from "node:test";
import { association, associationsOf } from "../support/call-links.ts";
import { pinnedCall, pinValues, readPin } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

function erase(portal: TestPortal, plural: string, objectId: unknown, idProperty?: string) {
  return portal.post(`/crm/v3/objects/${plural}/gdpr-delete`, { objectId, idProperty });
}

/** A contact that was changed and is associated with a call. */
async function createContact(portal: TestPortal, email = "ada@example.com") {
  const callId = await portal.create("calls");
  const contactId = await portal.create("contacts", { email }, [association(callId, 193)]);
  await portal.patch(`/crm/v3/objects/contacts/${contactId}`, { properties: { firstname: "Ada" } });
  return { callId, contactId, path: `/crm/v3/objects/contacts/${contactId}` };
}

/** What the portal still holds of a contact. */
async function traces(portal: TestPortal, id: string): Promise<string[]> {
  const tables = ["objects", "archived_objects", "property_history", "unique_values", "associations"] as const;
  const all = await Promise.all(
    [...tables, "pins" as const, "merged_objects" as const].map((table) => storedRows(portal, table)),
  );
  return all.flatMap((rows) => rows.map((row) => JSON.stringify(row))).filter((row) => row.includes(id));
}

for (const isArchived of [false, true]) {
  test(`a contact is erased ${isArchived ? "from the bin" : "while it is live"}, and nothing is left of it`, async () => {
    const portal = await newPortal();
    const { callId, contactId, path } = await createContact(portal);
    if (isArchived) await portal.delete(path);
    const answer = await erase(portal, "contacts", contactId);
    assert.deepEqual([answer.status, answer.text], [204, ""]);
    for (const read of [await portal.get(path), await portal.get(`${path}?archived=true`)]) {
      assert.deepEqual([read.status, read.body.category], [404, "OBJECT_NOT_FOUND"]);
    }
    assert.equal((await portal.post(`${path}/restore`)).status, 404);
    assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), []);
    assert.deepEqual(await traces(portal, contactId), []);
    assert.equal((await portal.get(`/crm/v3/objects/calls/${callId}`)).status, 200);
    await portal.create("contacts", { email: "ada@example.com" });
  });
}

test("by a unique value the live record goes, and what had the value when it went into the bin", async () => {
  const portal = await newPortal();
  const [old, live, other] = [
    await createContact(portal).then(async (contact) => {
      await portal.delete(contact.path);
      return contact;
    }),
    await createContact(portal),
    await createContact(portal, "eve@example.com"),
  ];
  assert.equal((await erase(portal, "contacts", "Ada@Example.com", "email")).status, 204);
  assert.deepEqual([...(await traces(portal, old.contactId)), ...(await traces(portal, live.contactId))], []);
  assert.equal((await portal.get(other.path)).status, 200);
});

test("a call that is erased takes its pins with it", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  assert.equal((await erase(portal, "calls", Number(callId))).status, 204);
  assert.equal(await readPin(portal, record), null);
  assert.deepEqual(await pinValues(portal, record), ["", callId]);
  assert.deepEqual(await storedRows(portal, "pins"), []);
});

test("erasing a merged id erases the record that has its values now", async () => {
  const portal = await newPortal();
  const [primary, merged] = [await portal.create("contacts"), await portal.create("contacts", { firstname: "Ada" })];
  await portal.post("/crm/v3/objects/contacts/merge", { primaryObjectId: primary, objectIdToMerge: merged });
  await erase(portal, "contacts", merged);
  for (const id of [primary, merged]) {
    assert.equal((await portal.get(`/crm/v3/objects/contacts/${id}`)).status, 404);
    assert.deepEqual(await traces(portal, id), []);
  }
});

test("an id that is unknown or of another portal is a success that changes nothing; what is no id is refused", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const foreign = await createContact(other);
  for (const id of ["424242", foreign.contactId, Number(foreign.contactId)]) {
    assert.equal((await erase(portal, "contacts", id)).status, 204);
  }
  assert.equal((await erase(portal, "contacts", "ada@example.com", "email")).status, 204);
  assert.equal((await other.get(foreign.path)).status, 200);
  const own = await createContact(portal);
  assert.equal((await erase(portal, "contacts", "abc")).status, 404);
  assert.equal((await erase(portal, "contacts", "Ada", "firstname")).status, 400);
  for (const id of [null, undefined, {}, [own.contactId], 1.5, "a\0", "\ud800"]) {
    assert.equal((await erase(portal, "contacts", id)).status, 400, JSON.stringify(id));
  }
  assert.equal((await portal.get(own.path)).status, 200);
});
