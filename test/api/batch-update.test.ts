import assert from "node:assert/strict";
import { test } from "node:test";
import { setPortalStrict } from "../../src/domain/accounts/portals.ts";
import { batch, idsOf, valuesOf } from "../support/batches.ts";
import { countOf } from "../support/call-links.ts";
import { callAndRecord, pinProperty, readPin } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal, testApp } from "../support/test-app.ts";

async function strictPortal(): Promise<TestPortal> {
  const portal = await newPortal();
  const { database } = (await testApp()).services;
  await database.transaction((tx) => setPortalStrict(tx, portal.portalId, true));
  return portal;
}

function title(portal: TestPortal, callId: string): Promise<string> {
  return portal
    .get(`/crm/v3/objects/calls/${callId}?properties=hs_call_title`)
    .then(({ body }) => body.properties.hs_call_title);
}

test("batch update changes records and answers in the order of the inputs, with trace ids and cleared values", async () => {
  const portal = await newPortal();
  const [a, b] = [await portal.create("calls", { hs_call_title: "a" }), await portal.create("calls")];
  const before = (await portal.get(`/crm/v3/objects/calls/${a}?properties=hs_call_title`)).body;
  const answer = await batch(portal, "calls", "update", [
    { id: b, properties: { hs_call_title: "B" }, objectWriteTraceId: "t" },
    { id: Number(a), properties: { hs_call_title: null } },
  ]);
  assert.deepEqual([answer.status, idsOf(answer)], [200, [b, a]]);
  assert.deepEqual(valuesOf(answer, "hs_call_title"), ["B", null]);
  assert.deepEqual(
    [answer.body.results[0].objectWriteTraceId, "objectWriteTraceId" in answer.body.results[1]],
    ["t", false],
  );
  assert.ok(answer.body.results[1].updatedAt >= before.updatedAt);
  const history = await portal.get(`/crm/v3/objects/calls/${a}?propertiesWithHistory=hs_call_title`);
  assert.deepEqual(
    history.body.propertiesWithHistory.hs_call_title.map(({ value }: { value: string }) => value),
    ["", "a"],
  );
});

test("values that are stored already move neither the time nor the history", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls", { hs_call_title: "a" });
  const before = (await portal.get(`/crm/v3/objects/calls/${callId}`)).body;
  const answer = await batch(portal, "calls", "update", [{ id: callId, properties: { hs_call_title: "a" } }]);
  assert.equal(answer.body.results[0].updatedAt, before.updatedAt);
  assert.equal((await storedRows(portal, "property_history")).length, 0);
});

test("missing ids are one error with their trace ids, and the others are changed", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls");
  const properties = { hs_call_title: "new" };
  const answer = await batch(portal, "calls", "update", [
    { id: "424242", properties, objectWriteTraceId: "x" },
    { id: callId, properties, objectWriteTraceId: "y" },
    { id: "abc", properties },
  ]);
  assert.deepEqual([answer.status, idsOf(answer), answer.body.numErrors], [207, [callId], 1]);
  assert.deepEqual(answer.body.errors[0].context, { ids: ["424242", "abc"], objectWriteTraceId: ["x"] });
  assert.equal(await title(portal, callId), "new");
});

test("a record that is named twice is refused with its id, by whatever it is named", async () => {
  const portal = await newPortal();
  const id = await portal.create("contacts", { email: "ada@example.com" });
  for (const second of [{ id }, { id: Number(id) }, { id: "ada@example.com", idProperty: "email" }]) {
    const inputs = [
      { id, properties: { firstname: "A" } },
      { ...second, properties: { lastname: "B" } },
    ];
    const answer = await batch(portal, "contacts", "update", inputs);
    assert.deepEqual([answer.status, answer.body.category], [400, "VALIDATION_ERROR"]);
    const named = String(second.id);
    assert.equal(answer.body.message, `Duplicate IDs found in batch input: [${named}]. IDs must be unique`);
    assert.deepEqual(answer.body.context, { ids: [named] });
  }
  assert.equal((await storedRows(portal, "property_history")).length, 0);
});

