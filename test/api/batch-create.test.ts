import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, callInput, idsOf, timestamp, valuesOf } from "../support/batches.ts";
import { association, associationsOf, countOf } from "../support/call-links.ts";
import { pinProperty, readPin } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal } from "../support/test-app.ts";

test("a hundred calls are created with their associations, and answered in the order of the inputs", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const titles = Array.from({ length: 100 }, (_, index) => `Call ${index}`);
  const inputs = titles.map((title) => callInput(title, { associations: [association(contactId, 194)] }));
  const answer = await batch(portal, "calls", "create", inputs);
  assert.equal(answer.status, 201);
  assert.deepEqual(Object.keys(answer.body), ["completedAt", "status", "startedAt", "results"]);
  assert.equal(answer.body.status, "COMPLETE");
  assert.ok(Date.parse(answer.body.completedAt) >= Date.parse(answer.body.startedAt));
  assert.deepEqual(valuesOf(answer, "hs_call_title"), titles);
  assert.equal(new Set(idsOf(answer)).size, 100);
  assert.equal((await associationsOf(portal, "contacts", contactId, "calls")).length, 100);
  const one = await portal.get(`/crm/v3/objects/calls/${idsOf(answer)[99]}?associations=contacts`);
  assert.deepEqual(one.body.associations, { contacts: { results: [{ id: contactId, type: "call_to_contact" }] } });
});

test("an objectWriteTraceId is repeated in its result", async () => {
  const portal = await newPortal();
  const inputs = [
    callInput("A", { objectWriteTraceId: "a-1" }),
    callInput("B"),
    callInput("C", { associations: null }),
  ];
  const answer = await batch(portal, "calls", "create", inputs);
  assert.equal(answer.status, 201);
  const traces = answer.body.results.map((result: { objectWriteTraceId?: string }) => result.objectWriteTraceId);
  assert.deepEqual(traces, ["a-1", undefined, undefined]);
});

test("without trace ids one invalid input fails all, the problems of all inputs are named, and nothing is created", async () => {
  const portal = await newPortal();
  const answer = await batch(portal, "calls", "create", [
    callInput("A"),
    { properties: { hs_timestamp: timestamp, foo: "1" } },
    { properties: { hs_timestamp: timestamp, hs_call_duration: "long", hs_createdate: "1" } },
  ]);
  assert.equal(answer.status, 400);
  const codes = answer.body.errors.map(({ code }: { code: string }) => code);
  assert.deepEqual(codes, ["PROPERTY_DOESNT_EXIST", "INVALID_INTEGER", "READ_ONLY_VALUE"]);
  assert.equal(await countOf(portal, "calls"), 0);
});

test("without trace ids a missing association target or property fails all of the batch", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const targets = await batch(portal, "calls", "create", [
    callInput("A", { associations: [association(contactId, 194)] }),
    callInput("B", { associations: [association("424242", 194)] }),
    callInput("C", { associations: [association("434343", 194)] }),
  ]);
  assert.equal(targets.status, 400);
  assert.deepEqual(targets.body.context.INVALID_OBJECT_IDS, [
    "CONTACT=424242 is not valid",
    "CONTACT=434343 is not valid",
  ]);
  const required = await batch(portal, "calls", "create", [callInput("A"), { properties: {} }]);
  assert.equal(required.status, 400);
  assert.equal(required.body.message, "Error creating CALL. Some required properties were not set.");
  assert.equal(await countOf(portal, "calls"), 0);
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "calls"), []);
});

test("with a trace id on each input, those that are in order are created and the others answered as errors", async () => {
  const portal = await newPortal();
  const known = await portal.create("contacts", { email: "ada@example.com" });
  const inputs = [
    { properties: { email: "new@example.com" }, objectWriteTraceId: "0" },
    { properties: { email: "ADA@example.com" }, objectWriteTraceId: "1" },
    { properties: { nothing: "1" }, objectWriteTraceId: "2" },
    { properties: { firstname: "Eve" }, associations: [association("424242", 279)], objectWriteTraceId: "3" },
    { properties: { email: "new@example.com" }, objectWriteTraceId: "4" },
    { properties: { firstname: "Last" }, objectWriteTraceId: "5" },
  ];
  const answer = await batch(portal, "contacts", "create", inputs);
  assert.equal(answer.status, 207);
  assert.deepEqual(valuesOf(answer, "hs_object_id"), idsOf(answer));
  const [first] = idsOf(answer);
  assert.equal(answer.body.numErrors, 4);
  assert.deepEqual(answer.body.errors[0], {
    status: "error",
    category: "CONFLICT",
    message: `Contact already exists. Existing ID: ${known}`,
    context: { existingId: [known], propertyName: ["email"], objectWriteTraceId: ["1"] },
  });
  assert.deepEqual(
    answer.body.errors.map((error: { category: string; context: Record<string, string[]> }) => [
      error.category,
      error.context.objectWriteTraceId,
      error.context.existingId,
    ]),
    [
      ["CONFLICT", ["1"], [known]],
      ["VALIDATION_ERROR", ["2"], undefined],
      ["VALIDATION_ERROR", ["3"], undefined],
      ["CONFLICT", ["4"], [first]],
    ],
  );
  assert.equal(await countOf(portal, "contacts"), 3);
  assert.deepEqual((await storedRows(portal, "unique_values")).map((row) => row.value_key).sort(), [
    "ada@example.com",
    "new@example.com",
  ]);
});

