import assert from "node:assert/strict";
import { test } from "node:test";
import { associationsOf } from "../support/call-links.ts";
import { archiveCall, readPin, restoreCall, setPin } from "../support/pins.ts";
import { createSchema, ownAssociation, schemas, typeIdOf } from "../support/schemas.ts";
import { newPortal } from "../support/test-app.ts";

const machines = "/crm/v3/objects/machine";

test("records are created, read, changed and listed by name, qualified name and id of their type", async () => {
  const portal = await newPortal();
  const { objectTypeId, fullyQualifiedName } = await createSchema(portal);
  for (const [index, spelling] of ["machine", "Machine", fullyQualifiedName, objectTypeId].entries()) {
    const path = `/crm/v3/objects/${spelling}`;
    const created = await portal.post(path, { properties: { serial: `S-${index}`, model: "X" } });
    assert.equal(created.status, 201, created.text);
    const { id } = created.body;
    assert.equal(created.body.url, `${portal.address}/contacts/${portal.portalId}/record/${objectTypeId}/${id}`);
    assert.deepEqual(Object.keys((await portal.get(`${path}/${id}`)).body.properties), [
      "hs_createdate",
      "hs_lastmodifieddate",
      "hs_object_id",
    ]);
    const changed = await portal.patch(`${path}/${id}`, { properties: { model: "Y" } });
    assert.equal(changed.body.properties.model, "Y");
    assert.equal((await portal.get(path)).body.results.length, index + 1);
  }
});

test("a record has its schema's required and unique properties, and history", async () => {
  const portal = await newPortal();
  await createSchema(portal);
  const missing = await portal.post(machines, { properties: { model: "X" } });
  assert.equal(missing.status, 400);
  assert.equal(missing.body.message, "Error creating MACHINE. Some required properties were not set.");
  assert.deepEqual(missing.body.context, { properties: ["serial"] });
  const id = await portal.create("machine", { serial: "S-1" });
  assert.equal((await portal.patch(`${machines}/${id}`, { properties: { serial: "" } })).status, 400);
  const taken = await portal.post(machines, { properties: { serial: "s-1" } });
  assert.equal(taken.status, 409);
  assert.equal(taken.body.message, `Machine already exists. Existing ID: ${id}`);
  const unknown = await portal.post(machines, { properties: { serial: "S-2", hs_call_title: "x" } });
  assert.equal(unknown.status, 400);
  await portal.patch(`${machines}/S-1?idProperty=serial`, {
    properties: { model: "X", hubspot_owner_id: portal.ownerId },
  });
  await portal.patch(`${machines}/${id}`, { properties: { model: "Y" } });
  const { body } = await portal.get(`${machines}/${id}?propertiesWithHistory=model&properties=hubspot_owner_id`);
  assert.equal(body.properties.hubspot_owner_id, portal.ownerId);
  assert.deepEqual(
    body.propertiesWithHistory.model.map((version: { value: string }) => version.value),
    ["Y", "X"],
  );
  await portal.patch(`${schemas}/machine`, { requiredProperties: [] });
  assert.equal((await portal.post(machines, { properties: {} })).status, 201);
});

test("a record is associated with calls in both directions, and told of beside them", async () => {
  const portal = await newPortal();
  const schema = await createSchema(portal);
  const machineId = await portal.create("machine", { serial: "S-1" });
  const toMachine = typeIdOf(schema, "CALL_TO_MACHINE");
  const callId = await portal.create("calls", {}, [ownAssociation(machineId, toMachine)]);
  const back = [{ id: callId, type: "machine_to_call" }];
  assert.deepEqual(await associationsOf(portal, "machine", machineId, "calls"), back);
  const { fullyQualifiedName } = schema;
  for (const name of ["machine", schema.objectTypeId, fullyQualifiedName]) {
    const { body } = await portal.get(`/crm/v3/objects/calls/${callId}?associations=${name}`);
    assert.deepEqual(body.associations[fullyQualifiedName].results, [{ id: machineId, type: "call_to_machine" }]);
  }
  const direction = await portal.post("/crm/v3/objects/calls", {
    properties: { hs_timestamp: "2026-03-17T01:32:44Z" },
    associations: [ownAssociation(machineId, typeIdOf(schema, "MACHINE_TO_CALL"))],
  });
  assert.equal(direction.status, 400);
  await portal.delete(`/crm/v3/objects/calls/${callId}/associations/machine/${machineId}/call_to_machine`);
  assert.deepEqual(await associationsOf(portal, "machine", machineId, "calls"), []);
});

