import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal } from "../support/test-app.ts";

type Named = { readonly name: string };
const namesOf = (list: readonly Named[]) => list.map(({ name }) => name);

test("the older list has every property of the newer one, flat and bare", async () => {
  const portal = await newPortal();
  for (const type of ["calls", "contact", "DEALS", "0-27", "meetings"]) {
    const older = await portal.get(`/properties/v2/${type}/properties`);
    const newer = await portal.get(`/crm/v3/properties/${type}`);
    assert.ok(Array.isArray(older.body), type);
    assert.deepEqual(namesOf(older.body), namesOf(newer.body.results), type);
  }
  const { body } = await portal.get("/properties/v2/calls/properties/named/hs_call_direction");
  assert.deepEqual(
    [
      body.name,
      body.type,
      body.fieldType,
      body.readOnlyValue,
      body.readOnlyDefinition,
      body.hubspotDefined,
      body.deleted,
    ],
    ["hs_call_direction", "enumeration", "select", false, true, true, false],
  );
  assert.deepEqual(body.options[0], {
    description: null,
    label: "Inbound",
    value: "INBOUND",
    displayOrder: 0,
    hidden: false,
    readOnly: false,
    doubleData: 0,
  });
});

test("a property of the portal's own shows who made it and when", async () => {
  const portal = await newPortal();
  await portal.post("/crm/v3/properties/calls/groups", { name: "mine", label: "Mine" });
  const property = { name: "own", label: "Own", groupName: "mine", type: "string", fieldType: "text" };
  const made = await portal.post("/crm/v3/properties/calls", property);
  const { body } = await portal.get("/properties/v2/calls/properties/named/own");
  assert.deepEqual([body.hubspotDefined, body.readOnlyDefinition], [false, false]);
  assert.deepEqual([body.createdAt, body.createdUserId], [Date.parse(made.body.createdAt), portal.ownerUserId]);
  const plain = await portal.get("/properties/v2/calls/groups");
  assert.deepEqual(plain.body, [
    { name: "call", displayName: "Call information", displayOrder: -1 },
    { name: "mine", displayName: "Mine", displayOrder: -1 },
  ]);
  const whole = await portal.get("/properties/v2/calls/groups/named/mine?includeProperties=true");
  assert.deepEqual([whole.body.displayName, namesOf(whole.body.properties)], ["Mine", ["own"]]);
});

test("what is not there is told apart", async () => {
  const portal = await newPortal();
  assertRefusal(await portal.get("/properties/v2/widgets/properties"), 400, { category: "VALIDATION_ERROR" });
  assertRefusal(await portal.get("/properties/v2/calls/properties/named/nope"), 404, { category: "OBJECT_NOT_FOUND" });
  assertRefusal(await portal.get("/properties/v2/calls/groups/named/nope"), 404, { category: "OBJECT_NOT_FOUND" });
});
