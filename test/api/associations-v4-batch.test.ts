import assert from "node:assert/strict";
import { test } from "node:test";
import { batchOf, envelopeOf, many, newLabel, pairInput, typesOf } from "../support/association-batches.ts";
import { bulkRecords } from "../support/bulk-records.ts";
import { association } from "../support/call-links.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal } from "../support/test-app.ts";

const toCompanies = "/crm/v4/associations/contacts/companies/batch";
const toContacts = "/crm/v4/associations/calls/contacts/batch";

test("batch create associates each pair and answers in the order of the inputs", async () => {
  const portal = await newPortal();
  const contacts = await many(portal, "contacts", 3);
  const companyId = await portal.create("companies");
  const inputs = contacts.map((id, index) =>
    pairInput(index === 0 ? Number(id) : id, companyId, index === 1 ? 1 : 279),
  );
  for (const path of [toCompanies, "/crm/associations/v4/contact/0-2/batch"]) {
    const answer = await portal.post(`${path}/create`, { inputs });
    assert.deepEqual(batchOf(answer), {
      httpStatus: 201,
      status: "COMPLETE",
      results: contacts.map((id, index) => ({
        fromObjectTypeId: "0-1",
        fromObjectId: Number(id),
        toObjectTypeId: "0-2",
        toObjectId: Number(companyId),
        labels: index === 1 ? ["Primary"] : [],
      })),
    });
  }
  assert.deepEqual(await typesOf(portal, "companies", companyId, "contacts"), {
    [contacts[0] as string]: [280],
    [contacts[1] as string]: [2, 280],
    [contacts[2] as string]: [280],
  });
});

test("inputs that cannot be associated are errors of their own beside the others", async () => {
  const portal = await newPortal();
  const [one = "", other = ""] = await many(portal, "contacts", 2);
  const foreign = await (await newPortal()).create("contacts");
  const answer = await portal.post("/crm/v4/associations/contacts/contacts/batch/create", {
    inputs: [
      pairInput("abc", one, 449),
      pairInput(one, other, 449),
      pairInput(one, one, 449),
      pairInput(one, foreign, 449),
      pairInput("424242", one, 449),
      pairInput(one, other, 194),
      pairInput(null, one, 449),
    ],
  });
  const error = (message: string, context?: unknown, subCategory?: string) => ({
    status: "error",
    category: "VALIDATION_ERROR",
    ...(subCategory ? { subCategory } : {}),
    message,
    ...(context ? { context } : {}),
  });
  const invalidId = (id: string) =>
    error(`${id} is not a valid ID`, { id: [id] }, "crm.associations.INVALID_IDENTIFIER");
  const missing = (id: string) =>
    error("One or more associations are not valid", { INVALID_OBJECT_IDS: [`CONTACT=${id} is not valid`] });
  assert.deepEqual(batchOf(answer), {
    httpStatus: 207,
    status: "COMPLETE",
    results: [
      {
        fromObjectTypeId: "0-1",
        fromObjectId: Number(one),
        toObjectTypeId: "0-1",
        toObjectId: Number(other),
        labels: [],
      },
    ],
    errors: [
      invalidId("abc"),
      error(`Object ${one} cannot be associated to itself (${one})`),
      missing(foreign),
      missing("424242"),
      error("invalid from object type 0-1 for associations to be created. expected: 0-48. For definition 0-194"),
      invalidId("null"),
    ],
    numErrors: 6,
  });
  assert.equal((await storedRows(portal, "associations")).length, 2);
});

test("a batch of nothing but errors writes nothing and answers 207", async () => {
  const portal = await newPortal();
  const answer = await portal.post(`${toCompanies}/create`, { inputs: [pairInput("1", "2", 279)] });
  assert.equal(answer.status, 207);
  assert.deepEqual(answer.body.results, []);
  assert.deepEqual(await storedRows(portal, "associations"), []);
});

test("labels that one batch names apart for a pair count together, and replace what it had", async () => {
  const portal = await newPortal();
  const [contactId, companyId] = [await portal.create("contacts"), await portal.create("companies")];
  const [a = 0] = await newLabel(portal, "contacts", "companies", "a");
  const [b = 0] = await newLabel(portal, "contacts", "companies", "b");
  await portal.post(`${toCompanies}/create`, { inputs: [pairInput(contactId, companyId, 1)] });
  await portal.post(`${toCompanies}/create`, {
    inputs: [pairInput(contactId, companyId, a), pairInput(contactId, companyId, b)],
  });
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), { [companyId]: [279, a, b] });
});

test("within one object type a pair is the same from both sides", async () => {
  const portal = await newPortal();
  const [one = "", other = ""] = await many(portal, "contacts", 2);
  const [manager = 0, employee = 0] = await newLabel(portal, "contacts", "contacts", "manager", "employee");
  const path = "/crm/v4/associations/contacts/contacts/batch";
  await portal.post(`${path}/create`, { inputs: [pairInput(other, one, manager)] });
  assert.deepEqual(await typesOf(portal, "contacts", other, "contacts"), { [one]: [449, manager] });
  assert.deepEqual(await typesOf(portal, "contacts", one, "contacts"), { [other]: [449, employee] });
  await portal.post(`${path}/create`, { inputs: [pairInput(one, other, manager)] });
  assert.deepEqual(await typesOf(portal, "contacts", one, "contacts"), { [other]: [449, manager] });
  assert.deepEqual(await typesOf(portal, "contacts", other, "contacts"), { [one]: [449, employee] });
});

