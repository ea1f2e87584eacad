import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "@hubspot/api-client-10";
import type { FilterOperatorEnum } from "@hubspot/api-client-10/lib/codegen/crm/objects/calls/models/Filter.js";
import { timestamp } from "../../support/batches.ts";
import { machine } from "../../support/schemas.ts";
import { watchMethods } from "../../support/sdk.ts";
import { newPortal, type TestPortal } from "../../support/test-app.ts";

// 10.2.0 differs from today's client in more than names: merge and GDPR delete of calls have typed methods of their own,
// record ids in v4 associations are numbers, and it talks HTTP through another library.
const clientOf = (portal: TestPortal) => new Client({ accessToken: portal.token, basePath: portal.address });

test("every typed method of the SDK's generation 10 for calls works", async () => {
  const portal = await newPortal();
  const { basicApi, batchApi, searchApi, publicObjectApi } = clientOf(portal).crm.objects.calls;
  const { watched, uncalled } = watchMethods({ basicApi, batchApi, searchApi, publicObjectApi });
  const calls = watched;
  const contactId = await portal.create("contacts");
  const properties = (title: string) => ({ hs_timestamp: timestamp, hs_call_title: title });

  const category = "HUBSPOT_DEFINED" as never;
  const created = await calls.basicApi.create({
    properties: properties("One"),
    associations: [{ to: { id: contactId }, types: [{ associationCategory: category, associationTypeId: 194 }] }],
  });
  assert.deepEqual([created.properties.hs_call_title, created.createdAt instanceof Date], ["One", true]);
  await calls.basicApi.update(created.id, { properties: { hs_call_title: "Two" } });
  const read = await calls.basicApi.getById(created.id, ["hs_call_title"], ["hs_call_title"], ["contacts"]);
  assert.deepEqual(
    read.propertiesWithHistory?.hs_call_title?.map(({ value }) => value),
    ["Two", "One"],
  );
  assert.deepEqual(
    read.associations?.contacts?.results.map(({ id, type }) => [id, type]),
    [[contactId, "call_to_contact"]],
  );

  const batch = await calls.batchApi.create({
    inputs: ["a", "b"].map((title) => ({ properties: properties(title), associations: [] })),
  });
  const ids = batch.results.map(({ id }) => id) as [string, string];
  await calls.batchApi.update({ inputs: ids.map((id) => ({ id, properties: { hs_call_title: "new" } })) });
  const again = await calls.batchApi.read({
    inputs: ids.map((id) => ({ id })),
    properties: ["hs_call_title"],
    propertiesWithHistory: [],
  });
  assert.deepEqual(
    again.results.map(({ id, properties }) => [id, properties.hs_call_title]),
    ids.map((id) => [id, "new"]),
  );
  const page = await calls.basicApi.getPage(2);
  assert.deepEqual([page.results.length, page.paging?.next?.after !== undefined], [2, true]);

  // This generation's type of `after` is a number.
  const found = await calls.searchApi.doSearch({
    filterGroups: [
      { filters: [{ propertyName: "hs_call_title", operator: "IN" as FilterOperatorEnum, values: ["new"] }] },
    ],
    sorts: ["hs_object_id"],
    properties: ["hs_call_title"],
    limit: 1,
    after: 1 as never,
  });
  assert.deepEqual([found.total, found.results[0]?.id], [2, ids[1]]);

  const merged = await calls.publicObjectApi.merge({ primaryObjectId: ids[0], objectIdToMerge: ids[1] });
  assert.deepEqual([merged.id, merged.properties.hs_merged_object_ids], [ids[0], ids[1]]);
  await calls.batchApi.archive({ inputs: [{ id: ids[0] }] });
  await calls.basicApi.archive(created.id);
  await assert.rejects(calls.basicApi.getById(created.id), { code: 404 });
  assert.deepEqual((await calls.basicApi.getPage()).results, []);
  assert.deepEqual(uncalled(), []);
});

