import assert from "node:assert/strict";
import { test } from "node:test";
import { envelopeOf, newLabel, pairInput, typesOf } from "../support/association-batches.ts";
import { association, associationsOf } from "../support/call-links.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const paths = (from: string, to: string) => [
  `/crm/v4/associations/${from}/${to}/labels`,
  `/crm/associations/v4/${from}/${to}/labels`,
];

async function labelsOf(portal: TestPortal, from: string, to: string) {
  return (await portal.get(`/crm/v4/associations/${from}/${to}/labels`)).body.results;
}

async function associate(portal: TestPortal, from: string, to: string, ...ids: number[]) {
  const [fromId, toId] = [await portal.create(from), await portal.create(to)];
  const answer = await portal.put(
    `/crm/v4/objects/${from}/${fromId}/associations/${to}/${toId}`,
    pairInput(fromId, toId, ...ids).types,
  );
  assert.equal(answer.status, 201, answer.text);
  return { fromId, toId };
}

test("the built-in labels are listed by both spellings of the path, the default with none", async () => {
  const portal = await newPortal();
  for (const path of paths("contacts", "companies")) {
    assert.deepEqual((await portal.get(path)).body, {
      results: [
        { category: "HUBSPOT_DEFINED", typeId: 279, label: null },
        { category: "HUBSPOT_DEFINED", typeId: 1, label: "Primary" },
      ],
    });
  }
  assert.deepEqual(await labelsOf(portal, "calls", "contacts"), [
    { category: "HUBSPOT_DEFINED", typeId: 194, label: null },
  ]);
});

test("a single label has a type in each direction, small and well above the built-in ones", async () => {
  const portal = await newPortal();
  for (const [index, path] of paths("calls", "deals").entries()) {
    const answer = await portal.post(path, { name: `topic_${index}`, label: ` Topic ${index} ` });
    assert.equal(answer.status, 200);
    const [there, back, ...rest] = answer.body.results;
    assert.deepEqual(
      [there.category, there.label, back.label, rest],
      ["USER_DEFINED", `Topic ${index}`, there.label, []],
    );
    assert.ok(there.typeId >= 100_000 && back.typeId < 2 ** 31 && there.typeId !== back.typeId);
    assert.deepEqual((await labelsOf(portal, "calls", "deals")).at(-1), there);
    assert.deepEqual((await labelsOf(portal, "deals", "calls")).at(-1), back);
  }
});

test("a paired label has a name for each direction", async () => {
  const portal = await newPortal();
  const [manager = 0, report = 0] = await newLabel(portal, "contacts", "contacts", "manager", "Report");
  assert.deepEqual((await labelsOf(portal, "contacts", "contacts")).slice(1), [
    { category: "USER_DEFINED", typeId: manager, label: "manager" },
    { category: "USER_DEFINED", typeId: report, label: "Report" },
  ]);
  const { fromId, toId } = await associate(portal, "contacts", "contacts", manager);
  assert.deepEqual(await typesOf(portal, "contacts", toId, "contacts"), { [fromId]: [449, report] });
});

test("a single label within one object type is one type, the same from both sides", async () => {
  const portal = await newPortal();
  const [friend = 0, ...rest] = await newLabel(portal, "contacts", "contacts", "friend");
  assert.deepEqual(rest, []);
  const { fromId, toId } = await associate(portal, "contacts", "contacts", friend);
  assert.deepEqual(await typesOf(portal, "contacts", fromId, "contacts"), { [toId]: [449, friend] });
  assert.deepEqual(await typesOf(portal, "contacts", toId, "contacts"), { [fromId]: [449, friend] });
});

test("labels are v3 types by their name: in lists, in paths and inline", async () => {
  const portal = await newPortal();
  const [there = 0, back = 0] = await newLabel(portal, "calls", "contacts", "decision_maker");
  const listed = await portal.get("/crm/v3/associations/contacts/calls/types");
  assert.deepEqual(listed.body.results.at(-1), { id: String(back), name: "decision_maker" });
  const contactId = await portal.create("contacts");
  const callId = await portal.create("calls", {}, [
    { to: { id: contactId }, types: [{ associationCategory: "USER_DEFINED", associationTypeId: there }] },
  ]);
  const both = [
    { id: callId, type: "contact_to_call" },
    { id: callId, type: "decision_maker" },
  ];
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "calls"), both);
  const path = `/crm/v3/objects/contacts/${contactId}/associations/calls/${callId}/DECISION_MAKER`;
  await portal.delete(path);
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "calls"), [both[0]]);
  await portal.put(path);
  const inline = await portal.get(`/crm/v3/objects/contacts/${contactId}?associations=calls`);
  assert.deepEqual(inline.body.associations.calls.results, both);
});

