import assert from "node:assert/strict";
import { test } from "node:test";
import { define, definition, enumeration, readValue, writeValue } from "../support/properties.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const path = "/crm/v3/properties/calls";
const calls = "/crm/v3/objects/calls";

const samples: readonly [Record<string, unknown>, unknown, string, unknown][] = [
  [definition("p", { fieldType: "textarea" }), " two\nlines ", " two\nlines ", {}],
  [definition("p", { type: "number", fieldType: "number" }), "5000.00", "5000.00", "five"],
  [definition("p", { type: "number", fieldType: "number" }), 12.5, "12.5", "1,5"],
  [definition("p", { type: "date", fieldType: "date" }), "2026-03-17", "2026-03-17", "2026-02-30"],
  [definition("p", { type: "datetime", fieldType: "date" }), 1773711164000, "2026-03-17T01:32:44Z", "soon"],
  [definition("p", { type: "bool", fieldType: "booleancheckbox" }), true, "true", "maybe"],
  [definition("p", { type: "phone_number", fieldType: "phonenumber" }), "+1 (555) 01", "+1 (555) 01", []],
  [enumeration("p", ["good", "bad"]), "good", "good", "Good"],
  [enumeration("p", ["a", "b", "c"], { fieldType: "checkbox" }), "b;a", "b;a", "a;d"],
  [enumeration("p", ["true", "false"], { fieldType: "booleancheckbox" }), "true", "true", "yes"],
];

for (const [body, sent, stored, wrong] of samples) {
  test(`a ${body.type} by ${body.fieldType} takes ${JSON.stringify(sent)} and refuses ${JSON.stringify(wrong)}`, async () => {
    const portal = await newPortal();
    await define(portal, body);
    const id = await portal.create("calls", { p: sent });
    assert.equal(await readValue(portal, id, "p"), stored);
    assert.equal((await writeValue(portal, id, "p", wrong)).status, 400);
    const properties = { hs_timestamp: "2026-03-17T01:32:44Z", p: wrong };
    assert.equal((await portal.post(calls, { properties })).status, 400);
    assert.equal(await readValue(portal, id, "p"), stored);
    const cleared = await writeValue(portal, id, "p", "");
    assert.equal(cleared.body.properties.p, null);
    assert.equal(await readValue(portal, id, "p"), null);
  });
}

test("a custom property is in create, update, list and history like a built-in one, from the moment it is defined", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  await define(portal, definition("mood"));
  const answer = await writeValue(portal, id, "mood", "good");
  assert.equal(answer.status, 200);
  assert.equal(answer.body.properties.mood, "good");
  assert.ok(!answer.headers.has("x-trunkline-ignored-properties"));
  await writeValue(portal, id, "mood", "better");
  await writeValue(portal, id, "mood", null);
  const { body } = await portal.get(`${calls}?properties=mood&propertiesWithHistory=mood&limit=50`);
  assert.equal(body.results[0].properties.mood, null);
  assert.deepEqual(
    body.results[0].propertiesWithHistory.mood.map((version: { value: string }) => version.value),
    ["", "better", "good"],
  );
  const created = await portal.post(calls, { properties: { hs_timestamp: "2026-03-17T01:32:44Z", mood: "new" } });
  assert.equal(created.body.properties.mood, "new");
});

test("a property of owners takes the portal's owners and nothing else", async () => {
  const portal = await newPortal();
  const body = enumeration("coach", [], { externalOptions: true, referencedObjectType: "OWNER" });
  const defined = await define(portal, body);
  assert.deepEqual([defined.externalOptions, defined.referencedObjectType], [true, "OWNER"]);
  const id = await portal.create("calls", { coach: portal.ownerId });
  assert.equal((await writeValue(portal, id, "coach", "77")).status, 400);
  assert.equal(await readValue(portal, id, "coach"), portal.ownerId);
});

test("the value of an option that was taken away stays readable and can be written back, and is refused anew", async () => {
  const portal = await newPortal();
  await define(portal, enumeration("mood", ["good", "bad"]));
  await define(portal, enumeration("tags", ["a", "b"], { fieldType: "checkbox" }));
  const id = await portal.create("calls", { mood: "bad", tags: "a;b" });
  const options = [{ label: "Good", value: "good", hidden: false }];
  await portal.patch(`${path}/mood`, { options });
  const tags = [{ label: "C", value: "c", hidden: false }];
  await portal.patch(`${path}/tags`, { options: tags });
  const whole = await portal.get(`${calls}/${id}?properties=mood,tags,hs_timestamp`);
  assert.deepEqual([whole.body.properties.mood, whole.body.properties.tags], ["bad", "a;b"]);
  const back = await portal.patch(`${calls}/${id}`, { properties: { mood: "bad", tags: "a;b" } });
  assert.equal(back.status, 200);
  assert.equal(back.body.updatedAt, whole.body.updatedAt);
  assert.equal((await writeValue(portal, id, "tags", ";c")).body.properties.tags, "a;b;c");
  assert.equal((await writeValue(portal, id, "tags", "b;c")).body.properties.tags, "b;c");
  assert.equal((await writeValue(portal, id, "tags", "a;c")).status, 400);
  await writeValue(portal, id, "mood", "good");
  assert.equal((await writeValue(portal, id, "mood", "bad")).status, 400);
  assert.equal(await readValue(portal, id, "mood"), "good");
});

