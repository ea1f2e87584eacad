import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, idsOf, valuesOf } from "../support/batches.ts";
import { newPortal } from "../support/test-app.ts";

const missingCalls = "Could not get some CALL objects, they may be deleted or not exist. Check that ids are valid.";

test("batch read answers in the order of the inputs, with ids as numbers or text and nulls passed over", async () => {
  const portal = await newPortal();
  const ids = [];
  for (const title of ["a", "b", "c"]) ids.push(await portal.create("calls", { hs_call_title: title }));
  const [a, b, c] = ids;
  const inputs = [{ id: c }, null, { id: Number(a) }, { id: null }, { id: b }, { id: a }];
  const answer = await batch(portal, "calls", "read", inputs, { properties: ["hs_call_title", null, "unknown"] });
  assert.equal(answer.status, 200);
  assert.deepEqual(idsOf(answer), [c, a, b]);
  assert.deepEqual(valuesOf(answer, "hs_call_title"), ["c", "a", "b"]);
  assert.deepEqual(Object.keys(answer.body.results[0].properties), [
    "hs_call_title",
    "hs_createdate",
    "hs_lastmodifieddate",
    "hs_object_id",
  ]);
});

test("without properties batch read shows the defaults of the type, as a single read does", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls", { hs_call_title: "a" });
  const { results } = (await batch(portal, "calls", "read", [{ id: callId }])).body;
  assert.deepEqual(results, [(await portal.get(`/crm/v3/objects/calls/${callId}`)).body]);
  const contactId = await portal.create("contacts", { email: "ada@example.com" });
  const contact = await batch(portal, "contacts", "read", [{ id: contactId }], { properties: null });
  assert.deepEqual(contact.body.results, [(await portal.get(`/crm/v3/objects/contacts/${contactId}`)).body]);
});

test("ids that are missing are listed in one error beside what was found", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const [callId, archived, foreign] = [
    await portal.create("calls"),
    await portal.create("calls"),
    await other.create("calls"),
  ];
  await portal.delete(`/crm/v3/objects/calls/${archived}`);
  const ids = ["424242", callId, archived, foreign, "abc", "99999999999999999999", "0"];
  const answer = await batch(
    portal,
    "calls",
    "read",
    ids.map((id) => ({ id })),
  );
  assert.equal(answer.status, 207);
  assert.deepEqual(idsOf(answer), [callId]);
  const missing = ids.filter((id) => id !== callId);
  assert.deepEqual(answer.body.errors, [
    { status: "error", category: "OBJECT_NOT_FOUND", message: missingCalls, context: { ids: missing } },
  ]);
  assert.equal(answer.body.numErrors, 1);
  const none = await batch(portal, "calls", "read", [{ id: "424242" }]);
  assert.deepEqual([none.status, none.body.results], [207, []]);
});

test("with archived=true batch read finds what lies in the bin, and only that", async () => {
  const portal = await newPortal();
  const [gone, live] = [await portal.create("calls"), await portal.create("calls")];
  await portal.delete(`/crm/v3/objects/calls/${gone}`);
  const answer = await portal.post("/crm/v3/objects/calls/batch/read?archived=true", {
    inputs: [{ id: gone }, { id: live }],
  });
  assert.equal(answer.status, 207);
  assert.deepEqual(answer.body.results, [(await portal.get(`/crm/v3/objects/calls/${gone}?archived=true`)).body]);
  assert.deepEqual(answer.body.errors[0].context.ids, [live]);
});

test("batch read finds contacts by a unique property, in any letter case", async () => {
  const portal = await newPortal();
  const ada = await portal.create("contacts", { email: "ada@example.com" });
  const eve = await portal.create("contacts", { email: "eve@example.com" });
  const inputs = ["Eve@example.com", "nobody@example.com", "ada@example.com"].map((id) => ({ id }));
  const answer = await batch(portal, "contacts", "read", inputs, { idProperty: "email", properties: ["email"] });
  assert.deepEqual([answer.status, idsOf(answer)], [207, [eve, ada]]);
  assert.deepEqual(answer.body.errors[0].context.ids, ["nobody@example.com"]);
  const byObjectId = await batch(portal, "contacts", "read", [{ id: ada }], { idProperty: "hs_object_id" });
  assert.deepEqual(idsOf(byObjectId), [ada]);
  const notUnique = await batch(portal, "contacts", "read", inputs, { idProperty: "firstname" });
  assert.equal(notUnique.status, 400);
});

test("histories come with a batch read of at most 50", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls", { hs_call_title: "a" });
  await portal.patch(`/crm/v3/objects/calls/${callId}`, { properties: { hs_call_title: "b" } });
  const rest = { propertiesWithHistory: ["hs_call_title"] };
  const { results } = (await batch(portal, "calls", "read", [{ id: callId }], rest)).body;
  assert.deepEqual(
    results[0].propertiesWithHistory.hs_call_title.map(({ value }: { value: string }) => value),
    ["b", "a"],
  );
  const many = Array.from({ length: 51 }, (_, index) => ({ id: String(index + 1) }));
  const answer = await batch(portal, "calls", "read", many, rest);
  assert.equal(answer.status, 400);
  const { correlationId: _, ...envelope } = answer.body;
  assert.deepEqual(envelope, {
    status: "error",
    message:
      "The maximum number of inputs supported in a batch request for property histories is 50. Please reduce the number of items and try again",
    category: "VALIDATION_ERROR",
  });
  assert.equal((await batch(portal, "calls", "read", many)).status, 207);
});

for (const verb of ["create", "read", "update", "upsert", "archive", "restore"]) {
  test(`batch/${verb} refuses more than 100 inputs, none at all, and bodies of another shape`, async () => {
    const portal = await newPortal();
    const input = { id: "1", idProperty: "email", properties: { firstname: "A" } };
    const path = `/crm/v3/objects/contacts/batch/${verb}`;
    const many = await batch(portal, "contacts", verb, Array(101).fill(input));
    assert.equal(many.status, 400);
    assert.equal(
      many.body.message,
      "The maximum number of inputs supported in a batch request is 100. Please reduce the number of items and try again",
    );
    const none = await batch(portal, "contacts", verb, []);
    assert.deepEqual([none.status, none.body.message], [400, "Batch input provided should have at least one object."]);
    const array = await portal.post(path, [input]);
    assert.equal(array.status, 400);
    assert.match(array.body.message, /^Invalid input JSON on line 1, column 1: Cannot deserialize .* from Array value/);
    const missing = await portal.post(path, {});
    assert.equal(missing.status, 400);
    assert.match(missing.body.message, /Some required fields were not set: \[inputs\]/);
    for (const inputs of [null, "x", [1], [[]], [{ id: {}, properties: 1 }], { id: 1 }]) {
      assert.equal((await portal.post(path, { inputs })).status, 400, JSON.stringify(inputs));
    }
    const nul = { id: "a\0", idProperty: "email", properties: { firstname: "a\0" }, objectWriteTraceId: "a\0" };
    assert.equal((await batch(portal, "contacts", verb, [nul])).status, 400);
    assert.equal((await portal.get("/crm/v3/objects/contacts")).body.results.length, 0);
  });
}
