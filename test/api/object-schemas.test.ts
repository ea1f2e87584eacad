import assert from "node:assert/strict";
import { test } from "node:test";
import { createSchema, machine, schemas, typeIdOf } from "../support/schemas.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

async function namesOf(portal: TestPortal, query = ""): Promise<string[]> {
  const { body } = await portal.get(`${schemas}${query}`);
  return body.results.map((schema: { name: string }) => schema.name);
}

test("a schema that is made reads the same by name, qualified name and id, in the list and under its other path", async () => {
  const portal = await newPortal();
  const created = await portal.post(schemas, machine({ description: "What we sell" }));
  assert.equal(created.status, 201);
  const { objectTypeId, associations, properties, createdAt, updatedAt, ...rest } = created.body;
  assert.match(objectTypeId, /^2-\d+$/);
  assert.equal(createdAt, updatedAt);
  assert.deepEqual(rest, {
    id: objectTypeId.slice(2),
    name: "machine",
    fullyQualifiedName: `p${portal.portalId}_machine`,
    labels: { singular: "Machine", plural: "Machines" },
    description: "What we sell",
    primaryDisplayProperty: "model",
    secondaryDisplayProperties: ["serial"],
    searchableProperties: ["model"],
    requiredProperties: ["serial"],
    archived: false,
    createdByUserId: portal.ownerUserId,
    updatedByUserId: portal.ownerUserId,
  });
  assert.deepEqual(
    associations
      .slice(-2)
      .map(({ name, fromObjectTypeId, toObjectTypeId }: Record<string, string>) => [
        name,
        fromObjectTypeId,
        toObjectTypeId,
      ]),
    [
      ["MACHINE_TO_CONTACT", objectTypeId, "0-1"],
      ["CONTACT_TO_MACHINE", "0-1", objectTypeId],
    ],
  );
  const serial = properties.find((property: { name: string }) => property.name === "serial");
  assert.deepEqual([serial.groupName, serial.hasUniqueValue, serial.archived], ["machine_information", true, false]);
  assert.ok(properties.some((property: { name: string }) => property.name === "hs_pinned_engagement_id"));
  for (const base of [schemas, "/crm-object-schemas/v3/schemas"]) {
    for (const reference of ["machine", "MACHINE", rest.fullyQualifiedName, objectTypeId]) {
      assert.equal((await portal.get(`${base}/${reference}`)).text, created.text);
    }
    assert.equal((await portal.get(base)).text, `{"results":[${created.text}]}`);
  }
});

test("a new type can be associated with calls from the start, in both directions", async () => {
  const portal = await newPortal();
  const schema = await createSchema(portal, { associatedObjects: undefined });
  const there = await portal.get("/crm/v3/associations/calls/machine/types");
  const back = await portal.get(`/crm/v3/associations/${schema.objectTypeId}/calls/types`);
  assert.deepEqual(there.body.results, [{ id: String(typeIdOf(schema, "CALL_TO_MACHINE")), name: "call_to_machine" }]);
  assert.deepEqual(back.body.results, [{ id: String(typeIdOf(schema, "MACHINE_TO_CALL")), name: "machine_to_call" }]);
});

test("a schema that is not valid is refused with the member's name, and nothing of it is kept", async () => {
  const portal = await newPortal();
  const property = { name: "model", label: "Model", type: "string", fieldType: "text" };
  const wrong: [Record<string, unknown>, number, RegExp][] = [
    [{ name: "" }, 400, /^Object type name "" is not valid/],
    [{ name: "2nd" }, 400, /^Object type name "2nd" is not valid/],
    [{ name: "my machine" }, 400, /is not valid/],
    [{ name: "m".repeat(101) }, 400, /is not valid/],
    [{ name: "contact" }, 409, /^An object type named 'contact' already exists/],
    [{ name: "CALLS" }, 409, /already exists/],
    [{ labels: { singular: "" } }, 400, /^label must have/],
    [{ labels: undefined }, 400, /Some required fields were not set: \[labels\]/],
    [{ primaryDisplayProperty: "color" }, 400, /^primaryDisplayProperty names properties that do not exist: color$/],
    [{ requiredProperties: ["color"] }, 400, /^requiredProperties names properties that do not exist/],
    [{ requiredProperties: ["hs_object_id"] }, 400, /^requiredProperties names properties that no client can set$/],
    [{ searchableProperties: ["model", "model"] }, 400, /^searchableProperties names a property twice$/],
    [{ properties: [property, property] }, 409, /^A property named 'model' already exists/],
    [{ properties: [{ ...property, name: "hs_object_id" }] }, 409, /^A property named 'hs_object_id' already/],
    [{ properties: [{ ...property, type: "colour" }] }, 400, /^type "colour" is not allowed/],
    [{ properties: [{ ...property, groupName: "nowhere" }] }, 400, /^Property group "nowhere" does not exist$/],
    [{ associatedObjects: ["WIDGET"] }, 400, /^Unable to infer object type from: WIDGET$/],
    [{ associatedObjects: ["0-9999"] }, 400, /^Invalid object or event type id: 0-9999$/],
    [{ description: "\ud800" }, 400, /lone surrogate/],
  ];
  for (const [members, status, message] of wrong) {
    const answer = await portal.post(schemas, machine(members));
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.body.message, message);
  }
  assert.deepEqual(await namesOf(portal), []);
  assert.equal((await portal.get("/crm/v3/properties/machine")).status, 400);
  await createSchema(portal);
});

