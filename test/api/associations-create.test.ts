import assert from "node:assert/strict";
import { test } from "node:test";
import { association, associationsOf, callLinks, countOf } from "../support/call-links.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const timestamp = "2026-03-17T01:32:44Z";

function createCall(portal: TestPortal, associations: unknown) {
  return portal.post("/crm/v3/objects/calls", { properties: { hs_timestamp: timestamp }, associations });
}

/** The create is refused with this envelope, and no call is there afterwards. */
async function assertRefused(portal: TestPortal, associations: unknown, expected: Record<string, unknown>) {
  const answer = await createCall(portal, associations);
  const { correlationId, ...envelope } = answer.body;
  assert.deepEqual(
    { httpStatus: answer.status, ...envelope },
    { httpStatus: 400, status: "error", category: "VALIDATION_ERROR", ...expected },
  );
  assert.equal(typeof correlationId, "string");
  assert.equal(await countOf(portal, "calls"), 0);
}

for (const { plural, singular, fromCall, toCall, fromCallName, toCallName } of callLinks) {
  test(`a call created with a ${singular} is associated with it as seen from both sides`, async () => {
    const portal = await newPortal();
    const recordId = await portal.create(plural);
    const callId = await portal.create("calls", {}, [association(recordId, fromCall)]);
    assert.deepEqual(await associationsOf(portal, "calls", callId, plural), [{ id: recordId, type: fromCallName }]);
    assert.deepEqual(await associationsOf(portal, plural, recordId, "calls"), [{ id: callId, type: toCallName }]);
  });

  test(`a ${singular} created with a call is associated with it as seen from both sides`, async () => {
    const portal = await newPortal();
    const callId = await portal.create("calls");
    const recordId = await portal.create(plural, {}, [association(callId, toCall)]);
    assert.deepEqual(await associationsOf(portal, "calls", callId, plural), [{ id: recordId, type: fromCallName }]);
    assert.deepEqual(await associationsOf(portal, plural, recordId, "calls"), [{ id: callId, type: toCallName }]);
  });
}

test("the id of an association's target may be a number or text, and so may the type id", async () => {
  const portal = await newPortal();
  const [one, other] = [await portal.create("contacts"), await portal.create("contacts")];
  const callId = await portal.create("calls", {}, [association(Number(one), 194), association(other, "194")]);
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), [
    { id: one, type: "call_to_contact" },
    { id: other, type: "call_to_contact" },
  ]);
});

test("one create may associate with records of several types", async () => {
  const portal = await newPortal();
  const ids = new Map<string, string>();
  for (const { plural } of callLinks) ids.set(plural, await portal.create(plural));
  const callId = await portal.create(
    "calls",
    {},
    callLinks.map(({ plural, fromCall }) => association(ids.get(plural), fromCall)),
  );
  for (const { plural, fromCallName } of callLinks) {
    assert.deepEqual(await associationsOf(portal, "calls", callId, plural), [
      { id: ids.get(plural), type: fromCallName },
    ]);
  }
});

test("the associations of a create may be a single object in place of a list", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const callId = await portal.create("calls", {}, association(contactId, 194));
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), [
    { id: contactId, type: "call_to_contact" },
  ]);
});

test("the category may be left out, and no associations at all may be an empty list or null", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const bare = [{ to: { id: contactId }, types: [{ associationTypeId: 194 }] }];
  const callId = await portal.create("calls", {}, bare);
  assert.equal((await associationsOf(portal, "calls", callId, "contacts")).length, 1);
  for (const none of [[], null]) {
    const id = await portal.create("calls", {}, none);
    assert.deepEqual(await associationsOf(portal, "calls", id, "contacts"), []);
  }
});

test("the same association named twice in a create is there once", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const callId = await portal.create("calls", {}, [
    association(contactId, 194, 194),
    association(Number(contactId), 194),
  ]);
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), [
    { id: contactId, type: "call_to_contact" },
  ]);
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "calls"), [
    { id: callId, type: "contact_to_call" },
  ]);
});

test("the answer to a create does not repeat its associations", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const answer = await createCall(portal, [association(contactId, 194)]);
  assert.equal(answer.status, 201);
  assert.equal("associations" in answer.body, false);
});