/** Every place where an answer tells of a call: none may know of the value. */
async function showsNothing(portal: TestPortal, id: string, value: string): Promise<void> {
  const query = "properties=mood,hs_call_title&propertiesWithHistory=mood";
  for (const answer of [
    await portal.get(`${calls}/${id}?${query}`),
    await portal.get(`${calls}?${query}&limit=50`),
    await portal.patch(`${calls}/${id}`, { properties: { hs_call_title: "Renamed" } }),
    await portal.patch(`${calls}/${id}`, { properties: { hs_call_title: "" } }),
  ]) {
    assert.equal(answer.status, 200);
    assert.ok(!answer.text.includes(value), answer.text);
    assert.ok(!answer.text.includes('"mood"'), answer.text);
  }
}

test("the values of an archived property are in no answer, and come back with the definition", async () => {
  const portal = await newPortal();
  await define(portal, definition("mood"));
  const id = await portal.create("calls", { mood: "sunny" });
  await portal.delete(`${path}/mood`);
  await showsNothing(portal, id, "sunny");
  const refused = await portal.post(calls, { properties: { hs_timestamp: "2026-03-17T01:32:44Z", mood: "x" } });
  assert.match(refused.body.message, /Property \\"mood\\" does not exist/);
  const ignored = await writeValue(portal, id, "mood", "rainy");
  assert.equal(ignored.headers.get("x-trunkline-ignored-properties"), "mood");
  await portal.delete(`${calls}/${id}`);
  const binned = await portal.post(`${calls}/${id}/restore`);
  assert.ok(!binned.text.includes("sunny"));
  await portal.post(`${path}/mood/restore`);
  assert.equal(await readValue(portal, id, "mood"), "sunny");
  await portal.delete(`${path}/mood`);
  await define(portal, definition("mood", { label: "Anew", fieldType: "textarea" }));
  assert.equal(await readValue(portal, id, "mood"), "sunny");
});

test("an archived property cannot come back as another type, under which its values could not be read", async () => {
  const portal = await newPortal();
  await define(portal, definition("mood"));
  const id = await portal.create("calls", { mood: "sunny" });
  await portal.delete(`${path}/mood`);
  for (const members of [{ type: "number", fieldType: "number" }, { hasUniqueValue: true }]) {
    const answer = await portal.post(path, definition("mood", members));
    assert.equal(answer.status, 400);
    assert.match(answer.body.message, /^Property "mood" was created with .* which cannot become .* Use another name$/);
  }
  await portal.post(`${path}/mood/restore`);
  assert.equal(await readValue(portal, id, "mood"), "sunny");
});

test("a unique property names one record, in reads and updates, and refuses a second one with its value", async () => {
  const portal = await newPortal();
  await define(portal, definition("ticket_key", { hasUniqueValue: true }));
  const id = await portal.create("calls", { ticket_key: "K-1" });
  const by = "?idProperty=ticket_key&properties=ticket_key";
  assert.equal((await portal.get(`${calls}/K-1${by}`)).body.id, id);
  const renamed = await portal.patch(`${calls}/k-1${by}`, { properties: { ticket_key: "K-2" } });
  assert.equal(renamed.body.id, id);
  assert.equal((await portal.get(`${calls}/K-1${by}`)).status, 404);
  const taken = await portal.post(calls, { properties: { hs_timestamp: "2026-03-17T01:32:44Z", ticket_key: "k-2" } });
  assert.equal(taken.status, 409);
  assert.equal(taken.body.message, `Call already exists. Existing ID: ${id}`);
  await define(portal, definition("mood"));
  assert.equal((await portal.get(`${calls}/x?idProperty=mood`)).status, 400);
});

test("unique values are kept apart while their definition is archived", async () => {
  const portal = await newPortal();
  await define(portal, definition("ticket_key", { hasUniqueValue: true }));
  const id = await portal.create("calls", { ticket_key: "K-1" });
  await portal.delete(`${path}/ticket_key`);
  assert.equal((await portal.get(`${calls}/K-1?idProperty=ticket_key`)).status, 400);
  // Into the bin without its definition: the value must be free when that comes back.
  await portal.delete(`${calls}/${id}`);
  await portal.post(`${path}/ticket_key/restore`);
  const other = await portal.create("calls", { ticket_key: "K-1" });
  assert.equal((await portal.post(`${calls}/${id}/restore`)).status, 409);
  assert.equal((await portal.get(`${calls}/K-1?idProperty=ticket_key`)).body.id, other);
});

test("two portals may have properties of one name and different types", async () => {
  const [one, other] = [await newPortal(), await newPortal()];
  await define(one, definition("mood"));
  await define(other, definition("mood", { type: "number", fieldType: "number" }));
  await one.create("calls", { mood: "fine" });
  const id = await other.create("calls", { mood: 3 });
  assert.equal(await readValue(other, id, "mood"), "3");
  assert.equal((await writeValue(other, id, "mood", "fine")).status, 400);
});
