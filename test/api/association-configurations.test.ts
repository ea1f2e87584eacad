import assert from "node:assert/strict";
import { test } from "node:test";
import { batchOf, envelopeOf, many, newLabel, pairInput, typesOf } from "../support/association-batches.ts";
import { association } from "../support/call-links.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const configurations = "/crm/v4/associations/definitions/configurations";
const dealsToContacts = `${configurations}/deals/contacts`;

function limitOf(typeId: number, maxToObjectIds: unknown, category = "HUBSPOT_DEFINED") {
  return { category, typeId, maxToObjectIds };
}

async function limit(portal: TestPortal, from: string, to: string, typeId: number, maxToObjectIds: number) {
  const category = typeId >= 100_000 ? "USER_DEFINED" : "HUBSPOT_DEFINED";
  const inputs = [limitOf(typeId, maxToObjectIds, category)];
  const answer = await portal.post(`${configurations}/${from}/${to}/batch/create`, { inputs });
  assert.equal(answer.status, 201, answer.text);
}

test("limits are set, listed, changed and purged, by both spellings of the path", async () => {
  for (const base of [configurations, "/crm/associations/v4/definitions/configurations"]) {
    const portal = await newPortal();
    const [buyer = 0] = await newLabel(portal, "deals", "contacts", "buyer");
    const path = `${base}/deals/contacts`;
    const one = (typeId: number, category: string, label: string | null, max: number) => ({
      category,
      typeId,
      label,
      userEnforcedMaxToObjectIds: max,
    });
    const inputs = [limitOf(3, 5), limitOf(buyer, 1, "USER_DEFINED")];
    const created = await portal.post(`${path}/batch/create`, { inputs });
    const results = [one(3, "HUBSPOT_DEFINED", null, 5), one(buyer, "USER_DEFINED", "buyer", 1)];
    assert.deepEqual(batchOf(created), { httpStatus: 201, status: "COMPLETE", results });
    assert.deepEqual((await portal.get(path)).body, { results });
    assert.deepEqual((await portal.get(`${base}/contacts/deals`)).body, { results: [] });
    assert.deepEqual((await portal.get(`${base}/all`)).body, { results });
    const updated = await portal.post(`${path}/batch/update`, { inputs: [limitOf(3, 7)] });
    assert.deepEqual([updated.status, updated.body.results], [200, [one(3, "HUBSPOT_DEFINED", null, 7)]]);
    const purge = { inputs: [{ category: "HUBSPOT_DEFINED", typeId: 3 }] };
    assert.equal((await portal.post(`${path}/batch/purge`, purge)).status, 204);
    assert.equal((await portal.post(`${path}/batch/purge`, purge)).status, 204);
    assert.deepEqual((await portal.get(`${base}/all`)).body.results, results.slice(1));
    await portal.delete(`/crm/v4/associations/deals/contacts/labels/${buyer}`);
    assert.deepEqual(await storedRows(portal, "association_limits"), []);
  }
});

