import assert from "node:assert/strict";
import { test } from "node:test";
import { batchOf, newLabel, typesOf } from "../support/association-batches.ts";
import { association, associationsOf, callLinks } from "../support/call-links.ts";
import { pinnedCall, readPin } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal } from "../support/test-app.ts";

const batch = (from: string, to: string, verb: string) => `/crm/v3/associations/${from}/${to}/batch/${verb}`;

function named(from: unknown, to: unknown, type: unknown) {
  return { from: { id: from }, to: { id: to }, type };
}

for (const { plural, singular, fromCall, fromCallName, toCallName } of callLinks) {
  test(`calls and ${plural} are associated, read and parted by name and by number`, async () => {
    const portal = await newPortal();
    const [callId, recordId] = [await portal.create("calls"), await portal.create(plural)];
    for (const type of [fromCallName, fromCallName.toUpperCase(), String(fromCall), fromCall]) {
      const inputs = [named(callId, recordId, type)];
      const created = await portal.post(batch("calls", plural, "create"), { inputs });
      assert.deepEqual(batchOf(created), {
        httpStatus: 201,
        status: "COMPLETE",
        results: [named(callId, recordId, fromCallName), named(recordId, callId, toCallName)],
      });
      const read = await portal.post(batch(singular, "call", "read"), { inputs: [{ id: recordId }] });
      assert.deepEqual(batchOf(read), {
        httpStatus: 200,
        status: "COMPLETE",
        results: [{ from: { id: recordId }, to: [{ id: callId, type: toCallName }] }],
      });
      assert.equal((await portal.post(batch("calls", plural, "archive"), { inputs })).status, 204);
      assert.deepEqual(await storedRows(portal, "associations"), []);
    }
  });
}

test("a create keeps the labels that a pair has", async () => {
  const portal = await newPortal();
  const [contactId, companyId] = [await portal.create("contacts"), await portal.create("companies")];
  const [boss = 0] = await newLabel(portal, "contacts", "companies", "boss");
  for (const type of ["contact_to_company", "boss"]) {
    const inputs = [named(contactId, companyId, type)];
    assert.equal((await portal.post(batch("contacts", "companies", "create"), { inputs })).status, 201);
  }
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), { [companyId]: [1, 279, boss] });
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "companies"), [
    { id: companyId, type: "contact_to_company" },
    { id: companyId, type: "contact_to_company_unlabeled" },
    { id: companyId, type: "boss" },
  ]);
});

test("inputs that are not valid stand beside those that are", async () => {
  const portal = await newPortal();
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  const answer = await portal.post(batch("calls", "contacts", "create"), {
    inputs: [
      named(callId, "x", "call_to_contact"),
      named(callId, contactId, "contact_to_call"),
      named(callId, contactId, "call_to_contact"),
      named(callId, contactId, "nothing"),
      named(callId, "424242", 194),
    ],
  });
  assert.equal(answer.status, 207);
  assert.equal(answer.body.results.length, 2);
  assert.deepEqual(
    answer.body.errors.map(({ message }: { message: string }) => message),
    [
      "x is not a valid ID",
      "invalid from object type 0-48 for associations to be created. expected: 0-1. For definition 0-193",
      "Association type nothing does not exist for these object types",
      "One or more associations are not valid",
    ],
  );
});

test("a read tells which records have none, and another portal's are such", async () => {
  const [portal, other] = [await newPortal(), await newPortal()];
  const contactId = await portal.create("contacts");
  const callId = await portal.create("calls", {}, association(contactId, 194));
  const foreign = await other.create("calls", {}, association(await other.create("contacts"), 194));
  const inputs = [{ id: foreign }, { id: callId }, { id: "abc" }, { id: null }];
  const { status, body } = await portal.post(batch("calls", "contacts", "read"), { inputs });
  assert.equal(status, 207);
  assert.deepEqual(body.results, [{ from: { id: callId }, to: [{ id: contactId, type: "call_to_contact" }] }]);
  assert.deepEqual(
    body.errors.map(({ message }: { message: string }) => message),
    [`No contact is associated with call ${foreign}.`, "abc is not a valid ID"],
  );
});

test("archiving the last type of a pair clears its pin", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal, "companies");
  const inputs = [named(record.id, callId, "company_to_call")];
  assert.equal((await portal.post(batch("companies", "calls", "archive"), { inputs })).status, 204);
  assert.equal(await readPin(portal, record), null);
});

test("another portal's associations are not archived", async () => {
  const [portal, other] = [await newPortal(), await newPortal()];
  const contactId = await other.create("contacts");
  const callId = await other.create("calls", {}, association(contactId, 194));
  const before = await storedRows(other, "associations");
  const inputs = [named(callId, contactId, 194)];
  assert.equal((await portal.post(batch("calls", "contacts", "archive"), { inputs })).status, 204);
  const created = await portal.post(batch("calls", "contacts", "create"), { inputs });
  assert.deepEqual([created.status, created.body.results], [207, []]);
  assert.deepEqual(await storedRows(other, "associations"), before);
});

test("batches that are not well formed are refused whole", async () => {
  const portal = await newPortal();
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  const good = named(callId, contactId, 194);
  for (const [verb, body] of [
    ["create", { inputs: [] }],
    ["create", { inputs: [good, { from: { id: callId }, to: { id: contactId } }] }],
    ["create", { inputs: [good, named(callId, contactId, null)] }],
    ["create", { inputs: Array.from({ length: 2_001 }, () => good) }],
    ["archive", { inputs: [good, named(callId, contactId, "contact_to_call")] }],
    ["archive", { inputs: "all" }],
    ["read", { inputs: Array.from({ length: 1_001 }, () => ({ id: callId })) }],
  ] as const) {
    const answer = await portal.post(batch("calls", "contacts", verb), body);
    assert.equal(answer.status, 400, `${verb} ${answer.text}`);
    assert.equal(answer.body.category, "VALIDATION_ERROR");
  }
  assert.deepEqual(await storedRows(portal, "associations"), []);
});
