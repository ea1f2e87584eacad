import assert from "node:assert/strict";
import { test } from "node:test";
import { loadPortal } from "../../src/domain/accounts/portal-cache.ts";
import { refreshSearchDocuments } from "../../src/domain/search/refresh-documents.ts";
import { deleteSearchDocument, markDocumentsStale, putSearchDocument } from "../../src/storage/search-documents.ts";
import { search, searchIds } from "../support/search.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, testApp } from "../support/test-app.ts";

const titled = [{ propertyName: "hs_call_title", operator: "EQ", value: "renewal" }];

test("stale documents are written anew, and those without a record go", async () => {
  const portal = await newPortal();
  const { services } = await testApp();
  const id = await portal.create("calls", { hs_call_title: "Renewal" });
  const before = await storedRows(portal, "search_documents");
  assert.equal(before.length, 1);
  const [own] = before;
  assert.ok(own);
  const blank = { ...own, stale: 1, numbers: "{}", texts: "{}", words: "{}", query_words: "" };
  await services.database.transaction(async (tx) => {
    await deleteSearchDocument(tx, { portalId: portal.portalId, objectTypeId: "0-48", objectId: Number(id) });
    await putSearchDocument(tx, blank);
    await putSearchDocument(tx, { ...blank, object_id: Number(id) + 1 });
  });
  assert.deepEqual(await searchIds(portal, "calls", titled), []);
  assert.ok((await refreshSearchDocuments(services.database, (id) => loadPortal(services, id))) >= 2);
  assert.deepEqual(await storedRows(portal, "search_documents"), before);
  await services.database.transaction((tx) => markDocumentsStale(tx, portal.portalId, "0-48"));
  await refreshSearchDocuments(services.database, (id) => loadPortal(services, id));
  assert.deepEqual(await storedRows(portal, "search_documents"), before);
});

test("records keep one document each through a life of changes, and none in the bin", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const path = `/crm/v3/objects/calls/${id}`;
  const count = async () => (await storedRows(portal, "search_documents")).length;
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      portal.patch(path, { properties: n % 2 ? { hs_call_title: "Renewal" } : { hs_call_duration: n } }),
    ),
  );
  assert.equal(await count(), 1);
  const { hs_call_duration: duration } = (await portal.get(`${path}?properties=hs_call_duration`)).body.properties;
  const both = [...titled, { propertyName: "hs_call_duration", operator: "EQ", value: duration }];
  assert.deepEqual(await searchIds(portal, "calls", both), [id]);
  await Promise.all([portal.delete(path), portal.delete(path)]);
  assert.equal(await count(), 0);
  await Promise.all([portal.post(`${path}/restore`), portal.post(`${path}/restore`)]);
  assert.equal(await count(), 1);
});

test("a refused write changes nothing that is found", async () => {
  const portal = await newPortal();
  const id = await portal.create("contacts", { email: "ada@example.com", firstname: "Ada" });
  const other = await portal.create("contacts", { email: "bob@example.com", firstname: "Bob" });
  const answer = await portal.patch(`/crm/v3/objects/contacts/${other}`, {
    properties: { email: "ada@example.com", firstname: "Ada" },
  });
  assert.equal(answer.status, 409);
  assert.deepEqual(await searchIds(portal, "contacts", [{ propertyName: "firstname", operator: "EQ", value: "ada" }]), [
    id,
  ]);
});

test("many searches at once are all answered", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Renewal" });
  const answers = await Promise.all(Array.from({ length: 30 }, () => search(portal, "calls", { query: "renewal" })));
  for (const { status, body } of answers) assert.deepEqual([status, body.results[0]?.id], [200, id]);
});