test("a name belongs to one live type, also when two come at once", async () => {
  const portal = await newPortal();
  const both = await Promise.all([portal.post(schemas, machine()), portal.post(schemas, machine({ name: "Machine" }))]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
  const qualified = await portal.post(schemas, machine({ name: `p${portal.portalId}_machine` }));
  assert.equal(qualified.status, 409);
  assert.equal((await namesOf(portal)).length, 1);
});

test("another portal has neither the schema nor its id, and may have the same name", async () => {
  const [portal, stranger] = [await newPortal(), await newPortal()];
  const schema = await createSchema(portal);
  assert.equal((await stranger.get(`${schemas}/${schema.objectTypeId}`)).status, 404);
  assert.equal((await stranger.get(`/crm/v3/objects/${schema.objectTypeId}`)).status, 400);
  assert.equal((await stranger.get(`/crm/v3/objects/${schema.fullyQualifiedName}`)).status, 400);
  const own = await createSchema(stranger);
  assert.notEqual(own.objectTypeId, schema.objectTypeId);
  assert.equal((await stranger.delete(`${schemas}/${schema.objectTypeId}`)).status, 404);
  assert.deepEqual(await namesOf(portal), ["machine"]);
});

test("a change keeps what it does not name, and one that is not valid changes nothing", async () => {
  const portal = await newPortal();
  const before = await createSchema(portal, { description: "Old" });
  const body = { labels: { plural: "Engines" }, requiredProperties: [], searchableProperties: ["serial"] };
  const changed = await portal.patch(`${schemas}/machine`, body);
  assert.equal(changed.status, 200);
  assert.deepEqual(changed.body, {
    ...before,
    labels: { singular: "Machine", plural: "Engines" },
    requiredProperties: [],
    searchableProperties: ["serial"],
    updatedAt: changed.body.updatedAt,
  });
  const cleared = await portal.patch(`${schemas}/machine`, { clearDescription: true });
  assert.ok(!("description" in cleared.body));
  for (const wrong of [{ requiredProperties: ["x"] }, { primaryDisplayProperty: "" }, { labels: [] }]) {
    assert.equal((await portal.patch(`${schemas}/machine`, wrong)).status, 400, JSON.stringify(wrong));
  }
  assert.deepEqual((await portal.get(`${schemas}/machine`)).body, cleared.body);
  assert.equal((await portal.patch(`${schemas}/nothing`, {})).status, 404);
});

test("a type with live records stays; without them it is archived, and its name is free", async () => {
  const portal = await newPortal();
  const schema = await createSchema(portal);
  const id = await portal.create("machine", { serial: "1" });
  const refused = await portal.delete(`${schemas}/machine`);
  assert.equal(refused.status, 400);
  assert.match(refused.body.message, /^Object type "machine" still has records/);
  await portal.delete(`/crm/v3/objects/machine/${id}`);
  assert.equal((await portal.delete(`${schemas}/machine`)).status, 204);
  assert.deepEqual(await namesOf(portal), []);
  assert.deepEqual(await namesOf(portal, "?archived=true"), ["machine"]);
  assert.equal((await portal.get(`${schemas}/machine`)).status, 404);
  for (const spelling of ["machine", schema.fullyQualifiedName, schema.objectTypeId]) {
    assert.equal((await portal.get(`/crm/v3/objects/${spelling}`)).status, 400);
  }
  assert.equal((await portal.post(`/crm/v3/objects/${schema.objectTypeId}/${id}/restore`)).status, 400);
  const next = await createSchema(portal);
  assert.notEqual(next.objectTypeId, schema.objectTypeId);
  assert.equal((await portal.get(`/crm/v3/objects/machine/${id}?archived=true`)).status, 404);
  assert.equal((await portal.delete(`${schemas}/${schema.objectTypeId}?archived=true`)).status, 204);
  assert.deepEqual(await namesOf(portal, "?archived=true"), []);
  assert.deepEqual(await namesOf(portal), ["machine"]);
  assert.equal((await portal.delete(`${schemas}/machine?archived=true`)).status, 404);
});

test("a type is not archived under a record that is created at the same moment", async () => {
  const portal = await newPortal();
  for (const serial of ["1", "2", "3"]) {
    await createSchema(portal);
    const [created, archived] = await Promise.all([
      portal.post("/crm/v3/objects/machine", { properties: { serial } }),
      portal.delete(`${schemas}/machine`),
    ]);
    const outcome = `${created.status} ${archived.status}`;
    assert.ok(["201 400", "400 204"].includes(outcome), outcome);
    if (created.status === 201) {
      await portal.delete(`/crm/v3/objects/machine/${created.body.id}`);
      await portal.delete(`${schemas}/machine`);
    }
  }
});

test("what a schema requires or shows cannot be archived, other properties can", async () => {
  const portal = await newPortal();
  await createSchema(portal);
  const refused = await portal.delete("/crm/v3/properties/machine/serial");
  assert.equal(refused.status, 400);
  assert.match(refused.body.message, /^Property "serial" is named by the schema of machine/);
  const body = { name: "color", label: "Color", type: "string", fieldType: "text", groupName: "machine_information" };
  assert.equal((await portal.post("/crm/v3/properties/machine", body)).status, 201);
  assert.equal((await portal.delete("/crm/v3/properties/machine/color")).status, 204);
});

test("associations to further types are added once, and taken away while nothing is associated by them", async () => {
  const portal = await newPortal();
  const { objectTypeId } = await createSchema(portal);
  const path = `${schemas}/machine/associations`;
  const body = { fromObjectTypeId: objectTypeId, toObjectTypeId: "0-3", name: "Machine_Sale" };
  const added = await portal.post(path, body);
  assert.equal(added.status, 201);
  assert.equal(added.body.name, "MACHINE_SALE");
  const types = `/crm/v3/associations/deals/machine/types`;
  assert.deepEqual(
    (await portal.get(types)).body.results.map(({ name }: { name: string }) => name),
    ["deal_to_machine"],
  );
  for (const [wrong, status] of [
    [body, 409],
    [{ ...body, toObjectTypeId: "0-5" }, 409],
    [{ ...body, toObjectTypeId: "0-9999" }, 400],
    [{ fromObjectTypeId: "0-1", toObjectTypeId: "0-5" }, 400],
    [{ ...body, toObjectTypeId: "0-5", name: "a b" }, 400],
    [{ fromObjectTypeId: objectTypeId }, 400],
  ] as const) {
    assert.equal((await portal.post(path, wrong)).status, status, JSON.stringify(wrong));
  }
  const machineId = await portal.create("machine", { serial: "1" });
  const dealId = await portal.create("deals");
  const link = `/crm/v3/objects/machine/${machineId}/associations/deals/${dealId}/machine_sale`;
  assert.equal((await portal.put(link)).status, 200);
  assert.equal((await portal.delete(`${path}/${added.body.id}`)).status, 400);
  await portal.delete(link);
  assert.equal((await portal.delete(`${path}/${added.body.id}`)).status, 204);
  assert.deepEqual((await portal.get(types)).body.results, []);
  assert.equal((await portal.put(link)).status, 400);
  for (const id of [added.body.id, "194", "x"]) assert.equal((await portal.delete(`${path}/${id}`)).status, 404);
});

test("schemas are read and written with the scopes of custom schemas", async () => {
  const portal = await newPortal();
  await createSchema(portal);
  const reader = await portal.withScopes(["crm.schemas.custom.read", "crm.objects.custom.write"]);
  assert.equal((await reader.get(`${schemas}/machine`)).status, 200);
  for (const answer of [
    await reader.post(schemas, machine({ name: "other" })),
    await reader.patch(`${schemas}/machine`, { labels: { singular: "x" } }),
    await reader.delete(`${schemas}/machine`),
    await reader.post(`${schemas}/machine/associations`, { fromObjectTypeId: "machine", toObjectTypeId: "0-3" }),
  ]) {
    assert.equal(answer.status, 403);
    assert.deepEqual(answer.body.errors[0].context.requiredGranularScopes, ["crm.schemas.custom.write"]);
  }
  const writer = await portal.withScopes(["crm.schemas.custom.write"]);
  assert.equal((await writer.get(schemas)).status, 403);
  assert.deepEqual(await namesOf(portal), ["machine"]);
});