test("of several primary companies in one batch the last counts", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const companies = await many(portal, "companies", 4);
  await portal.post(`${toCompanies}/create`, {
    inputs: companies.slice(0, 1).map((id) => pairInput(contactId, id, 1)),
  });
  await portal.post(`${toCompanies}/create`, { inputs: companies.slice(1).map((id) => pairInput(contactId, id, 1)) });
  const found = await typesOf(portal, "contacts", contactId, "companies");
  assert.deepEqual(Object.values(found), [[279], [279], [279], [1, 279]]);
  assert.equal((await storedRows(portal, "associations")).length, 10);
});

test("associate/default answers with both directions of each pair, and keeps labels", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls");
  const contacts = await many(portal, "contacts", 2);
  const inputs = [...contacts, "424242"].map((id) => ({ from: { id: callId }, to: { id } }));
  const answer = await portal.post(`${toContacts}/associate/default`, { inputs });
  const spec = (associationTypeId: number) => ({
    associationSpec: { associationCategory: "HUBSPOT_DEFINED", associationTypeId },
  });
  assert.equal(answer.status, 200);
  assert.deepEqual(
    answer.body.results,
    contacts.flatMap((id) => [
      { from: { id: callId }, to: { id }, ...spec(194) },
      { from: { id }, to: { id: callId }, ...spec(193) },
    ]),
  );
  assert.equal(answer.body.numErrors, 1);
});

test("batch read gives each record its own page, and tells which have none", async () => {
  const portal = await newPortal();
  const contacts = await many(portal, "contacts", 2);
  const [first = "", second = ""] = contacts;
  const callId = await portal.create("calls", {}, [association(first, 194), association(second, 194)]);
  const [alone, archived] = [await portal.create("calls"), await portal.create("calls", {}, association(first, 194))];
  await portal.delete(`/crm/v3/objects/calls/${archived}`);
  const answer = await portal.post(`${toContacts}/read`, {
    inputs: [{ id: alone }, { id: Number(callId) }, { id: callId, after: first }, null, { id: null }, { id: archived }],
  });
  const contact = (id: string) => ({
    toObjectId: Number(id),
    associationTypes: [{ category: "HUBSPOT_DEFINED", typeId: 194, label: null }],
  });
  const none = (id: string) => ({
    status: "error",
    category: "OBJECT_NOT_FOUND",
    subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
    message: `No contact is associated with call ${id}.`,
    context: { fromObjectId: [id], fromObjectType: ["call"], toObjectType: ["contact"] },
  });
  assert.deepEqual(batchOf(answer), {
    httpStatus: 207,
    status: "COMPLETE",
    results: [
      { from: { id: callId }, to: contacts.map(contact) },
      { from: { id: callId }, to: [contact(second)] },
    ],
    errors: [none(alone), none(archived)],
    numErrors: 2,
  });
  const clean = await portal.post(`${toContacts}/read`, { inputs: [{ id: callId }] });
  assert.equal(clean.status, 200);
  assert.equal("errors" in clean.body, false);
});

test("a record with more than 500 associations is read page by page", async () => {
  const portal = await newPortal();
  const companyId = await portal.create("companies");
  const contacts = await bulkRecords(portal, "0-1", 501);
  const inputs = contacts.map((id) => pairInput(id, companyId, 279));
  assert.equal((await portal.post(`${toCompanies}/create`, { inputs })).body.results.length, 501);
  const path = "/crm/v4/associations/companies/contacts/batch/read";
  const first = await portal.post(path, { inputs: [{ id: companyId }] });
  const [page] = first.body.results;
  assert.equal(page.to.length, 500);
  const { after, link } = page.paging.next;
  const second = await portal.post(path, { inputs: [{ id: companyId, after }] });
  assert.equal(second.body.results[0].to.length, 1);
  assert.equal("paging" in second.body.results[0], false);
  const listed = await portal.get(link.slice(portal.address.length));
  assert.deepEqual(listed.body.results, second.body.results[0].to);
});

test("a high usage report is for a user of the portal", async () => {
  const portal = await newPortal();
  const path = "/crm/v4/associations/usage/high-usage-report";
  const answer = await portal.post(`${path}/${portal.ownerUserId}`);
  assert.equal(answer.status, 200);
  assert.deepEqual(
    { ...answer.body, enqueueTime: Number.isFinite(Date.parse(answer.body.enqueueTime)) },
    { enqueueTime: true, userEmail: "agent@example.com", userId: portal.ownerUserId },
  );
  assert.equal((await portal.post(`${path}/1`)).status, 404);
  assert.deepEqual(
    envelopeOf(await portal.post(`${path}/me`)).message,
    "Unable to parse value for path parameter: userId",
  );
});