test("every typed method of the SDK's generation 10 for associations works", async () => {
  const portal = await newPortal();
  const { v4, batchApi: batchV3, schema } = clientOf(portal).crm.associations;
  const { watched, uncalled } = watchMethods({
    batchV3,
    typesApi: schema.typesApi,
    basicApi: v4.basicApi,
    batchApi: v4.batchApi,
    definitionsApi: v4.schema.definitionsApi,
  });
  const { basicApi, batchApi } = watched;
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  const pair = ["calls", Number(callId), "contacts", Number(contactId)] as const;
  const ids = { _from: { id: callId }, to: { id: contactId } };

  const { definitionsApi } = watched;
  const made = await definitionsApi.create("calls", "contacts", { name: "buyer", label: "Buyer" });
  const buyer = made.results[0]?.typeId ?? assert.fail("no label");
  await definitionsApi.update("calls", "contacts", { associationTypeId: buyer, label: "Purchaser" });
  const spec = { associationCategory: "USER_DEFINED" as never, associationTypeId: buyer };
  assert.deepEqual((await basicApi.create(...pair, [spec])).labels, ["Purchaser"]);
  const [shown] = (await basicApi.getPage("calls", Number(callId), "contacts")).results;
  assert.deepEqual(
    [shown?.toObjectId, shown?.associationTypes.map(({ typeId }) => typeId)],
    [Number(contactId), [194, buyer]],
  );
  await basicApi.archive(...pair);
  assert.equal((await basicApi.createDefault(...pair)).results.length, 2);

  assert.equal((await batchApi.create("calls", "contacts", { inputs: [{ ...ids, types: [spec] }] })).results.length, 1);
  await batchApi.archiveLabels("calls", "contacts", { inputs: [{ ...ids, types: [spec] }] });
  const [left] = (await batchApi.getPage("calls", "contacts", { inputs: [{ id: callId }] })).results;
  assert.deepEqual(
    left?.to.map(({ toObjectId, associationTypes }) => [toObjectId, associationTypes.map(({ typeId }) => typeId)]),
    [[Number(contactId), [194]]],
  );
  await batchApi.archive("calls", "contacts", { inputs: [{ _from: ids._from, to: [ids.to] }] });
  assert.equal((await batchApi.createDefault("calls", "contacts", { inputs: [ids] })).results.length, 2);

  const older = watched.batchV3;
  await older.archive("calls", "contacts", { inputs: [{ ...ids, type: "call_to_contact" }] });
  const both = await older.create("calls", "contacts", { inputs: [{ ...ids, type: "call_to_contact" }] });
  assert.deepEqual(
    both.results.map(({ type }) => type),
    ["call_to_contact", "contact_to_call"],
  );
  const [named] = (await older.read("calls", "contacts", { inputs: [{ id: callId }] })).results;
  assert.deepEqual(
    named?.to.map(({ id }) => id),
    [contactId],
  );
  const types = await watched.typesApi.getAll("calls", "contacts");
  assert.deepEqual(
    types.results.map(({ name }) => name),
    ["call_to_contact", "buyer"],
  );
  await definitionsApi._delete("calls", "contacts", buyer);
  assert.equal((await definitionsApi.getAll("calls", "contacts")).results.length, 1);
  assert.deepEqual(uncalled(), []);
});

test("the SDK's generation 10 reads definitions, pipelines and owners, merges and erases contacts", async () => {
  const portal = await newPortal();
  const { crm } = clientOf(portal);
  const defined = await crm.properties.coreApi.getByName("calls", "hs_call_disposition");
  assert.equal(defined.options.length, 6);
  const schema = await crm.schemas.coreApi.create(machine() as never);
  assert.equal(schema.fullyQualifiedName, `p${portal.portalId}_machine`);
  const record = await crm.objects.basicApi.create("machine", { properties: { serial: "S-1" }, associations: [] });
  assert.equal((await crm.objects.basicApi.getById("machine", record.id, ["serial"])).properties.serial, "S-1");
  assert.equal((await crm.pipelines.pipelinesApi.getAll("deals")).results[0]?.label, "Sales Pipeline");
  assert.equal((await crm.owners.ownersApi.getById(Number(portal.ownerId))).email, "agent@example.com");
  const [one, two] = [await portal.create("contacts"), await portal.create("contacts")];
  const merged = await crm.contacts.publicObjectApi.merge({ primaryObjectId: one, objectIdToMerge: two });
  assert.equal(merged.id, one);
  await crm.contacts.gdprApi.purge({ objectId: one });
  assert.deepEqual((await crm.contacts.basicApi.getPage()).results, []);
  assert.equal(
    (await crm.contacts.basicApi.getPage(1, undefined, undefined, undefined, undefined, true)).results.length,
    0,
  );
});
