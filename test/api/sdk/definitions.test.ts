import assert from "node:assert/strict";
import { test } from "node:test";
import { machine } from "../../support/schemas.ts";
import { clientOf, watchMethods } from "../../support/sdk.ts";
import { newPortal } from "../../support/test-app.ts";

test("every typed method of the official SDK for properties and their groups works", async () => {
  const portal = await newPortal();
  const { coreApi, batchApi, groupsApi } = clientOf(portal).crm.properties;
  const { watched, uncalled } = watchMethods({ coreApi, batchApi, groupsApi });
  const properties = watched;
  const group = await properties.groupsApi.create("calls", { name: "quality", label: "Quality", displayOrder: 1 });
  assert.equal(group.archived, false);
  const created = await properties.coreApi.create("calls", {
    name: "score",
    label: "Score",
    groupName: "quality",
    type: "number",
    fieldType: "number",
    hasUniqueValue: false,
    hidden: false,
    displayOrder: 2,
  } as never);
  assert.ok(created.createdAt instanceof Date);
  assert.equal((await properties.coreApi.getAll("calls")).results.at(-1)?.name, "score");
  assert.equal((await properties.coreApi.getByName("calls", "score")).groupName, "quality");
  const updated = await properties.coreApi.update("calls", "score", { label: "Points" } as never);
  assert.equal(updated.label, "Points");
  const one = { name: "one", label: "One", groupName: "quality", type: "string", fieldType: "text" };
  const batch = await properties.batchApi.create("calls", { inputs: [one] } as never);
  assert.equal(batch.results[0]?.name, "one");
  const names = { archived: false, inputs: [{ name: "one" }, { name: "score" }] };
  assert.equal((await properties.batchApi.read("calls", names as never)).results.length, 2);
  await properties.batchApi.archive("calls", { inputs: [{ name: "one" }] });
  await properties.coreApi.archive("calls", "score");
  assert.equal((await properties.coreApi.getAll("calls", true)).results.length, 2);
  assert.equal((await properties.groupsApi.getByName("calls", "quality")).label, "Quality");
  await properties.groupsApi.update("calls", "quality", { label: "Grades" });
  assert.equal((await properties.groupsApi.getAll("calls")).results.at(-1)?.label, "Grades");
  await properties.groupsApi.archive("calls", "quality");
  assert.equal((await properties.groupsApi.getAll("calls")).results.length, 1);
  assert.deepEqual(uncalled(), []);
});

test("every typed method of the official SDK for schemas works", async () => {
  const portal = await newPortal();
  const { watched, uncalled } = watchMethods({ coreApi: clientOf(portal).crm.schemas.coreApi });
  const { coreApi } = watched;
  const created = await coreApi.create(machine() as never);
  assert.equal((await coreApi.getById("machine")).objectTypeId, created.objectTypeId);
  const updated = await coreApi.update("machine", { labels: { singular: "Engine", plural: "Engines" } } as never);
  assert.equal(updated.labels.singular, "Engine");
  const ends = { fromObjectTypeId: created.objectTypeId as string, toObjectTypeId: "0-3" };
  const association = await coreApi.createAssociation("machine", ends);
  assert.equal(association.name, "MACHINE_TO_DEAL");
  await coreApi.archiveAssociation("machine", association.id);
  await coreApi.archive("machine");
  assert.equal((await coreApi.getAll(false)).results.length, 0);
  assert.equal((await coreApi.getAll(true)).results[0]?.name, "machine");
  assert.deepEqual(uncalled(), []);
});
