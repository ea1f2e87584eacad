import assert from "node:assert/strict";
import { test } from "node:test";
import { customNames, define, definition, enumeration } from "../support/properties.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const path = "/crm/v3/properties/calls";

async function refused(portal: TestPortal, body: unknown, message: RegExp): Promise<void> {
  const answer = await portal.post(path, body);
  assert.equal(answer.status, 400, JSON.stringify(body));
  assert.equal(answer.body.category, "VALIDATION_ERROR");
  assert.match(answer.body.message, message);
}

const kinds: Record<string, string[]> = {
  bool: ["booleancheckbox"],
  date: ["date"],
  datetime: ["date"],
  enumeration: ["select", "radio", "checkbox", "booleancheckbox"],
  number: ["number"],
  phone_number: ["phonenumber"],
  string: ["text", "textarea", "html", "file", "phonenumber"],
};

test("a property that is defined reads the same from the create, alone and in the list, in wire order", async () => {
  const portal = await newPortal();
  const sent = enumeration("mood", ["good", "bad"], { description: "How it went", displayOrder: 4, formField: true });
  const created = await portal.post(path, sent);
  assert.equal(created.status, 201);
  const { createdAt, updatedAt, ...rest } = created.body;
  assert.equal(createdAt, updatedAt);
  assert.match(createdAt, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const userId = String(portal.ownerUserId);
  assert.deepEqual(rest, {
    name: "mood",
    label: "Label of mood",
    type: "enumeration",
    fieldType: "select",
    description: "How it went",
    groupName: "call",
    options: [
      { label: "The good", value: "good", displayOrder: 0, hidden: false },
      { label: "The bad", value: "bad", displayOrder: 1, hidden: false },
    ],
    createdUserId: userId,
    updatedUserId: userId,
    displayOrder: 4,
    calculated: false,
    externalOptions: false,
    archived: false,
    hasUniqueValue: false,
    hidden: false,
    modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
    formField: true,
    dataSensitivity: "non_sensitive",
  });
  assert.deepEqual(Object.keys(created.body).slice(0, 4), ["updatedAt", "createdAt", "name", "label"]);
  const one = await portal.get(`${path}/mood`);
  assert.equal(one.text, created.text);
  const list = await portal.get(path);
  assert.ok(list.text.includes(created.text));
  assert.ok(list.body.results.length > 50);
});

test("what HubSpot defines says so, and has none of the members of a custom property", async () => {
  const portal = await newPortal();
  const { body } = await portal.get(`${path}/hs_call_title`);
  assert.equal(body.hubspotDefined, true);
  assert.equal(body.modificationMetadata.readOnlyDefinition, true);
  for (const member of ["archived", "createdUserId", "updatedUserId"]) assert.ok(!(member in body), member);
});

test("every pair of type and field type can be defined on every object type, and other pairs cannot", async () => {
  const portal = await newPortal();
  const groups = { calls: "call", contacts: "contactinformation", companies: "companyinformation" };
  const more = { deals: "dealinformation", tickets: "ticketinformation" };
  for (const [objectType, groupName] of Object.entries({ ...groups, ...more })) {
    const inputs = Object.entries(kinds).flatMap(([type, fieldTypes]) =>
      fieldTypes.map((fieldType) => definition(`${type}_${fieldType}`, { type, fieldType, groupName })),
    );
    const answer = await portal.post(`/crm/v3/properties/${objectType}/batch/create`, { inputs });
    assert.equal(answer.status, 201, answer.text);
    assert.equal(answer.body.results.length, inputs.length);
  }
  const { body } = await portal.get(`${path}/bool_booleancheckbox`);
  assert.deepEqual(
    body.options.map((option: { value: string }) => option.value),
    ["true", "false"],
  );
  for (const [type, fieldType] of [
    ["string", "number"],
    ["number", "text"],
    ["date", "text"],
    ["bool", "select"],
    ["enumeration", "text"],
    ["object_coordinates", "text"],
    ["json", "text"],
    ["", "text"],
    ["toString", "text"],
    ["string", ""],
  ]) {
    await refused(portal, definition("wrong", { type, fieldType }), /is not allowed.*Allowed: /);
  }
  await refused(portal, definition("sum", { type: "number", fieldType: "calculation_equation" }), /^Calculated prop/);
  assert.equal((await portal.get(`${path}/wrong`)).status, 404);
});

for (const name of ["", "Mood", "1st", "_mood", "mood-2", "mood 2", "mööd", "a".repeat(101), "constructor", "groups"]) {
  test(`"${name.slice(0, 12)}" (${name.length} characters) cannot be the name of a property`, async () => {
    const portal = await newPortal();
    await refused(portal, definition(name), /^Property name ".*" is (not valid|reserved)/);
    assert.deepEqual(await customNames(portal), []);
  });
}

test("a definition that is not valid is refused with the member's name, and nothing is kept", async () => {
  const portal = await newPortal();
  const option = { label: "A", value: "a", hidden: false };
  const select = { type: "enumeration", fieldType: "select" };
  await refused(portal, definition("p", { groupName: "nowhere" }), /^Property group "nowhere" does not exist$/);
  await refused(portal, definition("p", { label: " " }), /^label must have 1 to 255 characters$/);
  await refused(portal, definition("p", { label: "l".repeat(256) }), /^label must/);
  await refused(portal, definition("p", { ...select, options: [option, option] }), /^Option value "a" is there twice$/);
  await refused(portal, definition("p", { ...select, options: [{ ...option, value: "" }] }), /^The value of an option/);
  await refused(portal, definition("p", { options: [option] }), /^Only a property of type enumeration/);
  await refused(portal, definition("p", { ...select, hasUniqueValue: true }), /cannot have unique values$/);
  await refused(portal, definition("p", { ...select, externalOptions: true }), /^referencedObjectType "" is not/);
  await refused(portal, definition("p", { dataSensitivity: "sensitive" }), /^dataSensitivity "sensitive"/);
  await refused(portal, definition("p", { numberDisplayHint: "loud" }), /^numberDisplayHint "loud"/);
  await refused(portal, definition("p", { calculationFormula: "1 + 1" }), /^Calculated properties/);
  await refused(portal, definition("p", { label: "nul\0" }), /U\+0000/);
  await refused(portal, definition("p", { description: "\ud800" }), /lone surrogate/);
  await refused(portal, definition("p", { label: 7 }), /^Invalid input JSON.*`label`/);
  await refused(portal, definition("p", { displayOrder: 1e12 }), /^Invalid input JSON.*`displayOrder`/);
  await refused(portal, { name: "p" }, /Some required fields were not set: \[label, groupName, type, fieldType\]$/);
  await refused(portal, [], /^Invalid input JSON/);
  const checkbox = { type: "enumeration", fieldType: "checkbox", options: [{ ...option, value: "a;b" }] };
  await refused(portal, definition("p", checkbox), /semicolon/);
  const bool = { type: "bool", fieldType: "booleancheckbox", options: [option] };
  await refused(portal, definition("p", bool), /^The options of a property of type bool/);
  assert.deepEqual(await customNames(portal), []);
});

test("members that nobody reads are passed over, however deep they are nested", async () => {
  const portal = await newPortal();
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const text = JSON.stringify(definition("mood", { extra: 0 })).replace('"extra":0', `"extra":${deep}`);
  assert.equal((await portal.request("POST", path, text)).status, 201);
  assert.ok(!("extra" in (await portal.get(`${path}/mood`)).body));
  const option = { label: "A", value: "a", hidden: false, description: "\ud800" };
  await refused(portal, enumeration("p", [], { options: [option] }), /^description contains a lone surrogate/);
});

test("a name that is taken is a conflict, be it built in or the portal's own, also when both come at once", async () => {
  const portal = await newPortal();
  const both = await Promise.all([portal.post(path, definition("mood")), portal.post(path, definition("mood"))]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
  for (const name of ["mood", "hs_call_title"]) {
    const answer = await portal.post(path, definition(name));
    assert.equal(answer.status, 409);
    assert.equal(answer.body.category, "CONFLICT");
    assert.equal(answer.body.message, `A property named '${name}' already exists.`);
  }
  await define(portal, definition("mood", { groupName: "dealinformation" }), "deals");
  assert.deepEqual(await customNames(portal), ["mood"]);
});

test("a list can be narrowed by name and by sensitivity", async () => {
  const portal = await newPortal();
  await define(portal, definition("mood"));
  const names = (await portal.get(`${path}?properties=mood,hs_call_title&locale=de`)).body.results;
  assert.deepEqual(
    names.map((property: { name: string }) => property.name),
    ["hs_call_title", "mood"],
  );
  assert.deepEqual((await portal.get(`${path}?dataSensitivity=sensitive`)).body.results, []);
  assert.equal((await portal.get(`${path}?dataSensitivity=secret`)).status, 400);
});

test("an object type has at most ten properties with unique values", async () => {
  const portal = await newPortal();
  const inputs = Array.from({ length: 11 }, (_, index) => definition(`key_${index}`, { hasUniqueValue: true }));
  const answer = await portal.post(`${path}/batch/create`, { inputs });
  assert.equal(answer.status, 207);
  assert.equal(answer.body.results.length, 10);
  assert.equal(answer.body.numErrors, 1);
  assert.match(answer.body.errors[0].message, /at most 10 properties with unique values$/);
  assert.deepEqual(answer.body.errors[0].context, { name: ["key_10"] });
});

test("definitions are read with the scope of the records, and written with that of their schemas", async () => {
  const portal = await newPortal();
  await define(portal, definition("mood"));
  const objects = await portal.withScopes(["crm.objects.contacts.read", "crm.objects.contacts.write"]);
  const schemas = await portal.withScopes(["crm.schemas.contacts.read", "crm.schemas.contacts.write"]);
  const none = await portal.withScopes(["crm.schemas.deals.write", "crm.schemas.deals.read"]);
  for (const reader of [objects, schemas]) assert.equal((await reader.get(`${path}/mood`)).status, 200);
  assert.deepEqual((await none.get(`${path}/mood`)).body.errors[0].context.requiredGranularScopes, [
    "crm.objects.contacts.read",
    "crm.schemas.contacts.read",
  ]);
  for (const stranger of [objects, none]) {
    const answers = [
      await stranger.post(path, definition("other")),
      await stranger.patch(`${path}/mood`, { label: "x" }),
      await stranger.delete(`${path}/mood`),
      await stranger.post(`${path}/batch/archive`, { inputs: [{ name: "mood" }] }),
      await stranger.post(`${path}/groups`, { name: "g", label: "G" }),
    ];
    for (const answer of answers) {
      assert.equal(answer.status, 403);
      assert.deepEqual(answer.body.errors[0].context.requiredGranularScopes, ["crm.schemas.contacts.write"]);
    }
  }
  assert.equal((await schemas.patch(`${path}/mood`, { label: "Mine" })).status, 200);
  assert.deepEqual(await customNames(portal), ["mood"]);
});

test("another portal knows nothing of a property", async () => {
  const [portal, stranger] = [await newPortal(), await newPortal()];
  await define(portal, definition("mood"));
  assert.equal((await stranger.get(`${path}/mood`)).status, 404);
  assert.equal((await stranger.delete(`${path}/mood`)).status, 404);
  assert.deepEqual(await customNames(stranger), []);
  assert.deepEqual(await customNames(portal), ["mood"]);
});