test("limits that are not valid stand beside those that are", async () => {
  const portal = await newPortal();
  const [buyer = 0] = await newLabel(portal, "deals", "contacts", "buyer");
  const created = await portal.post(`${dealsToContacts}/batch/create`, {
    inputs: [limitOf(3, 10), limitOf(buyer, 11, "USER_DEFINED"), limitOf(4, 1), limitOf(3, 0), limitOf(77, 1)],
  });
  assert.equal(created.status, 207);
  assert.equal(created.body.results.length, 1);
  assert.deepEqual(
    created.body.errors.map(({ message }: { message: string }) => message),
    [
      `maxToObjectIds of type ${buyer} must be 1 to 10`,
      "invalid from object type 0-3 for associations to be created. expected: 0-1. For definition 0-4",
      "maxToObjectIds of type 3 must be 1 to 50000",
      "Association type HUBSPOT_DEFINED 77 does not exist for these object types",
    ],
  );
  await limit(portal, "deals", "contacts", buyer, 10);
  const inputs = [limitOf(3, 9), limitOf(4, 9)];
  const updated = await portal.post(`${dealsToContacts}/batch/update`, { inputs });
  assert.equal(updated.body.errors[0].message, "maxToObjectIds of type 3 must be 10 to 50000");
  const missing = await portal.post(`${configurations}/contacts/deals/batch/update`, { inputs: [limitOf(4, 9)] });
  assert.deepEqual([missing.status, missing.body.errors[0].category], [207, "OBJECT_NOT_FOUND"]);
  for (const body of [{}, { inputs: [] }, { inputs: [limitOf(3, "many")] }, { inputs: [limitOf(3, 1.5)] }]) {
    assert.equal((await portal.post(`${dealsToContacts}/batch/create`, body)).status, 400);
  }
  const purge = { inputs: [{ category: "HUBSPOT_DEFINED", typeId: 4 }] };
  assert.equal((await portal.post(`${dealsToContacts}/batch/purge`, purge)).status, 400);
});

test("a write past a limit is refused with a clear 400 by every path, from either side, and nothing changes", async () => {
  const portal = await newPortal();
  await limit(portal, "deals", "contacts", 3, 2);
  const dealId = await portal.create("deals");
  const [one = "", two = "", three = ""] = await many(portal, "contacts", 3);
  const path = (id: string) => `/crm/v4/objects/deals/${dealId}/associations/contacts/${id}`;
  for (const id of [one, two, one]) assert.equal((await portal.put(path(id), pairInput(1, 1, 3).types)).status, 201);
  const before = await storedRows(portal, "associations");
  const refusal = {
    httpStatus: 400,
    status: "error",
    message: `deal ${dealId} cannot have more than 2 associations of the type 3: this limit was configured for the account`,
    context: { objectId: [dealId], associationTypeId: ["3"], limit: ["2"] },
    category: "VALIDATION_ERROR",
    subCategory: "crm.associations.LIMIT_EXCEEDED",
  };
  for (const answer of [
    await portal.put(path(three), pairInput(1, 1, 3).types),
    await portal.put(`/crm/v4/objects/contacts/${three}/associations/default/deals/${dealId}`),
    await portal.put(`/crm/v3/objects/contacts/${three}/associations/deals/${dealId}/4`),
    await portal.post("/crm/v3/objects/contacts", { properties: {}, associations: [association(dealId, 4)] }),
  ]) {
    assert.deepEqual(envelopeOf(answer), refusal);
  }
  const tooMany = [one, two, three].map((id) => association(id, 3));
  const created = await portal.post("/crm/v3/objects/deals", { properties: {}, associations: tooMany });
  assert.equal(created.body.subCategory, "crm.associations.LIMIT_EXCEEDED");
  assert.deepEqual(await storedRows(portal, "associations"), before);
  await portal.delete(path(one));
  assert.equal((await portal.put(path(three), pairInput(1, 1, 3).types)).status, 201);
});

test("a batch associates as many as the limit allows, and tells which it does not", async () => {
  const portal = await newPortal();
  const [buyer = 0] = await newLabel(portal, "deals", "contacts", "buyer");
  await limit(portal, "deals", "contacts", buyer, 1);
  const dealId = await portal.create("deals");
  const [one = "", two = ""] = await many(portal, "contacts", 2);
  const path = "/crm/v4/associations/deals/contacts/batch";
  const first = await portal.post(`${path}/create`, {
    inputs: [pairInput(dealId, one, buyer), pairInput(dealId, two, buyer)],
  });
  assert.equal(first.status, 207);
  assert.equal(first.body.errors[0].subCategory, "crm.associations.LIMIT_EXCEEDED");
  assert.deepEqual(await typesOf(portal, "deals", dealId, "contacts"), { [one]: [3, buyer] });
  // The label moves where the same batch takes it from the other contact first.
  const moved = await portal.post(`${path}/create`, {
    inputs: [pairInput(dealId, one, 3), pairInput(dealId, two, buyer)],
  });
  assert.equal(moved.status, 201);
  assert.deepEqual(await typesOf(portal, "deals", dealId, "contacts"), { [one]: [3], [two]: [3, buyer] });
});

