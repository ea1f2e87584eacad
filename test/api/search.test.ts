import assert from "node:assert/strict";
import { test } from "node:test";
import { search, searchIds } from "../support/search.ts";
import { newPortal } from "../support/test-app.ts";

test("an empty search lists everything live, oldest first, with the default properties", async () => {
  const portal = await newPortal();
  const first = await portal.create("calls", { hs_call_title: "One" });
  const second = await portal.create("calls", { hs_call_title: "Two" });
  const { status, body } = await search(portal, "calls", {});
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(body), ["total", "results"]);
  assert.equal(body.total, 2);
  assert.deepEqual(
    body.results.map(({ id }: { id: string }) => id),
    [first, second],
  );
  const [record] = body.results;
  assert.deepEqual(Object.keys(record.properties), ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"]);
  assert.equal(record.associations, undefined);
  assert.equal(record.archived, false);
});

test("the properties that are asked for are shown, null where they are not set", async () => {
  const portal = await newPortal();
  await portal.create("calls", { hs_call_title: "One" });
  const { body } = await search(portal, "calls", { properties: ["hs_call_title", "hs_call_body", "no_such", null] });
  assert.equal(body.results[0].properties.hs_call_title, "One");
  assert.equal(body.results[0].properties.hs_call_body, null);
  assert.equal("no_such" in body.results[0].properties, false);
});

test("voicemails, missed calls and recorded calls are told apart", async () => {
  const portal = await newPortal();
  const missed = { hs_call_direction: "INBOUND", hs_call_status: "missed" };
  const voicemail = await portal.create("calls", { ...missed, hs_call_has_voicemail: true });
  const plain = await portal.create("calls", missed);
  const recorded = await portal.create("calls", {
    hs_call_status: "COMPLETED",
    hs_call_recording_url: "https://example.com/a.mp3",
  });
  await portal.create("calls", { hs_call_status: "COMPLETED" });
  const status = (value: string) => ({ propertyName: "hs_call_status", operator: "EQ", value });
  const heard = (value: string) => ({ propertyName: "hs_call_has_voicemail", operator: "EQ", value });
  assert.deepEqual(await searchIds(portal, "calls", [status("MISSED"), heard("true")]), [voicemail]);
  assert.deepEqual(await searchIds(portal, "calls", [status("missed"), heard("false")]), [plain]);
  assert.deepEqual(
    await searchIds(portal, "calls", [
      status("COMPLETED"),
      { propertyName: "hs_call_recording_url", operator: "HAS_PROPERTY" },
    ]),
    [recorded],
  );
});

test("what was written is found at once, and what was deleted is not", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Before" });
  const path = `/crm/v3/objects/calls/${id}`;
  const titled = (value: string) => [{ propertyName: "hs_call_title", operator: "EQ", value }];
  await portal.patch(path, { properties: { hs_call_title: "After" } });
  assert.deepEqual(await searchIds(portal, "calls", titled("after")), [id]);
  assert.deepEqual(await searchIds(portal, "calls", titled("before")), []);
  await portal.patch(path, { properties: { hs_call_title: "" } });
  assert.deepEqual(await searchIds(portal, "calls", titled("after")), []);
  await portal.patch(path, { properties: { hs_call_title: "After" } });
  await portal.delete(path);
  assert.equal((await search(portal, "calls", {})).body.total, 0);
  await portal.post(`${path}/restore`);
  assert.deepEqual(await searchIds(portal, "calls", titled("after")), [id]);
});

test("a portal finds its own records only", async () => {
  const [portal, other] = [await newPortal(), await newPortal()];
  const id = await portal.create("contacts", { email: "ada@example.com" });
  const filters = [{ propertyName: "hs_object_id", operator: "EQ", value: id }];
  assert.deepEqual(await searchIds(portal, "contacts", filters), [id]);
  assert.deepEqual(await searchIds(other, "contacts", filters), []);
});

test("values that are computed from others are found", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_body: "<p>Asked &amp; <b>answered</b></p>" });
  await portal.create("calls", { hs_call_body: "Nothing" });
  assert.deepEqual(
    await searchIds(portal, "calls", [{ propertyName: "hs_body_preview", operator: "EQ", value: "asked & ANSWERED" }]),
    [id],
  );
});

test("pages follow each other by offset to the last, which has no paging", async () => {
  const portal = await newPortal();
  const ids = await Promise.all(Array.from({ length: 5 }, () => portal.create("calls")));
  const seen: string[] = [];
  let after: unknown;
  do {
    const { body } = await search(portal, "calls", { limit: "2", after });
    assert.equal(body.total, 5);
    seen.push(...body.results.map(({ id }: { id: string }) => id));
    after = body.paging?.next.after;
    if (after !== undefined) assert.deepEqual(body.paging, { next: { after: String(seen.length) } });
  } while (after !== undefined);
  assert.deepEqual(
    seen,
    ids.toSorted((one, other) => Number(one) - Number(other)),
  );
  const beyond = await search(portal, "calls", { limit: 2, after: 7 });
  assert.deepEqual(beyond.body, { total: 5, results: [] });
});

test("a search is sorted by any property in all spellings, what has no value last", async () => {
  const portal = await newPortal();
  const ten = await portal.create("calls", { hs_call_duration: 10, hs_call_title: "banana" });
  const none = await portal.create("calls");
  const nine = await portal.create("calls", { hs_call_duration: "9.5", hs_call_title: "Apple" });
  const again = await portal.create("calls", { hs_call_duration: 10, hs_call_title: "cherry" });
  const sorted = async (sort: unknown) =>
    (await search(portal, "calls", { sorts: [sort] })).body.results.map(({ id }: { id: string }) => id);
  assert.deepEqual(await sorted("hs_call_duration"), [nine, ten, again, none]);
  assert.deepEqual(await sorted("-hs_call_duration"), [ten, again, nine, none]);
  assert.deepEqual(await sorted({ propertyName: "hs_call_duration", direction: "DESCENDING" }), [
    ten,
    again,
    nine,
    none,
  ]);
  assert.deepEqual(await sorted({ propertyName: "hs_call_title" }), [nine, ten, again, none]);
  assert.deepEqual(await sorted("-hs_object_id"), [again, nine, none, ten]);
});

test("every object type is searched under each of its names", async () => {
  const portal = await newPortal();
  for (const [type, singular, typeId] of [
    ["contacts", "contact", "0-1"],
    ["companies", "company", "0-2"],
    ["deals", "deal", "0-3"],
    ["tickets", "ticket", "0-5"],
  ] as const) {
    const id = await portal.create(type);
    for (const name of [type, singular, typeId]) assert.deepEqual(await searchIds(portal, name, []), [id]);
  }
});