test("a labelled type in a create brings the default one along, in both directions", async () => {
  const portal = await newPortal();
  const companyId = await portal.create("companies");
  const contactId = await portal.create("contacts", {}, [association(companyId, 1)]);
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "companies"), [
    { id: companyId, type: "contact_to_company" },
    { id: companyId, type: "contact_to_company_unlabeled" },
  ]);
  assert.deepEqual(await associationsOf(portal, "companies", companyId, "contacts"), [
    { id: contactId, type: "company_to_contact" },
    { id: contactId, type: "company_to_contact_unlabeled" },
  ]);
});

test("a create with a type of the wrong direction is refused, and nothing is created", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  await assertRefused(portal, [association(contactId, 193)], {
    message: "invalid from object type 0-48 for associations to be created. expected: 0-1. For definition 0-193",
  });
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "calls"), []);
});

test("a create with a type that does not exist, or not in that category, is refused", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  await assertRefused(portal, [association(contactId, 4711)], {
    message: "Association type HUBSPOT_DEFINED 4711 does not exist for these object types",
    context: { associationType: ["HUBSPOT_DEFINED 4711"] },
  });
  const custom = [{ to: { id: contactId }, types: [{ associationCategory: "USER_DEFINED", associationTypeId: 194 }] }];
  await assertRefused(portal, custom, {
    message: "Association type USER_DEFINED 194 does not exist for these object types",
    context: { associationType: ["USER_DEFINED 194"] },
  });
});

test("a create that leads to records that are missing, archived, of another type or portal names them all", async () => {
  const portal = await newPortal();
  const live = await portal.create("contacts");
  const archived = await portal.create("contacts");
  await portal.delete(`/crm/v3/objects/contacts/${archived}`);
  const company = await portal.create("companies");
  const foreign = await (await newPortal()).create("contacts");
  const never = "424242";
  const bad = [never, archived, company, foreign];
  const input = [...bad.map((id) => association(id, 194)), association(live, 194), association("424242", 206)];
  await assertRefused(portal, input, {
    message: "One or more associations are not valid",
    context: {
      INVALID_OBJECT_IDS: [
        ...bad.toSorted((left, right) => Number(left) - Number(right)).map((id) => `CONTACT=${id} is not valid`),
        "DEAL=424242 is not valid",
      ],
    },
  });
  assert.deepEqual(await associationsOf(portal, "contacts", live, "calls"), []);
});

test("a create that leads to a further type of record names it where it is not there", async () => {
  const portal = await newPortal();
  await assertRefused(portal, [association("424242", 597)], {
    message: "One or more associations are not valid",
    context: { INVALID_OBJECT_IDS: ["LEAD=424242 is not valid"] },
  });
});

for (const id of ["abc", "", "-1", 0, -318, "1e3", "9007199254740993", 9007199254740992]) {
  test(`a create whose target has the id ${JSON.stringify(id)} is refused, as no record can have it`, async () => {
    const portal = await newPortal();
    await assertRefused(portal, [association(id, 194)], {
      subCategory: "crm.associations.INVALID_IDENTIFIER",
      message: `${id} is not a valid ID`,
      context: { id: [String(id)] },
    });
  });
}

test("a create whose associations lack a member or have one of the wrong kind is refused", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 }];
  const malformed = [
    [{ to: { id: contactId } }],
    [{ types }],
    [{ to: {}, types }],
    [{ to: { id: contactId }, types: [] }],
    [{ to: { id: contactId }, types: [{ associationCategory: "HUBSPOT_DEFINED" }] }],
    [{ to: { id: contactId }, types: [{ associationCategory: "NONSENSE", associationTypeId: 194 }] }],
    [{ to: { id: contactId }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 1.5 }] }],
    [{ to: { id: [contactId] }, types }],
    "contacts",
    7,
  ];
  for (const associations of malformed) {
    const answer = await createCall(portal, associations);
    assert.equal(answer.status, 400, JSON.stringify(associations));
    assert.equal(answer.body.category, "VALIDATION_ERROR");
    assert.match(answer.body.message, /^Invalid input JSON on line 1, column \d+[:.] /);
  }
  assert.equal(await countOf(portal, "calls"), 0);
});

test("a create takes 2,000 associations and refuses more", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const callId = await portal.create("calls", {}, Array(2_000).fill(association(contactId, 194)));
  assert.equal((await associationsOf(portal, "calls", callId, "contacts")).length, 1);
  const answer = await createCall(
    portal,
    Array.from({ length: 40_000 }, (_, index) => association(index + 1, 194)),
  );
  assert.equal(answer.status, 400);
  assert.equal(answer.body.category, "VALIDATION_ERROR");
  assert.match(answer.body.message, /at most 2000 associations/);
  assert.equal(await countOf(portal, "calls"), 1);
});