test("a call is pinned on a record of the portal's own type, hidden with it and cleared with their association", async () => {
  const portal = await newPortal();
  const schema = await createSchema(portal);
  const callId = await portal.create("calls");
  const toCall = typeIdOf(schema, "MACHINE_TO_CALL");
  const id = await portal.create("machine", { serial: "S-1" }, [ownAssociation(callId, toCall)]);
  const record = { plural: "machine", id, toCall };
  assert.equal((await setPin(portal, record, await portal.create("calls"))).status, 400);
  assert.equal((await setPin(portal, record, callId)).status, 200);
  assert.equal(await readPin(portal, record), callId);
  await archiveCall(portal, callId);
  assert.equal(await readPin(portal, record), null);
  await restoreCall(portal, callId);
  assert.equal(await readPin(portal, record), callId);
  await portal.delete(`${machines}/${id}/associations/calls/${callId}/${toCall}`);
  assert.equal(await readPin(portal, record), null);
});

test("a call that was pinned on a record goes into the bin and back after that record's type was archived", async () => {
  const portal = await newPortal();
  const schema = await createSchema(portal);
  const callId = await portal.create("calls");
  const toCall = typeIdOf(schema, "MACHINE_TO_CALL");
  const id = await portal.create("machine", { serial: "1", hs_pinned_engagement_id: callId }, [
    ownAssociation(callId, toCall),
  ]);
  await portal.delete(`${machines}/${id}`);
  await portal.delete(`${schemas}/machine`);
  await archiveCall(portal, callId);
  await restoreCall(portal, callId);
  assert.equal((await portal.get(`/crm/v3/objects/calls/${callId}?associations=contacts`)).status, 200);
});

test("a record comes back from the bin with its values and associations", async () => {
  const portal = await newPortal();
  const schema = await createSchema(portal);
  const callId = await portal.create("calls");
  const toCall = typeIdOf(schema, "MACHINE_TO_CALL");
  const id = await portal.create("machine", { serial: "S-1" }, [ownAssociation(callId, toCall)]);
  await portal.delete(`${machines}/${id}`);
  assert.deepEqual(await associationsOf(portal, "calls", callId, "machine"), []);
  assert.equal((await portal.get(`${machines}?archived=true`)).body.results[0].id, id);
  assert.equal((await portal.post(`${machines}/${id}/restore`)).status, 200);
  assert.equal((await portal.get(`${machines}/${id}?properties=serial`)).body.properties.serial, "S-1");
  assert.deepEqual(await associationsOf(portal, "calls", callId, "machine"), [{ id, type: "call_to_machine" }]);
});

test("records of the portal's own types have the scopes of custom objects", async () => {
  const portal = await newPortal();
  await createSchema(portal);
  const id = await portal.create("machine", { serial: "S-1" });
  const stranger = await portal.withScopes(["crm.objects.contacts.read", "crm.objects.contacts.write"]);
  const answers = [await stranger.get(`${machines}/${id}`), await stranger.delete(`${machines}/${id}`)];
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.errors[0].context.requiredGranularScopes]),
    [
      [403, ["crm.objects.custom.read"]],
      [403, ["crm.objects.custom.write"]],
    ],
  );
  const own = await portal.withScopes(["crm.objects.custom.read", "crm.objects.custom.write"]);
  assert.equal((await own.patch(`${machines}/${id}`, { properties: { model: "X" } })).status, 200);
});

test("a type of the portal's own takes further properties, and a call may have been made to one of its records", async () => {
  const portal = await newPortal();
  const { objectTypeId } = await createSchema(portal);
  const property = { name: "weight", label: "Weight", type: "number", fieldType: "number" };
  const defined = await portal.post("/crm/v3/properties/machine", { ...property, groupName: "machine_information" });
  assert.equal(defined.status, 201, defined.text);
  const id = await portal.create("machine", { serial: "S-1", weight: 12 });
  assert.equal((await portal.get(`${machines}/${id}?properties=weight`)).body.properties.weight, "12");
  const schema = (await portal.get(`${schemas}/machine`)).body;
  assert.ok(schema.properties.some(({ name }: { name: string }) => name === "weight"));
  const callee = { hs_call_callee_object_type: objectTypeId, hs_call_callee_object_id: id };
  await portal.create("calls", callee);
  const { body } = await portal.get("/crm/v3/properties/machine/groups");
  assert.deepEqual(
    body.results.map(({ label }: { label: string }) => label),
    ["Machine information"],
  );
});
