import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "@hubspot/api-client";
import { timestamp } from "../support/batches.ts";
import { newPortal } from "../support/test-app.ts";

test("the official SDK's batch methods create, read, change, upsert and archive", async () => {
  const portal = await newPortal();
  const { calls } = new Client({ accessToken: portal.token, basePath: portal.address }).crm.objects;
  const created = await calls.batchApi.create({
    inputs: ["a", "b"].map((title) => ({
      properties: { hs_timestamp: timestamp, hs_call_title: title },
      associations: [],
      objectWriteTraceId: title,
    })),
  });
  assert.equal(created.status, "COMPLETE");
  assert.ok(created.completedAt instanceof Date);
  const ids = created.results.map(({ id }) => id);

  const read = await calls.batchApi.read({
    inputs: [...ids, "424242"].map((id) => ({ id })),
    properties: ["hs_call_title"],
    propertiesWithHistory: [],
  });
  assert.deepEqual(
    read.results.map(({ properties }) => properties.hs_call_title),
    ["a", "b"],
  );
  assert.ok("errors" in read && read.numErrors === 1);
  assert.deepEqual(read.errors?.[0]?.context, { ids: ["424242"] });

  const updated = await calls.batchApi.update({
    inputs: ids.map((id) => ({ id, properties: { hs_call_title: "new" } })),
  });
  assert.deepEqual(
    updated.results.map(({ id, properties }) => [id, properties.hs_call_title]),
    ids.map((id) => [id, "new"]),
  );
  await calls.batchApi.archive({ inputs: ids.map((id) => ({ id })) });
  assert.deepEqual((await calls.basicApi.getPage()).results, []);
});

test("the official SDK upserts, merges and erases contacts", async () => {
  const portal = await newPortal();
  const { contacts } = new Client({ accessToken: portal.token, basePath: portal.address }).crm;
  const upserted = await contacts.batchApi.upsert({
    inputs: ["ada", "eve"].map((name) => ({
      id: `${name}@example.com`,
      idProperty: "email",
      properties: { firstname: name },
    })),
  });
  assert.deepEqual(
    upserted.results.map((result) => ("_new" in result ? result._new : undefined)),
    [true, true],
  );
  const [ada, eve] = upserted.results.map(({ id }) => id) as [string, string];
  const merged = await contacts.basicApi.merge({ primaryObjectId: ada, objectIdToMerge: eve });
  assert.deepEqual([merged.id, merged.properties.hs_merged_object_ids], [ada, eve]);
  await contacts.basicApi.purge({ objectId: "ada@example.com", idProperty: "email" });
  assert.deepEqual((await contacts.basicApi.getPage()).results, []);
});
