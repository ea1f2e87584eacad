import assert from "node:assert/strict";
import { test } from "node:test";
import { newPortal, type TestPortal } from "../support/test-app.ts";

type Choice = { id: string; label: string; deleted: boolean };

/** The two lists that calls choose from: the same five routes, and the property that takes a choice. */
const lists = [
  {
    what: "call outcome",
    notFound: "Call outcome",
    path: "/calling/v1/dispositions",
    property: "hs_call_disposition",
    toValue: (choice: Choice) => choice.id,
  },
  {
    what: "call type",
    notFound: "Call type",
    path: "/calling/v1/call-types",
    property: "hs_activity_type",
    toValue: (choice: Choice) => choice.label,
  },
];

async function listAll(portal: TestPortal, path: string): Promise<Choice[]> {
  const answer = await portal.get(path);
  assert.equal(answer.status, 200);
  return answer.body;
}

async function add(portal: TestPortal, path: string, label: string): Promise<Choice> {
  const answer = await portal.post(path, { label });
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

function createCall(portal: TestPortal, properties: Record<string, unknown>) {
  return portal.post("/crm/v3/objects/calls", {
    properties: { hs_timestamp: "2026-03-17T01:32:44Z", ...properties },
  });
}

async function optionsOf(portal: TestPortal, property: string) {
  const { body } = await portal.get(`/crm/v3/properties/calls/${property}`);
  return body.options.map(({ label, value }: { label: string; value: string }) => ({ label, value }));
}

test("the outcomes of a new portal are the service's six, as a bare array", async () => {
  const portal = await newPortal();
  assert.deepEqual(await listAll(portal, "/calling/v1/dispositions"), [
    { id: "9d9162e7-6cf3-4944-bf63-4dff82258764", label: "Busy", deleted: false },
    { id: "f240bbac-87c9-4f6e-bf70-924b57d47db7", label: "Connected", deleted: false },
    { id: "a4c4c377-d246-4b32-a13b-75a56a4cd0ff", label: "Left live message", deleted: false },
    { id: "b2cf5968-551e-4856-9783-52b3da59a7d0", label: "Left voicemail", deleted: false },
    { id: "73a0d17f-1163-4015-bdd5-ec830791da20", label: "No answer", deleted: false },
    { id: "17b47fee-58de-441e-a44c-c6300d46f273", label: "Wrong number", deleted: false },
  ]);
});

test("the call types of a new portal are the five of the contract, each with a GUID", async () => {
  const portal = await newPortal();
  const types = await listAll(portal, "/calling/v1/call-types");
  assert.deepEqual(
    types.map(({ label }) => label),
    ["Discovery call", "Demo", "Follow-up", "Support call", "Check-in"],
  );
  for (const { id } of types) assert.match(id, /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
});

for (const { what, notFound, path, property, toValue } of lists) {
  test(`a ${what} is added at the end, used by a call, and is an option of ${property}`, async () => {
    const portal = await newPortal();
    const before = await listAll(portal, path);
    const options = await optionsOf(portal, property);
    assert.deepEqual(
      options,
      before.map((choice) => ({ label: choice.label, value: toValue(choice) })),
    );
    const added = await add(portal, path, "  Gatekeeper ");
    assert.deepEqual([added.label, added.deleted], ["Gatekeeper", false]);
    assert.match(added.id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(await listAll(portal, path), [...before, added]);
    assert.deepEqual(await optionsOf(portal, property), [...options, { label: "Gatekeeper", value: toValue(added) }]);
    const call = await createCall(portal, { [property]: toValue(added) });
    assert.deepEqual([call.status, call.body.properties[property]], [201, toValue(added)]);
  });

  test(`renaming a ${what} keeps its id and place`, async () => {
    const portal = await newPortal();
    const before = await listAll(portal, path);
    const [first] = before as [Choice];
    const renamed = await portal.patch(`${path}/${first.id}`, { label: "Another name" });
    assert.deepEqual([renamed.status, renamed.body], [200, { ...first, label: "Another name" }]);
    assert.deepEqual(await listAll(portal, path), [renamed.body, ...before.slice(1)]);
    assert.equal((await optionsOf(portal, property))[0].label, "Another name");
    assert.equal((await createCall(portal, { [property]: toValue(renamed.body) })).status, 201);
    // Its own name in other letters is no conflict.
    assert.equal((await portal.patch(`${path}/${first.id}`, { label: "ANOTHER NAME" })).status, 200);
  });

  test(`a deleted ${what} is refused on new calls, and stays on old ones, which may be written back`, async () => {
    const portal = await newPortal();
    const before = await listAll(portal, path);
    const choice = await add(portal, path, "Gatekeeper");
    const value = toValue(choice);
    const old = (await createCall(portal, { [property]: value })).body.id;
    const other = (await createCall(portal, {})).body.id;
    const answer = await portal.delete(`${path}/${choice.id}`);
    assert.deepEqual([answer.status, answer.text], [204, ""]);

    assert.deepEqual(await listAll(portal, path), before);
    assert.ok(!(await optionsOf(portal, property)).some((option: { value: string }) => option.value === value));
    for (const refused of [
      await createCall(portal, { [property]: value }),
      await portal.patch(`/crm/v3/objects/calls/${other}`, { properties: { [property]: value } }),
    ]) {
      assert.equal(refused.status, 400);
      assert.equal(refused.body.errors[0].code, "INVALID_OPTION");
      assert.deepEqual(refused.body.errors[0].context, { propertyName: [property] });
    }
    const oldPath = `/crm/v3/objects/calls/${old}`;
    const kept = await portal.patch(oldPath, { properties: { [property]: value, hs_call_title: "Late note" } });
    assert.deepEqual([kept.status, kept.body.properties[property]], [200, value]);
    assert.equal((await portal.get(`${oldPath}?properties=${property}`)).body.properties[property], value);
    // Once given up it cannot be taken again.
    await portal.patch(oldPath, { properties: { [property]: "" } });
    assert.equal((await portal.patch(oldPath, { properties: { [property]: value } })).status, 400);
  });

  test(`a ${what} that is added under the name of a deleted one is the former one again`, async () => {
    const portal = await newPortal();
    const choice = await add(portal, path, "Gatekeeper");
    const call = (await createCall(portal, { [property]: toValue(choice) })).body.id;
    await portal.delete(`${path}/${choice.id}`);
    const again = await add(portal, path, "Gatekeeper");
    assert.deepEqual(again, choice);
    const read = await portal.get(`/crm/v3/objects/calls/${call}?properties=${property}`);
    assert.equal(read.body.properties[property], toValue(again));
  });

  test(`a ${what} cannot take the label of another, in whatever case`, async () => {
    const portal = await newPortal();
    const before = await listAll(portal, path);
    const [first, second] = before as [Choice, Choice];
    const label = first.label.toUpperCase();
    for (const answer of [
      await portal.post(path, { label }),
      await portal.post(path, { label: ` ${label} ` }),
      await portal.patch(`${path}/${second.id}`, { label }),
    ]) {
      assert.equal(answer.status, 409);
      assert.equal(answer.body.category, "CONFLICT");
      assert.equal(answer.body.message, `"${first.label}" exists already. Existing ID: ${first.id}`);
    }
    assert.deepEqual(await listAll(portal, path), before);
  });

  test(`the label of a ${what} must be there, be text, and be of sensible length`, async () => {
    const portal = await newPortal();
    const before = await listAll(portal, path);
    for (const body of [
      {},
      { label: "" },
      { label: " \t" },
      { label: "x".repeat(256) },
      { label: 7 },
      { label: "a\0b" },
    ]) {
      const added = await portal.post(path, body);
      assert.deepEqual([added.status, added.body.category], [400, "VALIDATION_ERROR"], JSON.stringify(body));
      const renamed = await portal.patch(`${path}/${before[0]?.id}`, body);
      assert.deepEqual([renamed.status, renamed.body.category], [400, "VALIDATION_ERROR"], JSON.stringify(body));
    }
    assert.deepEqual(await listAll(portal, path), before);
    await add(portal, path, "x".repeat(255));
  });

  test(`a ${what} that is not there, or deleted already, can neither be renamed nor deleted`, async () => {
    const portal = await newPortal();
    const deleted = await add(portal, path, "Gatekeeper");
    await portal.delete(`${path}/${deleted.id}`);
    const foreign = await add(await newPortal(), path, "Elsewhere");
    for (const id of [deleted.id, foreign.id, "00000000-0000-4000-8000-000000000000", "abc"]) {
      for (const answer of [
        await portal.patch(`${path}/${id}`, { label: "New name" }),
        await portal.delete(`${path}/${id}`),
      ]) {
        assert.equal(answer.status, 404);
        assert.equal(answer.body.category, "OBJECT_NOT_FOUND");
        assert.equal(answer.body.message, `${notFound} ${id} was not found`);
      }
    }
  });

  test(`what one portal does to its ${what}s does not touch another's`, async () => {
    const [portal, other] = [await newPortal(), await newPortal()];
    const before = await listAll(other, path);
    const added = await add(portal, path, "Gatekeeper");
    const [first] = (await listAll(portal, path)) as [Choice];
    await portal.patch(`${path}/${first.id}`, { label: "Another name" });
    assert.deepEqual(await listAll(other, path), before);
    assert.equal((await createCall(other, { [property]: toValue(added) })).status, 400);
  });

  test(`every answered change to the ${what}s is in force at once, also of several at the same time`, async () => {
    const portal = await newPortal();
    const before = await listAll(portal, path);
    for (let round = 1; round <= 20; round += 1) {
      const rename = async ({ id }: Choice, index: number) => {
        const answer = await portal.patch(`${path}/${id}`, { label: `Round ${round}, ${index}` });
        assert.equal(answer.status, 200);
        const renamed = (await listAll(portal, path)).find((choice) => choice.id === id);
        assert.equal(renamed?.label, `Round ${round}, ${index}`);
      };
      await Promise.all(before.map(rename));
    }
  });
}

test("a renamed call type stays under its old name on calls that have it", async () => {
  const portal = await newPortal();
  const [first] = (await listAll(portal, "/calling/v1/call-types")) as [Choice];
  const call = (await createCall(portal, { hs_activity_type: first.label })).body.id;
  await portal.patch(`/calling/v1/call-types/${first.id}`, { label: "Another name" });
  const path = `/crm/v3/objects/calls/${call}`;
  const read = await portal.get(`${path}?properties=hs_activity_type`);
  assert.equal(read.body.properties.hs_activity_type, first.label);
  assert.equal((await portal.patch(path, { properties: { hs_activity_type: first.label } })).status, 200);
  assert.equal((await createCall(portal, { hs_activity_type: first.label })).status, 400);
});