test("labels of different pairs may share a name, and each means its own pair's", async () => {
  const portal = await newPortal();
  await newLabel(portal, "deals", "contacts", "buyer");
  const [buyer = 0] = await newLabel(portal, "calls", "contacts", "buyer");
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  await portal.put(`/crm/v3/objects/calls/${callId}/associations/contacts/${contactId}/buyer`);
  assert.deepEqual(await typesOf(portal, "calls", callId, "contacts"), { [contactId]: [194, buyer] });
});

test("renaming changes the label on both sides of a single one, and each side of a paired one", async () => {
  const portal = await newPortal();
  const [single = 0, singleBack = 0] = await newLabel(portal, "contacts", "deals", "one");
  const [paired = 0, pairedBack = 0] = await newLabel(portal, "contacts", "deals", "two", "Two back");
  const [path = "", otherPath = ""] = paths("contacts", "deals");
  assert.equal((await portal.put(path, { associationTypeId: single, label: "First" })).status, 204);
  assert.equal((await portal.put(otherPath, { associationTypeId: paired, label: "A", inverseLabel: "B" })).status, 204);
  const category = "USER_DEFINED";
  assert.deepEqual((await labelsOf(portal, "deals", "contacts")).slice(1), [
    { category, typeId: singleBack, label: "First" },
    { category, typeId: pairedBack, label: "B" },
  ]);
  assert.equal((await portal.put(path, { associationTypeId: paired, label: "A" })).status, 204);
  assert.deepEqual((await labelsOf(portal, "contacts", "deals")).at(-1), { category, typeId: paired, label: "A" });
  const refused = await portal.put(path, { associationTypeId: single, label: "x", inverseLabel: "y" });
  assert.match(refused.body.message, /is not a paired label/);
});

test("deleting a label takes it from associations, which stay; its ids are not given out again", async () => {
  const portal = await newPortal();
  const [kept = 0] = await newLabel(portal, "contacts", "companies", "kept");
  const [boss = 0, back = 0] = await newLabel(portal, "contacts", "companies", "boss");
  const { fromId, toId } = await associate(portal, "contacts", "companies", boss, kept);
  await portal.delete(`/crm/v3/objects/companies/${(await associate(portal, "contacts", "companies", boss)).toId}`);
  assert.equal((await portal.delete(`${paths("companies", "contacts")[1]}/${back}`)).status, 204);
  assert.deepEqual(await typesOf(portal, "contacts", fromId, "companies"), { [toId]: [279, kept] });
  const rows = await storedRows(portal, "associations");
  assert.deepEqual(
    rows.filter((row) => [boss, back].includes(row.association_type_id)),
    [],
  );
  assert.deepEqual(
    (await labelsOf(portal, "contacts", "companies")).map(({ typeId }: { typeId: number }) => typeId),
    [279, 1, kept],
  );
  const [again = 0] = await newLabel(portal, "contacts", "companies", "boss");
  assert.ok(again > back);
  const answer = await portal.put(
    `/crm/v4/objects/contacts/${fromId}/associations/companies/${toId}`,
    pairInput(fromId, toId, boss).types,
  );
  assert.match(answer.body.message, /does not exist/);
});

test("a label that goes while associations get it leaves none of them with it", async () => {
  const portal = await newPortal();
  const [boss = 0, back = 0] = await newLabel(portal, "contacts", "companies", "boss");
  const companyId = await portal.create("companies");
  const contacts = await Promise.all(Array.from({ length: 8 }, () => portal.create("contacts")));
  const put = (id: string) =>
    portal.put(
      `/crm/v4/objects/contacts/${id}/associations/companies/${companyId}`,
      pairInput(id, companyId, boss).types,
    );
  const answers = await Promise.all([
    ...contacts.slice(0, 4).map(put),
    portal.delete(`${paths("contacts", "companies")[0]}/${boss}`),
    ...contacts.slice(4).map(put),
  ]);
  for (const { status } of answers) assert.ok([201, 204, 400].includes(status), String(status));
  const rows = await storedRows(portal, "associations");
  assert.ok(rows.every((row) => row.association_type_id !== boss && row.association_type_id !== back));
});

