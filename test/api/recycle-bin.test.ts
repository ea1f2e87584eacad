import assert from "node:assert/strict";
import { test } from "node:test";
import { association, associationsOf } from "../support/call-links.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const types = ["calls", "contacts", "companies", "deals", "tickets"];

function idsOf(body: { results: { id: string }[] }): string[] {
  return body.results.map(({ id }) => id);
}

/** A record as it reads with all that a restore must bring back. */
async function readAll(portal: TestPortal, path: string, archived = false) {
  const names = "hs_call_title,hs_call_body,firstname,email,hs_lastmodifieddate,lastmodifieddate";
  const answer = await portal.get(
    `${path}?properties=${names}&propertiesWithHistory=${names}&associations=contacts,calls&archived=${archived}`,
  );
  assert.equal(answer.status, 200);
  return answer.body;
}

for (const plural of types) {
  test(`DELETE moves one of the ${plural} to the bin, where only archived=true finds it, until it is restored`, async () => {
    const portal = await newPortal();
    const [gone, stays] = [await portal.create(plural), await portal.create(plural)];
    const path = `/crm/v3/objects/${plural}/${gone}`;
    const before = (await portal.get(path)).body;

    const removed = await portal.delete(path);
    assert.deepEqual([removed.status, removed.text], [204, ""]);

    const hidden = await portal.get(path);
    assert.deepEqual([hidden.status, hidden.body.category], [404, "OBJECT_NOT_FOUND"]);
    const { archivedAt, ...archived } = (await portal.get(`${path}?archived=true`)).body;
    assert.deepEqual(archived, { ...before, archived: true });
    assert.ok(Date.parse(archivedAt) >= Date.parse(before.updatedAt));
    assert.deepEqual(idsOf((await portal.get(`/crm/v3/objects/${plural}`)).body), [stays]);
    assert.deepEqual(idsOf((await portal.get(`/crm/v3/objects/${plural}?archived=true`)).body), [gone]);
    assert.equal((await portal.get(`/crm/v3/objects/${plural}/${stays}?archived=true`)).status, 404);

    const restored = await portal.post(`${path}/restore`);
    assert.equal(restored.status, 200);
    assert.deepEqual([restored.body.id, restored.body.archived, "archivedAt" in restored.body], [gone, false, false]);
    assert.deepEqual((await portal.get(path)).body, before);
    assert.equal((await portal.get(`${path}?archived=true`)).status, 404);
    assert.deepEqual(idsOf((await portal.get(`/crm/v3/objects/${plural}`)).body), [gone, stays]);
    assert.deepEqual((await portal.get(`/crm/v3/objects/${plural}?archived=true`)).body, { results: [] });
  });
}

test("DELETE of an id that is unknown, already in the bin, or of another portal is a success that changes nothing", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls");
  const path = `/crm/v3/objects/calls/${callId}`;
  await portal.delete(path);
  const archived = (await portal.get(`${path}?archived=true`)).body;
  const other = await newPortal();
  const foreign = await other.create("calls");
  for (const id of [callId, "424242", foreign]) {
    const answer = await portal.delete(`/crm/v3/objects/calls/${id}`);
    assert.deepEqual([answer.status, answer.text], [204, ""]);
  }
  assert.deepEqual((await portal.get(`${path}?archived=true`)).body, archived);
  assert.equal((await other.get(`/crm/v3/objects/calls/${foreign}`)).status, 200);
});

test("DELETE of what can be no id answers 404", async () => {
  const portal = await newPortal();
  for (const id of ["abc", "0", "-5"]) {
    const answer = await portal.delete(`/crm/v3/objects/calls/${id}`);
    assert.deepEqual([answer.status, answer.body.category], [404, "OBJECT_NOT_FOUND"]);
  }
});

test("a record in the bin cannot be changed", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls", { hs_call_title: "Before" });
  const path = `/crm/v3/objects/calls/${callId}`;
  await portal.delete(path);
  const answer = await portal.patch(path, { properties: { hs_call_title: "After" } });
  assert.deepEqual([answer.status, answer.body.category], [404, "OBJECT_NOT_FOUND"]);
  await portal.post(`${path}/restore`);
  assert.equal((await portal.get(`${path}?properties=hs_call_title`)).body.properties.hs_call_title, "Before");
});

test("restore brings back properties, history, associations and times as they were", async () => {
  const portal = await newPortal();
  const contacts = [await portal.create("contacts"), await portal.create("contacts")];
  const callId = await portal.create(
    "calls",
    { hs_call_title: "First", hs_call_body: "<b>Hello</b>" },
    contacts.map((id) => association(id, 194)),
  );
  const path = `/crm/v3/objects/calls/${callId}`;
  await portal.patch(path, { properties: { hs_call_title: "Second" } });
  await portal.patch(path, { properties: { hs_call_title: "Third", hs_call_body: "" } });
  const before = await readAll(portal, path);
  const rows = {
    objects: await storedRows(portal, "objects"),
    history: await storedRows(portal, "property_history"),
    associations: await storedRows(portal, "associations"),
  };
  assert.equal(before.propertiesWithHistory.hs_call_title.length, 3);
  assert.equal(before.associations.contacts.results.length, 2);

  await portal.delete(path);
  const { archivedAt: _, ...archived } = await readAll(portal, path, true);
  assert.deepEqual(archived, { ...before, archived: true });
  const answer = await portal.post(`${path}/restore`);
  assert.equal(answer.body.properties.hs_call_title, "Third");
  assert.equal(answer.body.updatedAt, before.updatedAt);

  assert.deepEqual(await readAll(portal, path), before);
  assert.deepEqual(
    {
      objects: (await storedRows(portal, "objects")).toSorted((one, other) => one.object_id - other.object_id),
      history: await storedRows(portal, "property_history"),
      associations: await storedRows(portal, "associations"),
    },
    { ...rows, objects: rows.objects.toSorted((one, other) => one.object_id - other.object_id) },
  );
  for (const id of contacts) {
    assert.deepEqual(await associationsOf(portal, "contacts", id, "calls"), [{ id: callId, type: "contact_to_call" }]);
  }
});

