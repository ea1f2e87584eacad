import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createConfiguration,
  DefinitionConfigurationsApi,
  ServerConfiguration,
} from "@hubspot/api-client/lib/codegen/crm/associations/v4/schema/index.js";
import { clientOf, watchMethods } from "../../support/sdk.ts";
import { newPortal } from "../../support/test-app.ts";

test("every typed method of the official SDK for associations works", async () => {
  const portal = await newPortal();
  const { v4, batchApi: batchV3, schema } = clientOf(portal).crm.associations;
  const { watched, uncalled } = watchMethods({
    batchApi: batchV3,
    typesApi: schema.typesApi,
    basicApi: v4.basicApi,
    batchV4: v4.batchApi,
    reportApi: v4.reportApi,
    definitionsApi: v4.schema.definitionsApi,
  });
  const { batchApi, typesApi, basicApi, batchV4, reportApi, definitionsApi } = watched;
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  const ids = { _from: { id: callId }, to: { id: contactId } };
  const category = "USER_DEFINED" as never;

  const labels = await definitionsApi.create("calls", "contacts", { name: "buyer", label: "Buyer" });
  const [buyer, buyerBack] = labels.results.map(({ typeId }) => typeId) as [number, number];
  const listed = await definitionsApi.getAll("calls", "contacts");
  assert.deepEqual(
    listed.results.map(({ typeId, label }) => [typeId, label]),
    [
      [194, null],
      [buyer, "Buyer"],
    ],
  );
  await definitionsApi.update("calls", "contacts", { associationTypeId: buyer, label: "Purchaser" });

  const spec = { associationCategory: category, associationTypeId: buyer };
  const put = await basicApi.create("calls", callId, "contacts", contactId, [spec]);
  assert.deepEqual([Number(put.fromObjectId), put.labels], [Number(callId), ["Purchaser"]]);
  const page = await basicApi.getPage("calls", callId, "contacts");
  assert.deepEqual(
    page.results[0]?.associationTypes.map(({ typeId }) => typeId),
    [194, buyer],
  );
  await basicApi.archive("calls", callId, "contacts", contactId);
  assert.deepEqual((await basicApi.getPage("calls", callId, "contacts", undefined, 500)).results, []);
  const both = await basicApi.createDefault("calls", callId, "contacts", contactId);
  assert.deepEqual(
    both.results.map(({ _from, associationSpec }) => [_from.id, associationSpec.associationTypeId]),
    [
      [callId, 194],
      [contactId, 193],
    ],
  );

  const created = await batchV4.create("calls", "contacts", { inputs: [{ ...ids, types: [spec] }] });
  assert.deepEqual(created.results[0]?.labels, ["Purchaser"]);
  const read = await batchV4.getPage("calls", "contacts", { inputs: [{ id: callId }] });
  assert.equal(Number(read.results[0]?.to[0]?.toObjectId), Number(contactId));
  await batchV4.archiveLabels("calls", "contacts", { inputs: [{ ...ids, types: [spec] }] });
  const [unlabelled] = (await basicApi.getPage("contacts", contactId, "calls")).results;
  assert.deepEqual(
    unlabelled?.associationTypes.map(({ typeId }) => typeId),
    [193],
  );
  assert.equal((await batchV4.createDefault("calls", "contacts", { inputs: [ids] })).results.length, 2);
  await batchV4.archive("calls", "contacts", { inputs: [{ _from: ids._from, to: [ids.to] }] });
  const none = await batchV4.getPage("calls", "contacts", { inputs: [{ id: callId }] });
  assert.equal("numErrors" in none && none.numErrors, 1);

  const types = await typesApi.getAll("contacts", "calls");
  assert.deepEqual(
    types.results.map(({ id, name }) => [id, name]),
    [
      ["193", "contact_to_call"],
      [String(buyerBack), "buyer"],
    ],
  );
  const named = await batchApi.create("contacts", "calls", {
    inputs: [{ _from: ids.to, to: ids._from, type: "contact_to_call" }],
  });
  assert.deepEqual(
    named.results.map(({ type }) => type),
    ["contact_to_call", "call_to_contact"],
  );
  const readNamed = await batchApi.read("calls", "contacts", { inputs: [{ id: callId }] });
  assert.deepEqual(
    readNamed.results[0]?.to.map(({ id, type }) => [id, type]),
    [[contactId, "call_to_contact"]],
  );
  await batchApi.archive("calls", "contacts", { inputs: [{ ...ids, type: "194" }] });
  const unnamed = await batchApi.read("calls", "contacts", { inputs: [{ id: callId }] });
  assert.deepEqual(unnamed.results, []);

  await definitionsApi.remove("calls", "contacts", buyer);
  assert.equal((await definitionsApi.getAll("calls", "contacts")).results.length, 1);

  const report = await reportApi.request(portal.ownerUserId);
  assert.equal(report.userEmail, "agent@example.com");
  assert.ok(report.enqueueTime instanceof Date);
  assert.deepEqual(uncalled(), []);
});

test("the SDK's generated methods for limits work, which its client does not show", async () => {
  const portal = await newPortal();
  const configuration = createConfiguration({
    baseServer: new ServerConfiguration(portal.address, {}),
    authMethods: { oauth2: { accessToken: portal.token } },
  });
  const { watched, uncalled } = watchMethods({ api: new DefinitionConfigurationsApi(configuration) });
  const { api } = watched;
  const limit = { category: "HUBSPOT_DEFINED" as never, typeId: 194, maxToObjectIds: 3 };
  const created = await api.batchCreate("calls", "contacts", { inputs: [limit] });
  assert.equal(created.results[0]?.userEnforcedMaxToObjectIds, 3);
  const changed = await api.batchUpdate("calls", "contacts", { inputs: [{ ...limit, maxToObjectIds: 4 }] });
  assert.equal(changed.results[0]?.userEnforcedMaxToObjectIds, 4);
  assert.equal((await api.getAll()).results.length, 1);
  assert.equal((await api.getAllBetweenTwoObjectTypes("calls", "contacts")).results.length, 1);
  await api.batchRemove("calls", "contacts", { inputs: [{ category: "HUBSPOT_DEFINED", typeId: 194 }] });
  assert.deepEqual((await api.getAll()).results, []);
  assert.deepEqual(uncalled(), []);
});
