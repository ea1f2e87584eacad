import assert from "node:assert/strict";
import { test } from "node:test";
import { removeOrphanedParts } from "../../src/domain/search/tidy-segments.ts";
import { changeAllOfType } from "../../src/storage/search-changes.ts";
import { insertSearchParts } from "../../src/storage/search-segments.ts";
import { sealChanges, search, searchIds } from "../support/search.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal, testApp } from "../support/test-app.ts";

const calls = "0-48";
const titled = [{ propertyName: "hs_call_title", operator: "EQ", value: "renewal" }];

/** How many records the segments hold, the dead ones not counted, and how many have changed since. */
async function kept(portal: TestPortal) {
  const segments = await storedRows(portal, "search_segments");
  const alive = segments.reduce((sum, { records, dead_count }) => sum + records - dead_count, 0);
  return { segments: segments.length, alive, changed: (await storedRows(portal, "search_changes")).length };
}

/** Texts in the parts of all segments. */
async function textInSegments(portal: TestPortal): Promise<string> {
  const parts = await storedRows(portal, "search_parts");
  return parts.map(({ data }) => Buffer.from(data).toString("latin1")).join("\n");
}

test("a record is found alike before it comes into a segment, in one, and after its next change", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Renewal" });
  assert.deepEqual(await kept(portal), { segments: 0, alive: 0, changed: 1 });
  assert.deepEqual(await searchIds(portal, "calls", titled), [id]);
  await sealChanges(portal, calls);
  assert.deepEqual(await kept(portal), { segments: 1, alive: 1, changed: 0 });
  assert.deepEqual(await searchIds(portal, "calls", titled), [id]);
  await portal.patch(`/crm/v3/objects/calls/${id}`, { properties: { hs_call_title: "Offer" } });
  assert.deepEqual(await kept(portal), { segments: 1, alive: 1, changed: 1 });
  assert.deepEqual(await searchIds(portal, "calls", titled), []);
  await sealChanges(portal, calls);
  assert.deepEqual(await kept(portal), { segments: 1, alive: 1, changed: 0 });
  assert.deepEqual(await searchIds(portal, "calls", titled), []);
});

test("what goes into the bin and comes back is found no more and then again, in a segment or not", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Renewal" });
  const path = `/crm/v3/objects/calls/${id}`;
  await portal.create("calls", { hs_call_title: "Other" });
  for (const seal of [async () => {}, () => sealChanges(portal, calls)]) {
    await seal();
    await Promise.all([portal.delete(path), portal.delete(path)]);
    assert.deepEqual(await searchIds(portal, "calls", titled), []);
    await seal();
    assert.deepEqual(await searchIds(portal, "calls", titled), []);
    await Promise.all([portal.post(`${path}/restore`), portal.post(`${path}/restore`)]);
    assert.deepEqual(await searchIds(portal, "calls", titled), [id]);
    await seal();
    assert.deepEqual(await searchIds(portal, "calls", titled), [id]);
  }
  assert.deepEqual((await kept(portal)).alive, 2);
});

test("what is erased leaves no text in any segment", async () => {
  const portal = await newPortal();
  const erased = await portal.create("contacts", { firstname: "Zyxwvut", lastname: "One" });
  const archived = await portal.create("contacts", { firstname: "Abcdefg", lastname: "Two" });
  await sealChanges(portal, "0-1");
  await portal.delete(`/crm/v3/objects/contacts/${erased}`);
  await portal.delete(`/crm/v3/objects/contacts/${archived}`);
  await sealChanges(portal, "0-1");
  await portal.create("contacts", { firstname: "Hijklmn" });
  await sealChanges(portal, "0-1");
  await portal.post("/crm/v3/objects/contacts/gdpr-delete", { objectId: erased });
  await sealChanges(portal, "0-1");
  const text = await textInSegments(portal);
  assert.ok(!text.includes("zyxwvut"));
  assert.ok(text.includes("hijklmn"));
  assert.deepEqual((await kept(portal)).changed, 0);
});

test("many small segments become few, and find the same", async () => {
  const portal = await newPortal();
  const ids: string[] = [];
  for (const round of [1, 2, 3, 4, 5, 6]) {
    ids.push(await portal.create("calls", { hs_call_title: "Renewal", hs_call_duration: round }));
    await sealChanges(portal, calls);
  }
  assert.ok((await kept(portal)).segments < 4);
  assert.deepEqual(await searchIds(portal, "calls", titled), ids);
  const { body } = await search(portal, "calls", { sorts: ["-hs_call_duration"], limit: 3, after: 1 });
  assert.deepEqual(
    body.results.map(({ id }: { id: string }) => id),
    [ids[4], ids[3], ids[2]],
  );
  assert.equal(body.total, 6);
  const segments = new Set((await storedRows(portal, "search_segments")).map(({ segment_id }) => segment_id));
  for (const { segment_id } of await storedRows(portal, "search_parts")) assert.ok(segments.has(segment_id));
});

test("parts that a process left behind when it ended are removed after an hour", async () => {
  const portal = await newPortal();
  const { services } = await testApp();
  await portal.create("calls", { hs_call_title: "Renewal" });
  await sealChanges(portal, calls);
  const before = await storedRows(portal, "search_parts");
  const [orphan] = before;
  assert.ok(orphan);
  // Ids grow with time: the first is of long ago, the second may be of a segment that is just being made.
  const left = [1, services.ids.next()].map((segment_id) => ({ ...orphan, segment_id }));
  await services.database.transaction((tx) => insertSearchParts(tx, left));
  await removeOrphanedParts(services.database, services.now());
  assert.deepEqual(
    (await storedRows(portal, "search_parts")).map(({ segment_id }) => segment_id).toSorted(),
    [...before, ...left.slice(1)].map(({ segment_id }) => segment_id).toSorted(),
  );
});

test("all records of a type can be put into segments anew", async () => {
  const portal = await newPortal();
  const { services } = await testApp();
  const id = await portal.create("calls", { hs_call_title: "Renewal" });
  await sealChanges(portal, calls);
  const [before] = await storedRows(portal, "search_segments");
  await services.database.transaction((tx) => changeAllOfType(tx, portal.portalId, calls));
  assert.deepEqual(await kept(portal), { segments: 1, alive: 1, changed: 1 });
  assert.deepEqual(await searchIds(portal, "calls", titled), [id]);
  await sealChanges(portal, calls);
  const [after] = await storedRows(portal, "search_segments");
  assert.notEqual(after?.segment_id, before?.segment_id);
  assert.deepEqual(await searchIds(portal, "calls", titled), [id]);
});

test("changes that come while segments are made are not lost", async () => {
  const portal = await newPortal();
  const ids = await Promise.all(Array.from({ length: 20 }, () => portal.create("calls", { hs_call_title: "Old" })));
  const path = (id: string) => `/crm/v3/objects/calls/${id}`;
  await Promise.all([
    ...ids.map((id) => portal.patch(path(id), { properties: { hs_call_title: "Renewal" } })),
    sealChanges(portal, calls),
    ...ids.slice(10).map((id) => portal.delete(path(id))),
    sealChanges(portal, calls),
  ]);
  const expected = ids.slice(0, 10).sort();
  assert.deepEqual((await searchIds(portal, "calls", titled)).sort(), expected);
  await sealChanges(portal, calls);
  assert.deepEqual(await kept(portal).then(({ alive, changed }) => [alive, changed]), [10, 0]);
  assert.deepEqual((await searchIds(portal, "calls", titled)).sort(), expected);
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