test("a trace id that two inputs share makes the batch all or nothing again", async () => {
  const portal = await newPortal();
  const inputs = [callInput("A", { objectWriteTraceId: "x" }), { properties: {}, objectWriteTraceId: "x" }];
  assert.equal((await batch(portal, "calls", "create", inputs)).status, 400);
  assert.equal(await countOf(portal, "calls"), 0);
});

test("when no traced input can be created, the answer is 207 without results", async () => {
  const portal = await newPortal();
  const answer = await batch(portal, "calls", "create", [{ properties: {}, objectWriteTraceId: "only" }]);
  assert.deepEqual([answer.status, answer.body.results, answer.body.numErrors], [207, [], 1]);
  assert.deepEqual(answer.body.errors[0].context, { properties: ["hs_timestamp"], objectWriteTraceId: ["only"] });
});

test("two inputs with the same unique value are refused together, and a taken one names its holder", async () => {
  const portal = await newPortal();
  const same = await batch(portal, "contacts", "create", [
    { properties: { email: "ada@example.com" } },
    { properties: { email: "Ada@Example.com" } },
  ]);
  assert.equal(same.status, 400);
  assert.match(same.body.message, /^Duplicate values of "email"/);
  const holder = await portal.create("contacts", { email: "ada@example.com" });
  const taken = await batch(portal, "contacts", "create", [
    { properties: { email: "eve@example.com" } },
    { properties: { email: "ada@example.com" } },
  ]);
  assert.deepEqual([taken.status, taken.body.category], [409, "CONFLICT"]);
  assert.equal(taken.body.message, `Contact already exists. Existing ID: ${holder}`);
  assert.equal(await countOf(portal, "contacts"), 1);
  assert.equal((await storedRows(portal, "unique_values")).length, 1);
});

test("each record of a batch can carry its association and its pin together", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls");
  const inputs = [1, 2].map(() => ({
    properties: { [pinProperty]: callId },
    associations: [association(callId, 193)],
  }));
  const answer = await batch(portal, "contacts", "create", inputs);
  assert.equal(answer.status, 201);
  for (const id of idsOf(answer)) {
    assert.equal(await readPin(portal, { plural: "contacts", id, toCall: 193 }), callId);
  }
  const traced = [
    { ...inputs[0], objectWriteTraceId: "1" },
    { properties: { [pinProperty]: callId }, objectWriteTraceId: "2" },
  ];
  const partial = await batch(portal, "contacts", "create", traced);
  assert.deepEqual([partial.status, partial.body.results.length, partial.body.numErrors], [207, 1, 1]);
  assert.equal(await countOf(portal, "contacts"), 3);
});

test("two batches that create the same contact at once: one of them does, the other is told who has it", async () => {
  const portal = await newPortal();
  const send = (names: string[]) =>
    batch(
      portal,
      "contacts",
      "create",
      names.map((name) => ({ properties: { email: `${name}@example.com` } })),
    );
  const answers = await Promise.all([send(["a", "b", "c"]), send(["c", "b", "a"])]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  assert.equal(await countOf(portal, "contacts"), 3);
});

test("more targets than one statement takes are looked up and associated all the same", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const wide = (first: number) =>
    callInput("wide", { associations: Array.from({ length: 2_000 }, (_, index) => association(first + index, 194)) });
  const inputs = Array.from({ length: 20 }, (_, index) => wide(1 + index * 2_000));
  const missing = await batch(portal, "calls", "create", inputs);
  assert.equal(missing.status, 400);
  assert.equal(missing.body.context.INVALID_OBJECT_IDS.length, 40_000);
  const repeated = Array.from({ length: 100 }, () =>
    callInput("wide", { associations: Array.from({ length: 30 }, () => association(contactId, 194)) }),
  );
  assert.equal((await batch(portal, "calls", "create", repeated)).status, 201);
  assert.equal((await associationsOf(portal, "contacts", contactId, "calls")).length, 100);
});