test("one invalid value changes nothing, and the problems of all inputs are named", async () => {
  const portal = await newPortal();
  const ids = [await portal.create("calls"), await portal.create("calls"), await portal.create("calls")];
  const [a, b, c] = ids;
  const answer = await batch(portal, "calls", "update", [
    { id: a, properties: { hs_call_title: "new" } },
    { id: b, properties: { hs_call_duration: "long" } },
    { id: c, properties: { hs_call_status: "NONE" } },
  ]);
  assert.equal(answer.status, 400);
  assert.deepEqual(
    answer.body.errors.map(({ code }: { code: string }) => code),
    ["INVALID_INTEGER", "INVALID_OPTION"],
  );
  const required = await batch(portal, "calls", "update", [
    { id: a, properties: { hs_call_title: "new" } },
    { id: b, properties: { hs_timestamp: "" } },
  ]);
  assert.equal(required.body.message, "Error updating CALL. Some required properties were not set.");
  const empty = await batch(portal, "calls", "update", [{ id: a, properties: { hs_call_title: "new" } }, { id: b }]);
  assert.equal(empty.body.message, "No properties found to update, please provide at least one.");
  assert.equal((await storedRows(portal, "property_history")).length, 0);
});

test("names that are passed over are told once for all inputs; a strict portal refuses them", async () => {
  const portal = await newPortal();
  const [a, b] = [await portal.create("calls"), await portal.create("calls")];
  const inputs = (one: string, other: string) => [
    { id: one, properties: { foo: "1", hs_createdate: "1", hs_call_title: "new" } },
    { id: other, properties: { bar: "1", foo: "1" } },
  ];
  const lenient = await batch(portal, "calls", "update", inputs(a, b));
  assert.equal(lenient.status, 200);
  assert.equal(lenient.headers.get("x-trunkline-ignored-properties"), "foo,hs_createdate,bar");
  const strict = await strictPortal();
  const [c, d] = [await strict.create("calls"), await strict.create("calls")];
  const refused = await batch(strict, "calls", "update", inputs(c, d));
  assert.deepEqual([refused.status, refused.body.errors.length], [400, 4]);
  assert.equal(await title(strict, c), null);
});

test("a unique value that is taken undoes the whole update", async () => {
  const portal = await newPortal();
  const holder = await portal.create("contacts", { email: "taken@example.com" });
  const [a, b] = [await portal.create("contacts"), await portal.create("contacts")];
  const answer = await batch(portal, "contacts", "update", [
    { id: a, properties: { email: "free@example.com" } },
    { id: b, properties: { email: "Taken@example.com" } },
  ]);
  assert.deepEqual([answer.status, answer.body.context.existingId], [409, [holder]]);
  assert.equal((await portal.get("/crm/v3/objects/contacts/free@example.com?idProperty=email")).status, 404);
});

test("pins are set by a batch, and one that is refused takes the others with it", async () => {
  const portal = await newPortal();
  const [one, other] = [await callAndRecord(portal), await callAndRecord(portal)];
  const pin = (id: string, callId: string) => ({ id, properties: { [pinProperty]: callId } });
  const refused = await batch(portal, "contacts", "update", [
    pin(one.record.id, one.callId),
    pin(other.record.id, one.callId),
  ]);
  assert.equal(refused.status, 400);
  assert.equal(await readPin(portal, one.record), null);
  const done = await batch(portal, "contacts", "update", [
    pin(one.record.id, one.callId),
    pin(other.record.id, other.callId),
  ]);
  assert.equal(done.status, 200);
  assert.equal(await readPin(portal, one.record), one.callId);
  assert.equal(await readPin(portal, other.record), other.callId);
});

test("two batches that change the same records at once, in opposite orders, both survive", async () => {
  const portal = await newPortal();
  const ids = await Promise.all(Array.from({ length: 10 }, () => portal.create("contacts")));
  const send = (order: string[], name: string) =>
    batch(
      portal,
      "contacts",
      "update",
      order.map((id) => ({ id, properties: { [name]: "x" } })),
    );
  const answers = await Promise.all([send(ids, "firstname"), send(ids.toReversed(), "lastname"), send(ids, "city")]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200],
  );
  const read = await batch(
    portal,
    "contacts",
    "read",
    ids.map((id) => ({ id })),
    { properties: ["firstname", "lastname", "city"] },
  );
  for (const name of ["firstname", "lastname", "city"]) assert.deepEqual(valuesOf(read, name), Array(10).fill("x"));
});

