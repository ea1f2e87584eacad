import assert from "node:assert/strict";
import { test } from "node:test";
import { batchOf, envelopeOf, newLabel, typesOf } from "../support/association-batches.ts";
import { association, associationsOf, callLinks } from "../support/call-links.ts";
import { pinnedCall, readPin } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

function pair(from: string, fromId: string, to: string, toId: string): string {
  return `/crm/v4/objects/${from}/${fromId}/associations/${to}/${toId}`;
}

function types(...ids: unknown[]) {
  return ids.map((associationTypeId) => ({ associationCategory: "HUBSPOT_DEFINED", associationTypeId }));
}

async function contactAndCompany(portal: TestPortal) {
  const [contactId, companyId] = [await portal.create("contacts"), await portal.create("companies")];
  return { contactId, companyId, path: pair("contacts", contactId, "companies", companyId) };
}

for (const { plural, fromCall, toCall } of callLinks) {
  test(`calls and ${plural} are associated by PUT and parted by DELETE, ids being numbers`, async () => {
    const portal = await newPortal();
    const [callId, recordId] = [await portal.create("calls"), await portal.create(plural)];
    const put = await portal.put(pair("calls", callId, plural, recordId), types(fromCall));
    const toType = put.body.toObjectTypeId;
    assert.deepEqual(put.body, {
      fromObjectTypeId: "0-48",
      fromObjectId: Number(callId),
      toObjectTypeId: toType,
      toObjectId: Number(recordId),
      labels: [],
    });
    assert.equal(put.status, 201);
    const list = await portal.get(`/crm/v4/objects/${plural}/${recordId}/associations/calls`);
    assert.deepEqual(list.body, {
      results: [
        {
          toObjectId: Number(callId),
          associationTypes: [{ category: "HUBSPOT_DEFINED", typeId: toCall, label: null }],
        },
      ],
    });
    assert.equal((await portal.delete(pair(toType, recordId, "0-48", callId))).status, 204);
    assert.deepEqual(await storedRows(portal, "associations"), []);
  });
}

test("PUT of a default association answers with both directions and keeps labels", async () => {
  const portal = await newPortal();
  const { contactId, companyId, path } = await contactAndCompany(portal);
  await portal.put(path, types(1));
  const answer = await portal.put(`/crm/v4/objects/contact/${contactId}/associations/default/company/${companyId}`);
  assert.deepEqual(batchOf(answer), {
    httpStatus: 200,
    status: "COMPLETE",
    results: [
      {
        from: { id: contactId },
        to: { id: companyId },
        associationSpec: { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 },
      },
      {
        from: { id: companyId },
        to: { id: contactId },
        associationSpec: { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 280 },
      },
    ],
  });
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), { [companyId]: [1, 279] });
});

test("a labelled PUT brings the default along and replaces the labels that it does not name", async () => {
  const portal = await newPortal();
  const { contactId, companyId, path } = await contactAndCompany(portal);
  const [boss = 0, bossBack = 0] = await newLabel(portal, "contacts", "companies", "boss");
  const first = await portal.put(path, types(1));
  assert.deepEqual(first.body.labels, ["Primary"]);
  const second = await portal.put(path, [{ associationCategory: "USER_DEFINED", associationTypeId: String(boss) }]);
  assert.deepEqual(second.body.labels, ["boss"]);
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), { [companyId]: [279, boss] });
  assert.deepEqual(await typesOf(portal, "companies", companyId, "contacts"), { [contactId]: [280, bossBack] });
  await portal.put(path, types(279));
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), { [companyId]: [279] });
});

test("a record has one primary company: setting another takes it from the first, in both directions", async () => {
  const portal = await newPortal();
  for (const [plural, primary, unlabelled] of [
    ["contacts", 1, 279],
    ["deals", 5, 341],
    ["tickets", 26, 339],
  ] as const) {
    const id = await portal.create(plural);
    const [one, other] = [await portal.create("companies"), await portal.create("companies")];
    await portal.put(pair(plural, id, "companies", one), types(primary));
    await portal.put(pair(plural, id, "companies", other), types(primary));
    assert.deepEqual(await typesOf(portal, plural, id, "companies"), {
      [one]: [unlabelled],
      [other]: [primary, unlabelled],
    });
    const back = await typesOf(portal, "companies", one, plural);
    assert.equal(back[id]?.length, 1);
    // From the company's side, and by the older path.
    const inverse = { 1: 2, 5: 6, 26: 25 }[primary];
    await portal.put(`/crm/v3/objects/companies/${one}/associations/${plural}/${id}/${inverse}`);
    assert.deepEqual(await typesOf(portal, plural, id, "companies"), {
      [one]: [primary, unlabelled],
      [other]: [unlabelled],
    });
  }
});

