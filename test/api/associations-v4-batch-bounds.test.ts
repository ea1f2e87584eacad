import assert from "node:assert/strict";
import { test } from "node:test";
import { many, pairInput } from "../support/association-batches.ts";
import { bulkRecords } from "../support/bulk-records.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal } from "../support/test-app.ts";

const toCompanies = "/crm/v4/associations/contacts/companies/batch";

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