test("upsert changes who has the value and creates who has not, and says which", async () => {
  const portal = await newPortal();
  const ada = await portal.create("contacts", { email: "ada@example.com" });
  const by = (id: string, properties: object, rest = {}) => ({ id, idProperty: "email", properties, ...rest });
  const answer = await batch(portal, "contacts", "upsert", [
    by("new@example.com", { firstname: "New" }, { objectWriteTraceId: "n" }),
    by("Ada@example.com", { firstname: "Ada", foo: "1" }),
    by("other@example.com", { email: "Other@example.com" }),
  ]);
  assert.equal(answer.status, 200);
  assert.deepEqual(
    answer.body.results.map((result: { new: boolean; objectWriteTraceId?: string }) => [
      result.new,
      result.objectWriteTraceId,
    ]),
    [
      [true, "n"],
      [false, undefined],
      [true, undefined],
    ],
  );
  assert.equal(idsOf(answer)[1], ada);
  assert.deepEqual(valuesOf(answer, "email"), ["new@example.com", "ada@example.com", "other@example.com"]);
  assert.equal(answer.headers.get("x-trunkline-ignored-properties"), "foo");
  const again = await batch(portal, "contacts", "upsert", [by("new@example.com", { firstname: "New" })]);
  assert.deepEqual([again.body.results[0].new, again.body.results[0].id], [false, idsOf(answer)[0]]);
});

test("an upsert that fails changes and creates nothing", async () => {
  const portal = await newPortal();
  await portal.create("contacts", { email: "ada@example.com" });
  const by = (id: string, properties: object) => ({ id, idProperty: "email", properties });
  const good = [by("ada@example.com", { firstname: "Ada" }), by("new@example.com", { firstname: "New" })];
  const wrongValue = await batch(portal, "contacts", "upsert", [...good, by("x@example.com", { foo: "1" })]);
  assert.equal(wrongValue.body.errors[0].code, "PROPERTY_DOESNT_EXIST");
  const twice = await batch(portal, "contacts", "upsert", [...good, by("NEW@example.com", { firstname: "N" })]);
  assert.equal(twice.body.message, "Duplicate IDs found in batch input: [NEW@example.com]. IDs must be unique");
  const differs = await batch(portal, "contacts", "upsert", [...good, by("x@example.com", { email: "y@example.com" })]);
  assert.match(differs.body.message, /^No record has the email x@example.com/);
  const empty = await batch(portal, "contacts", "upsert", [...good, by("", { firstname: "Nobody" })]);
  assert.equal(empty.body.message, "An upsert by email needs a value as its id");
  const notUnique = await batch(portal, "contacts", "upsert", [
    ...good,
    { id: "x", idProperty: "firstname", properties: { lastname: "x" } },
  ]);
  const taken = await batch(portal, "contacts", "upsert", [
    by("ada@example.com", { email: "new@example.com" }),
    good[1],
  ]);
  assert.deepEqual(
    [wrongValue, twice, differs, notUnique, taken].map(({ status }) => status),
    [400, 400, 400, 400, 409],
  );
  assert.equal(await countOf(portal, "contacts"), 1);
  assert.equal((await storedRows(portal, "property_history")).length, 0);
});

test("an upsert by record id changes it, and names ids that are missing", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls");
  const answer = await batch(portal, "calls", "upsert", [
    { id: callId, properties: { hs_call_title: "new" } },
    { id: "424242", idProperty: "hs_object_id", properties: { hs_call_title: "new" } },
  ]);
  assert.deepEqual([answer.status, idsOf(answer), answer.body.results[0].new], [207, [callId], false]);
  assert.deepEqual(answer.body.errors[0].context, { ids: ["424242"] });
});

test("upserts of the same new value at once make one record of it", async () => {
  const portal = await newPortal();
  const input = (name: string) => [{ id: "a@example.com", idProperty: "email", properties: { [name]: "x" } }];
  const answers = await Promise.all(
    ["firstname", "lastname", "city", "zip"].map((name) => batch(portal, "contacts", "upsert", input(name))),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  assert.equal(answers.filter(({ body }) => body.results[0].new).length, 1);
  assert.equal(new Set(answers.flatMap(idsOf)).size, 1);
});