test("writes at the same moment do not pass a limit together", async () => {
  const portal = await newPortal();
  await limit(portal, "deals", "contacts", 3, 3);
  const dealId = await portal.create("deals");
  const contacts = await many(portal, "contacts", 8);
  const answers = await Promise.all([
    ...contacts
      .slice(0, 4)
      .map((id) => portal.put(`/crm/v4/objects/deals/${dealId}/associations/default/contacts/${id}`)),
    ...contacts.slice(4).map((id) => portal.put(`/crm/v4/objects/contacts/${id}/associations/default/deals/${dealId}`)),
    portal.post("/crm/v3/objects/contacts", { properties: {}, associations: [association(dealId, 4)] }),
  ]);
  assert.equal(answers.filter(({ status }) => status < 300).length, 3);
  assert.equal(Object.keys(await typesOf(portal, "deals", dealId, "contacts")).length, 3);
});

test("the usage of labels is told for each pair of object types that has any", async () => {
  const portal = await newPortal();
  await newLabel(portal, "deals", "contacts", "buyer");
  const path = "/crm/v3/limits/associations/labels";
  const deal = { objectTypeId: "0-3", pluralLabel: "Deals", singularLabel: "Deal" };
  const contact = { objectTypeId: "0-1", pluralLabel: "Contacts", singularLabel: "Contact" };
  const row = { allLabels: ["buyer"], limit: 50, percentage: 2, usage: 1 };
  const there = { ...row, fromObjectType: deal, toObjectType: contact };
  const back = { ...row, fromObjectType: contact, toObjectType: deal };
  assert.deepEqual((await portal.get(path)).body, { results: [there, back] });
  assert.deepEqual((await portal.get(`${path}?fromObjectTypeId=0-3`)).body, { results: [there] });
  assert.deepEqual((await portal.get(`${path}?toObjectTypeId=0-2`)).body, { results: [] });
  assert.equal((await portal.get(`${path}?toObjectTypeId=0-4711`)).status, 400);
});

test("the usage of limits tells which records are near or at them", async () => {
  const portal = await newPortal();
  const usage = "/crm/v3/limits/associations/records";
  assert.deepEqual((await portal.get(`${usage}/from`)).body, { results: [] });
  await limit(portal, "deals", "contacts", 3, 5);
  const contacts = await many(portal, "contacts", 5);
  const dealWith = (count: number) =>
    portal.create(
      "deals",
      {},
      contacts.slice(0, count).map((id) => association(id, 3)),
    );
  const [full, near] = [await dealWith(5), await dealWith(4), await dealWith(3)];
  const flags = { hasRecordsAtLimit: true, hasRecordsNearLimit: true };
  assert.deepEqual((await portal.get(`${usage}/from`)).body, {
    results: [{ ...flags, objectTypeId: "0-3", pluralLabel: "Deals", singularLabel: "Deal" }],
  });
  assert.deepEqual((await portal.get(`${usage}/deals/to`)).body, {
    results: [{ ...flags, objectTypeId: "0-1", pluralLabel: "Contacts", singularLabel: "Contact" }],
  });
  assert.deepEqual((await portal.get(`${usage}/contacts/to`)).body, { results: [] });
  assert.deepEqual((await portal.get(`${usage}/0-3/0-1`)).body, {
    atLimitFromRecordSamples: [{ label: full, objectId: Number(full) }],
    limit: 5,
    nearLimitFromRecordSamples: [{ label: near, objectId: Number(near), percentage: 80, usage: 4 }],
    totalRecordsAtLimit: 1,
    totalRecordsNearLimit: 1,
  });
  assert.equal((await portal.get(`${usage}/calls/contacts`)).body.limit, 50_000);
});
