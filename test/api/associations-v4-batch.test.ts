import assert from "node:assert/strict";
import { test } from "node:test";
import { batchOf, envelopeOf, newLabel, pairInput, typesOf } from "../support/association-batches.ts";
import { bulkRecords } from "../support/bulk-records.ts";
import { association } from "../support/call-links.ts";
import { pinnedCall, readPin } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const toCompanies = "/crm/v4/associations/contacts/companies/batch";
const toContacts = "/crm/v4/associations/calls/contacts/batch";

async function many(portal: TestPortal, plural: string, count: number): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => portal.create(plural)));
  return ids.sort((left, right) => Number(left) - Number(right));
}

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

test("batch archive parts each record from those named, and clears pins", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal, "contacts");
  const kept = await portal.create("contacts", {}, [association(callId, 193)]);
  const answer = await portal.post(`${toContacts}/archive`, {
    inputs: [
      { from: { id: callId }, to: [{ id: record.id }, { id: "424242" }, null] },
      { from: { id: "424243" }, to: { id: record.id } },
    ],
  });
  assert.equal(answer.status, 204);
  assert.equal(await readPin(portal, record), null);
  assert.deepEqual(Object.keys(await typesOf(portal, "calls", callId, "contacts")), [kept]);
});

test("labels/archive takes the named types away, and all of them with the default", async () => {
  const portal = await newPortal();
  const [one = "", other = ""] = await many(portal, "contacts", 2);
  const companyId = await portal.create("companies");
  const [boss = 0] = await newLabel(portal, "contacts", "companies", "boss");
  await portal.post(`${toCompanies}/create`, {
    inputs: [pairInput(one, companyId, 1, boss), pairInput(other, companyId, boss)],
  });
  const inputs = [pairInput(one, companyId, 1), pairInput(other, companyId, 279)];
  assert.equal((await portal.post(`${toCompanies}/labels/archive`, { inputs })).status, 204);
  assert.deepEqual(await typesOf(portal, "contacts", one, "companies"), { [companyId]: [279, boss] });
  assert.equal((await storedRows(portal, "associations")).length, 4);
});

test("labels/archive of the default type clears a pin, of a label it does not", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal, "tickets");
  const [topic = 0] = await newLabel(portal, "calls", "tickets", "topic");
  const path = "/crm/v4/associations/calls/tickets/batch";
  await portal.post(`${path}/create`, { inputs: [pairInput(callId, record.id, topic)] });
  await portal.post(`${path}/labels/archive`, { inputs: [pairInput(callId, record.id, topic)] });
  assert.equal(await readPin(portal, record), callId);
  await portal.post(`${path}/labels/archive`, { inputs: [pairInput(callId, record.id, 220)] });
  assert.equal(await readPin(portal, record), null);
});

test("batches that are empty, too large or not well formed are refused whole, and nothing changes", async () => {
  const portal = await newPortal();
  const [contactId, companyId] = [await portal.create("contacts"), await portal.create("companies")];
  await portal.post(`${toCompanies}/create`, { inputs: [pairInput(contactId, companyId, 1)] });
  const before = await storedRows(portal, "associations");
  const good = pairInput(contactId, companyId, 279);
  const parting = { from: { id: contactId }, to: [{ id: companyId }] };
  const fill = (count: number, input: unknown) => ({ inputs: Array.from({ length: count }, () => input) });
  const cases: [string, unknown, RegExp][] = [
    ["create", { inputs: [] }, /^Batch input provided should have at least one object\.$/],
    ["create", {}, /^Invalid input JSON on line 1, column 2. Some required fields were not set: \[inputs\]$/],
    ["create", [], /from Array value \(token `JsonToken.START_ARRAY`\)/],
    ["create", { inputs: [{ ...good, types: [] }] }, /^Invalid input JSON/],
    ["create", { inputs: [null] }, /^Invalid input JSON/],
    ["create", fill(2_001, good), /^The maximum number of inputs supported in a batch request is 2000\./],
    ["associate/default", { inputs: [] }, /at least one object/],
    ["read", fill(1_001, { id: contactId }), /is 1000\./],
    ["read", { inputs: [{ id: true }] }, /^Invalid input JSON/],
    ["archive", fill(101, parting), /is 100\./],
    ["archive", { inputs: [parting, { from: { id: contactId }, to: [{ id: "abc" }] }] }, /^abc is not a valid ID$/],
    ["archive", fill(2, { from: { id: contactId }, to: fill(6_000, { id: companyId }).inputs }), /is 10000\./],
    ["labels/archive", { inputs: [good, pairInput(contactId, companyId, 280)] }, /^invalid from object type/],
    ["labels/archive", { inputs: [good, pairInput(contactId, "x", 279)] }, /^x is not a valid ID$/],
  ];
  for (const [verb, body, message] of cases) {
    const answer = await portal.post(`${toCompanies}/${verb}`, body);
    assert.equal(answer.status, 400, `${verb} ${answer.text}`);
    assert.equal(answer.body.category, "VALIDATION_ERROR");
    assert.match(answer.body.message, message);
  }
  assert.deepEqual(await storedRows(portal, "associations"), before);
});

test("the largest batch is written and repeated without a change", async () => {
  const portal = await newPortal();
  const contacts = await bulkRecords(portal, "0-1", 50);
  const companies = await bulkRecords(portal, "0-2", 40);
  const inputs = contacts.flatMap((from) => companies.map((to) => pairInput(from, to, 279)));
  for (let round = 0; round < 2; round += 1) {
    const answer = await portal.post(`${toCompanies}/create`, { inputs });
    assert.deepEqual([answer.status, answer.body.results.length], [201, 2_000]);
    assert.equal((await storedRows(portal, "associations")).length, 4_000);
  }
});

test("batches that cross each other end, and leave every association with its inverse", async () => {
  const portal = await newPortal();
  const [contacts, companies] = [await many(portal, "contacts", 4), await many(portal, "companies", 4)];
  const there = contacts.flatMap((from) => companies.map((to) => pairInput(from, to, 1)));
  const back = companies.toReversed().flatMap((from) => contacts.map((to) => pairInput(from, to, 2)));
  const partings = contacts.map((id) => ({ from: { id }, to: companies.map((company) => ({ id: company })) }));
  const answers = await Promise.all([
    portal.post(`${toCompanies}/create`, { inputs: there }),
    portal.post("/crm/v4/associations/companies/contacts/batch/create", { inputs: back }),
    portal.post(`${toCompanies}/archive`, { inputs: partings }),
    portal.post(`${toCompanies}/create`, { inputs: there.toReversed() }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 204, 201],
  );
  const rows = await storedRows(portal, "associations");
  const inverses = new Map([
    [1, 2],
    [2, 1],
    [279, 280],
    [280, 279],
  ]);
  const keys = new Set(rows.map((row) => `${row.from_id} ${row.to_id} ${row.association_type_id}`));
  for (const row of rows) {
    const inverse = inverses.get(row.association_type_id);
    assert.ok(keys.has(`${row.to_id} ${row.from_id} ${inverse}`));
  }
  for (const id of contacts) {
    const primaries = rows.filter((row) => String(row.from_id) === id && row.association_type_id === 1);
    assert.ok(primaries.length <= 1);
  }
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