test("a company created as the primary one of a contact takes that from another", async () => {
  const portal = await newPortal();
  const { contactId, companyId, path } = await contactAndCompany(portal);
  await portal.put(path, types(1));
  const next = await portal.create("companies", {}, [association(contactId, 2)]);
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), {
    [companyId]: [279],
    [next]: [1, 279],
  });
});

test("two primary companies set at the same moment leave one", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const companies = await Promise.all(Array.from({ length: 6 }, () => portal.create("companies")));
  const answers = await Promise.all(
    companies.map((id) => portal.put(pair("contacts", contactId, "companies", id), types(1))),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    companies.map(() => 201),
  );
  const found = Object.values(await typesOf(portal, "contacts", contactId, "companies"));
  assert.equal(found.length, 6);
  assert.equal(found.filter((ids) => ids.includes(1)).length, 1);
});

test("the list pages by records, every type of a pair together", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const companies: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    companies.push(await portal.create("companies", {}, [association(contactId, index === 1 ? 2 : 280)]));
  }
  const path = `/crm/v4/objects/contacts/${contactId}/associations/companies`;
  const seen: string[] = [];
  let next = `${path}?limit=2`;
  for (const expected of [2, 2, 1]) {
    const { body } = await portal.get(next);
    assert.equal(body.results.length, expected);
    for (const { toObjectId, associationTypes } of body.results) {
      seen.push(String(toObjectId));
      assert.equal(associationTypes.length, String(toObjectId) === companies[1] ? 2 : 1);
    }
    if (expected === 1) assert.equal("paging" in body, false);
    else next = body.paging.next.link.slice(portal.address.length);
  }
  assert.deepEqual(seen, companies);
  for (const query of ["limit=0", "limit=501", "limit=x", "after=abc", "after=-1"]) {
    assert.equal((await portal.get(`${path}?${query}`)).status, 400, query);
  }
});

test("archived records are in no list, and cannot be associated", async () => {
  const portal = await newPortal();
  const { contactId, companyId, path } = await contactAndCompany(portal);
  await portal.put(path, types(1));
  await portal.delete(`/crm/v3/objects/companies/${companyId}`);
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), {});
  assert.deepEqual(envelopeOf(await portal.put(path, types(279))), {
    httpStatus: 400,
    status: "error",
    message: "One or more associations are not valid",
    context: { INVALID_OBJECT_IDS: [`COMPANY=${companyId} is not valid`] },
    category: "VALIDATION_ERROR",
  });
  await portal.post(`/crm/v3/objects/companies/${companyId}/restore`);
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), { [companyId]: [1, 279] });
});

test("DELETE of a pair takes every type away and clears the pin that rested on it", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal, "deals");
  assert.equal((await portal.delete(pair("calls", callId, "deals", record.id))).status, 204);
  assert.equal(await readPin(portal, record), null);
  assert.deepEqual(await associationsOf(portal, "deals", record.id, "calls"), []);
  assert.deepEqual(await storedRows(portal, "pins"), []);
  assert.equal((await portal.delete(pair("calls", callId, "deals", record.id))).status, 204);
});

test("types of the wrong direction, of another pair or unknown are refused, and nothing changes", async () => {
  const portal = await newPortal();
  const { contactId, path } = await contactAndCompany(portal);
  await portal.put(path, types(279));
  const before = await storedRows(portal, "associations");
  const cases: [unknown, RegExp][] = [
    [types(280), /^invalid from object type 0-1 for associations to be created. expected: 0-2. For definition 0-280$/],
    [types(4), /^invalid to object type 0-2 for associations to be created. expected: 0-3. For definition 0-4$/],
    [types(999_999), /^Association type HUBSPOT_DEFINED 999999 does not exist/],
    [
      [{ associationCategory: "USER_DEFINED", associationTypeId: 1 }],
      /^Association type USER_DEFINED 1 does not exist/,
    ],
    [types(1, 280), /^invalid from object type/],
    [[], /^Invalid input JSON/],
    [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 }, /^Invalid input JSON/],
    [null, /^Invalid input JSON/],
    [types(null), /^Invalid input JSON/],
    [types(1e300), /^Association type/],
    [[{ associationCategory: "NOBODY", associationTypeId: 1 }], /^Invalid input JSON/],
    [[null], /^Invalid input JSON/],
    ["{", /^Invalid input JSON/],
    [undefined, /^Invalid input JSON/],
  ];
  for (const [body, message] of cases) {
    const answer = await portal.put(path, body);
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.match(answer.body.message, message);
  }
  assert.match(
    (await portal.put(pair("contacts", contactId, "companies", "abc"), types(279))).body.message,
    /not a valid/,
  );
  assert.deepEqual(await storedRows(portal, "associations"), before);
});

