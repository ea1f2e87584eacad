import assert from "node:assert/strict";
import { test } from "node:test";
import { associationsOf, callLinks } from "../support/call-links.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal } from "../support/test-app.ts";

async function types(from: string, to: string) {
  const answer = await (await newPortal()).get(`/crm/v3/associations/${from}/${to}/types`);
  assert.equal(answer.status, 200);
  return answer.body;
}

for (const { plural, fromCall, toCall, fromCallName, toCallName } of callLinks) {
  test(`the association types between calls and ${plural} are the known ones, by any spelling`, async () => {
    const there = { results: [{ id: String(fromCall), name: fromCallName }] };
    assert.deepEqual(await types("calls", plural), there);
    assert.deepEqual(await types("0-48", plural.toUpperCase()), there);
    assert.deepEqual(await types(plural, "call"), { results: [{ id: String(toCall), name: toCallName }] });
  });
}

test("the types of a pair with a primary company list the default first", async () => {
  assert.deepEqual(await types("contacts", "companies"), {
    results: [
      { id: "279", name: "contact_to_company_unlabeled" },
      { id: "1", name: "contact_to_company" },
    ],
  });
  assert.deepEqual(await types("companies", "contacts"), {
    results: [
      { id: "280", name: "company_to_contact_unlabeled" },
      { id: "2", name: "company_to_contact" },
    ],
  });
});

test("two object types that cannot be associated have no types, and an unknown one is refused", async () => {
  assert.deepEqual(await types("calls", "calls"), { results: [] });
  const answer = await (await newPortal()).get("/crm/v3/associations/calls/widgets/types");
  assert.equal(answer.status, 400);
  assert.equal(answer.body.message, "Unable to infer object type from: widgets");
});

test("a labelled type brings the default one along, and goes without it", async () => {
  const portal = await newPortal();
  const [contactId, companyId] = [await portal.create("contacts"), await portal.create("companies")];
  const path = `/crm/v3/objects/contacts/${contactId}/associations/companies/${companyId}`;
  const answer = await portal.put(`${path}/1`);
  assert.deepEqual(answer.body.associations, {
    companies: {
      results: [
        { id: companyId, type: "contact_to_company" },
        { id: companyId, type: "contact_to_company_unlabeled" },
      ],
    },
  });
  assert.equal((await portal.delete(`${path}/contact_to_company`)).status, 204);
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "companies"), [
    { id: companyId, type: "contact_to_company_unlabeled" },
  ]);
  assert.deepEqual(await associationsOf(portal, "companies", companyId, "contacts"), [
    { id: contactId, type: "company_to_contact_unlabeled" },
  ]);
});

test("adding a label to a pair keeps the labels that it has", async () => {
  const portal = await newPortal();
  const [parent, child] = [await portal.create("companies"), await portal.create("companies")];
  const path = `/crm/v3/objects/companies/${parent}/associations/companies/${child}`;
  await portal.put(`${path}/450`);
  await portal.put(`${path}/parent_to_child_company`);
  assert.deepEqual(await associationsOf(portal, "companies", parent, "companies"), [
    { id: child, type: "parent_to_child_company" },
    { id: child, type: "company_to_company" },
  ]);
  assert.deepEqual(await associationsOf(portal, "companies", child, "companies"), [
    { id: parent, type: "child_to_parent_company" },
    { id: parent, type: "company_to_company" },
  ]);
});

test("removing the default type removes every label of the pair, in both directions", async () => {
  for (const type of ["279", "contact_to_company_unlabeled"]) {
    const portal = await newPortal();
    const [contactId, companyId] = [await portal.create("contacts"), await portal.create("companies")];
    const path = `/crm/v3/objects/contacts/${contactId}/associations/companies/${companyId}`;
    await portal.put(`${path}/1`);
    assert.equal((await storedRows(portal, "associations")).length, 4);
    assert.equal((await portal.delete(`${path}/${type}`)).status, 204);
    assert.deepEqual(await storedRows(portal, "associations"), []);
  }
});