test("labels that are not valid or taken are refused, and none is stored", async () => {
  const portal = await newPortal();
  await newLabel(portal, "contacts", "companies", "boss", "Underling");
  const before = await storedRows(portal, "association_labels");
  const [path = ""] = paths("companies", "contacts");
  const cases: [unknown, number, RegExp][] = [
    [{}, 400, /^Invalid input JSON on line 1, column 2. Some required fields were not set: \[label, name\]$/],
    [{ name: "a" }, 400, /not set: \[label\]$/],
    [{ name: "1a", label: "A" }, 400, /^name must have/],
    [{ name: "a-b", label: "A" }, 400, /^name must have/],
    [{ name: "", label: "A" }, 400, /^name must have/],
    [{ name: "a", label: " " }, 400, /^label must have/],
    [{ name: "a", label: "x".repeat(101) }, 400, /^label must have/],
    [{ name: "a", label: "A", inverseLabel: "" }, 400, /^inverseLabel must have/],
    [{ name: "a", label: "nul \u0000" }, 400, /U\+0000/],
    [{ name: "a", label: "\ud800" }, 400, /surrogate/],
    [{ name: "a", label: 3 }, 400, /^Invalid input JSON/],
    [{ name: "BOSS", label: "A" }, 409, /name "boss" exists/],
    [{ name: "boss_inverse", label: "A" }, 409, /exists/],
    [{ name: "a", label: "underling" }, 409, /label "underling" exists/],
    [{ name: "a", label: "A", inverseLabel: "primary" }, 409, /label "primary" exists/],
    [{ name: "contact_to_company", label: "A" }, 409, /exists/],
  ];
  for (const [body, status, message] of cases) {
    const answer = await portal.post(path, body);
    assert.equal(answer.status, status, `${JSON.stringify(body)} ${answer.text}`);
    assert.match(answer.body.message, message);
  }
  assert.equal((await portal.post("/crm/v4/associations/calls/calls/labels", { name: "a", label: "A" })).status, 400);
  assert.deepEqual(await storedRows(portal, "association_labels"), before);
});

test("the same label twice at once is made once", async () => {
  const portal = await newPortal();
  const [path = ""] = paths("calls", "tickets");
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => portal.post(path, { name: "same", label: "Same" })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409, 409]);
  assert.equal((await storedRows(portal, "association_labels")).length, 2);
});

test("labels that are built in, unknown, of another pair or portal cannot be changed or deleted", async () => {
  const [portal, other] = [await newPortal(), await newPortal()];
  const [boss = 0] = await newLabel(portal, "contacts", "companies", "boss");
  const before = await storedRows(portal, "association_labels");
  const cases: [TestPortal, string, string | number, number][] = [
    [portal, "/crm/v4/associations/contacts/companies/labels", 1, 400],
    [portal, "/crm/v4/associations/contacts/companies/labels", 4711, 404],
    [portal, "/crm/v4/associations/contacts/deals/labels", boss, 404],
    [other, "/crm/v4/associations/contacts/companies/labels", boss, 404],
  ];
  for (const [who, path, id, status] of cases) {
    assert.equal((await who.delete(`${path}/${id}`)).status, status);
    assert.equal((await who.put(path, { associationTypeId: id, label: "Other" })).status, status);
  }
  const named = await portal.delete("/crm/v4/associations/contacts/companies/labels/boss");
  assert.equal(envelopeOf(named).message, "Unable to parse value for path parameter: associationTypeId");
  assert.deepEqual(await storedRows(portal, "association_labels"), before);
  assert.deepEqual((await other.get("/crm/v4/associations/contacts/companies/labels")).body.results.length, 2);
});

test("a pair of object types has at most 50 labels", async () => {
  const portal = await newPortal();
  const [path = ""] = paths("contacts", "contacts");
  const answers = await Promise.all(
    Array.from({ length: 51 }, (_, index) =>
      portal.post(path, { name: `l${index}`, label: `L ${index}`, inverseLabel: `Back ${index}` }),
    ),
  );
  const refused = answers.filter(({ status }) => status !== 200);
  assert.deepEqual(
    refused.map(({ status }) => status),
    [400],
  );
  assert.equal((await storedRows(portal, "association_labels")).length, 100);
});

test("labels need the scopes of both object types", async () => {
  const portal = await newPortal();
  const reader = await portal.withScopes(["crm.objects.contacts.read", "crm.objects.contacts.write"]);
  const answer = await reader.post("/crm/v4/associations/contacts/deals/labels", { name: "a", label: "A" });
  assert.equal(answer.status, 403);
  assert.deepEqual(answer.body.errors[0].context.requiredGranularScopes, ["crm.objects.deals.write"]);
  assert.deepEqual(await storedRows(portal, "association_labels"), []);
});

test("a contact created with a label of a company takes its association along to the bin and back", async () => {
  const portal = await newPortal();
  const [boss = 0] = await newLabel(portal, "contacts", "companies", "boss");
  const companyId = await portal.create("companies");
  const contactId = await portal.create("contacts", {}, [
    { to: { id: companyId }, types: [{ associationTypeId: boss }] },
    association(companyId, 1),
  ]);
  await portal.delete(`/crm/v3/objects/contacts/${contactId}`);
  await portal.post(`/crm/v3/objects/contacts/${contactId}/restore`);
  assert.deepEqual(await typesOf(portal, "contacts", contactId, "companies"), { [companyId]: [1, 279, boss] });
});