test("a restored record goes on where it was: it can be changed, archived and restored again", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls", { hs_call_title: "1" });
  const path = `/crm/v3/objects/calls/${callId}`;
  for (const title of ["2", "3", "4"]) {
    await portal.delete(path);
    await portal.post(`${path}/restore`);
    assert.equal((await portal.patch(path, { properties: { hs_call_title: title } })).status, 200);
  }
  const { propertiesWithHistory } = await readAll(portal, path);
  assert.deepEqual(
    propertiesWithHistory.hs_call_title.map(({ value }: { value: string }) => value),
    ["4", "3", "2", "1"],
  );
});

test("two neighbours in the bin are associated again once both are restored", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const callId = await portal.create("calls", {}, [association(contactId, 194)]);
  await portal.delete(`/crm/v3/objects/calls/${callId}`);
  await portal.delete(`/crm/v3/objects/contacts/${contactId}`);
  await portal.post(`/crm/v3/objects/calls/${callId}/restore`);
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), []);
  await portal.post(`/crm/v3/objects/contacts/${contactId}/restore`);
  assert.equal((await associationsOf(portal, "calls", callId, "contacts")).length, 1);
  assert.equal((await associationsOf(portal, "contacts", contactId, "calls")).length, 1);
});

test("a unique value is free while its record lies in the bin, and its record's again with restore", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts", { email: "ada@example.com" });
  const path = `/crm/v3/objects/contacts/${contactId}`;
  const byEmail = "/crm/v3/objects/contacts/ada@example.com?idProperty=email";
  await portal.delete(path);
  assert.equal((await portal.get(byEmail)).status, 404);
  await portal.post(`${path}/restore`);
  assert.equal((await portal.get(byEmail)).body.id, contactId);
  const rival = await portal.post("/crm/v3/objects/contacts", { properties: { email: "ADA@example.com" } });
  assert.deepEqual([rival.status, rival.body.message], [409, `Contact already exists. Existing ID: ${contactId}`]);
});

test("a restore is refused where a unique value was taken meanwhile, and changes nothing", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts", { email: "ada@example.com", firstname: "Ada" });
  const callId = await portal.create("calls", {}, [association(contactId, 194)]);
  const path = `/crm/v3/objects/contacts/${contactId}`;
  await portal.delete(path);
  const taker = await portal.create("contacts", { email: "Ada@Example.com" });
  const archived = await readAll(portal, path, true);

  const refused = await portal.post(`${path}/restore`);
  assert.equal(refused.status, 409);
  const { correlationId: _, ...envelope } = refused.body;
  assert.deepEqual(envelope, {
    status: "error",
    message: `Contact already exists. Existing ID: ${taker}`,
    context: { existingId: [taker], propertyName: ["email"] },
    category: "CONFLICT",
  });
  assert.deepEqual(await readAll(portal, path, true), archived);
  assert.equal((await portal.get(path)).status, 404);
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), []);
  assert.equal((await portal.get("/crm/v3/objects/contacts/ada@example.com?idProperty=email")).body.id, taker);

  await portal.patch(`/crm/v3/objects/contacts/${taker}`, { properties: { email: "" } });
  assert.equal((await portal.post(`${path}/restore`)).status, 200);
  assert.equal((await associationsOf(portal, "calls", callId, "contacts")).length, 1);
});

test("restore of an id that is not in the bin answers 404", async () => {
  const portal = await newPortal();
  const live = await portal.create("calls");
  const wrongType = await portal.create("contacts");
  await portal.delete(`/crm/v3/objects/contacts/${wrongType}`);
  const other = await newPortal();
  const foreign = await other.create("calls");
  await other.delete(`/crm/v3/objects/calls/${foreign}`);
  for (const id of [live, "424242", wrongType, foreign, "abc"]) {
    const answer = await portal.post(`/crm/v3/objects/calls/${id}/restore`);
    assert.deepEqual([answer.status, answer.body.category], [404, "OBJECT_NOT_FOUND"], id);
  }
  assert.equal((await portal.get(`/crm/v3/objects/calls/${live}`)).status, 200);
  assert.equal((await other.get(`/crm/v3/objects/calls/${foreign}?archived=true`)).status, 200);
});

test("the bin is listed in pages like the live records", async () => {
  const portal = await newPortal();
  const ids = await Promise.all(Array.from({ length: 5 }, () => portal.create("calls")));
  await Promise.all(ids.map((id) => portal.delete(`/crm/v3/objects/calls/${id}`)));
  const seen: string[] = [];
  let path = "/crm/v3/objects/calls?limit=2&archived=true";
  while (path) {
    const { body } = await portal.get(path);
    assert.ok(body.results.every(({ archived }: { archived: boolean }) => archived));
    seen.push(...idsOf(body));
    path = body.paging?.next.link.slice(portal.address.length);
  }
  assert.deepEqual(
    seen,
    ids.toSorted((one, other) => Number(one) - Number(other)),
  );
});