test("another portal's records are not found, and stay as they are", async () => {
  const [portal, other] = [await newPortal(), await newPortal()];
  const { contactId, companyId, path } = await contactAndCompany(other);
  await other.put(path, types(1));
  const before = await storedRows(other, "associations");
  const own = await portal.create("contacts");
  const defaultPath = `/crm/v4/objects/contacts/${contactId}/associations/default/companies/${companyId}`;
  for (const answer of [
    await portal.put(path, types(279)),
    await portal.put(defaultPath),
    await portal.delete(path),
    await portal.get(`/crm/v4/objects/contacts/${contactId}/associations/companies`),
  ]) {
    assert.equal(answer.status, 404);
    assert.equal(answer.body.category, "OBJECT_NOT_FOUND");
  }
  assert.equal((await portal.put(pair("contacts", own, "companies", companyId), types(279))).status, 400);
  assert.deepEqual(await storedRows(other, "associations"), before);
});

test("two object types that cannot be associated are refused", async () => {
  const portal = await newPortal();
  const [one, other] = [await portal.create("calls"), await portal.create("calls")];
  const answer = await portal.put(`/crm/v4/objects/calls/${one}/associations/default/calls/${other}`);
  assert.equal(answer.status, 400);
  assert.match(answer.body.message, /^Association type call_to_call does not exist/);
});

test("of two merged contacts the one that stays keeps its primary company", async () => {
  const portal = await newPortal();
  const [stays, goes] = [await contactAndCompany(portal), await contactAndCompany(portal)];
  for (const { path } of [stays, goes]) await portal.put(path, types(1));
  const ids = { primaryObjectId: stays.contactId, objectIdToMerge: goes.contactId };
  assert.equal((await portal.post("/crm/v3/objects/contacts/merge", ids)).status, 200);
  assert.deepEqual(await typesOf(portal, "contacts", stays.contactId, "companies"), {
    [stays.companyId]: [1, 279],
    [goes.companyId]: [279],
  });
  assert.deepEqual(await typesOf(portal, "companies", goes.companyId, "contacts"), { [stays.contactId]: [280] });
});

test("records of a portal's own object type are associated like others, with labels and limits", async () => {
  const portal = await newPortal();
  const schema = await portal.post("/crm/v3/schemas", {
    name: "boats",
    labels: { singular: "Boat", plural: "Boats" },
    primaryDisplayProperty: "boat_name",
    requiredProperties: ["boat_name"],
    properties: [{ name: "boat_name", label: "Name", type: "string", fieldType: "text" }],
    associatedObjects: ["CALL"],
  });
  assert.equal(schema.status, 201, schema.text);
  const boats = schema.body.objectTypeId;
  const [callId, boatId] = [await portal.create("calls"), await portal.create("boats", { boat_name: "Anna" })];
  const [topic = 0] = await newLabel(portal, "calls", "boats", "topic");
  const [unlabelled] = (await portal.get("/crm/v4/associations/calls/boats/labels")).body.results;
  const limit = { category: "USER_DEFINED", typeId: unlabelled.typeId, maxToObjectIds: 1 };
  await portal.post("/crm/v4/associations/definitions/configurations/calls/boats/batch/create", { inputs: [limit] });
  const label = [{ associationCategory: "USER_DEFINED", associationTypeId: topic }];
  assert.equal((await portal.put(pair("calls", callId, boats, boatId), label)).status, 201);
  assert.deepEqual(await typesOf(portal, "calls", callId, "boats"), { [boatId]: [unlabelled.typeId, topic] });
  const second = await portal.create("boats", { boat_name: "Berta" });
  const refused = await portal.put(pair("calls", callId, "boats", second), label);
  assert.equal(refused.body.subCategory, "crm.associations.LIMIT_EXCEEDED");
});
