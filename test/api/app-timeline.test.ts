import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/browser.ts";
import { association, callLinks } from "../support/call-links.ts";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";

const idsOf = ({ body }: { body: { results: { id: string }[] } }) => body.results.map(({ id }) => id);

async function callAt(portal: TestPortal, time: string, toId: string, type = 194, rest = {}): Promise<string> {
  return portal.create("calls", { hs_timestamp: time, ...rest }, [association(toId, type)]);
}

test("a record's calls come newest first, page by page, with months and total on the first page", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const otherId = await portal.create("contacts");
  await callAt(portal, "2026-03-20T00:00:00Z", otherId);
  await portal.create("calls");
  const times = [
    "2026-01-31T23:30:00Z",
    "2026-03-17T00:00:00Z",
    "2026-03-17T00:00:00Z",
    "2025-12-31T12:00:00Z",
    "2026-03-01T00:00:00Z",
  ];
  const ids: string[] = [];
  for (const time of times) ids.push(await callAt(portal, time, contactId));
  const gone = await callAt(portal, "2026-03-18T00:00:00Z", contactId);
  await portal.delete(`/crm/v3/objects/calls/${gone}`);
  const expected = [ids[1], ids[2], ids[4], ids[0], ids[3]];

  const first = await portal.get(`/app/timeline/contacts/${contactId}?limit=2`);
  assert.equal(first.status, 200, first.text);
  assert.deepEqual(Object.keys(first.body), ["pinned", "total", "months", "results", "paging"]);
  assert.equal(first.body.pinned, null);
  assert.equal(first.body.total, 5);
  const start = (text: string) => Date.parse(text);
  assert.deepEqual(first.body.months, [
    { month: "2026-03", start: start("2026-03-01T00:00:00Z"), calls: 3 },
    { month: "2026-01", start: start("2026-01-01T00:00:00Z"), calls: 1 },
    { month: "2025-12", start: start("2025-12-01T00:00:00Z"), calls: 1 },
  ]);
  const second = await portal.get(`/app/timeline/contact/${contactId}?limit=2&after=${first.body.paging.next.after}`);
  assert.deepEqual(Object.keys(second.body), ["results", "paging"]);
  const third = await portal.get(`/app/timeline/0-1/${contactId}?limit=2&after=${second.body.paging.next.after}`);
  assert.deepEqual([...idsOf(first), ...idsOf(second), ...idsOf(third)], expected);
  assert.equal(third.body.paging, undefined);

  const berlin = await portal.get(`/app/timeline/contacts/${contactId}?timeZone=Europe/Berlin`);
  assert.deepEqual(
    berlin.body.months.map(({ month, calls }: { month: string; calls: number }) => [month, calls]),
    [
      ["2026-03", 3],
      ["2026-02", 1],
      ["2025-12", 1],
    ],
  );
  assert.equal(berlin.body.months[1].start, start("2026-01-31T23:00:00Z"));
});

test("the pinned call stands at the top as well, whatever outcome is looked for", async () => {
  const portal = await newPortal();
  const dealId = await portal.create("deals");
  const pinned = await callAt(portal, "2026-01-01T00:00:00Z", dealId, 206, { hs_call_title: "The one" });
  const reached = await callAt(portal, "2026-02-01T00:00:00Z", dealId, 206, { hs_call_disposition: connected });
  await portal.patch(`/crm/v3/objects/deals/${dealId}`, { properties: { hs_pinned_engagement_id: pinned } });
  const path = `/app/timeline/deals/${dealId}?properties=hs_call_title`;
  const browser = await signIn(portal);
  const all = await browser.get(path);
  assert.equal(all.body.pinned.id, pinned);
  assert.equal(all.body.pinned.properties.hs_call_title, "The one");
  assert.deepEqual(idsOf(all), [reached, pinned]);
  const some = await browser.get(`${path}&outcome=${connected}`);
  assert.deepEqual([some.body.pinned.id, some.body.total, some.body.months.length], [pinned, 1, 1]);
  assert.deepEqual(idsOf(some), [reached]);
  assert.deepEqual(idsOf(await browser.get(`${path}&outcome=none`)), [pinned]);
  await portal.delete(`/crm/v3/objects/calls/${pinned}`);
  assert.equal((await browser.get(path)).body.pinned, null);
  await portal.post(`/crm/v3/objects/calls/${pinned}/restore`);
  assert.equal((await browser.get(path)).body.pinned.id, pinned);
  // A note can be pinned too, and is no call.
  const noteId = await portal.create("notes", { hs_note_body: "x" }, [association(dealId, 214)]);
  await portal.patch(`/crm/v3/objects/deals/${dealId}`, { properties: { hs_pinned_engagement_id: noteId } });
  assert.equal((await browser.get(path)).body.pinned, null);
});

test("every kind of record that calls can be associated with has a timeline, and one without calls an empty one", async () => {
  const portal = await newPortal();
  for (const { plural, fromCall } of callLinks) {
    const id = await portal.create(plural);
    const path = `/app/timeline/${plural}/${id}`;
    assert.deepEqual((await portal.get(path)).body, { pinned: null, total: 0, months: [], results: [] });
    const callId = await callAt(portal, "2026-01-01T00:00:00Z", id, fromCall);
    assert.deepEqual(idsOf(await portal.get(path)), [callId], plural);
  }
});

test("a timeline that cannot be read is refused", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const other = await newPortal();
  const path = `/app/timeline/contacts/${contactId}`;
  assertRefusal(await other.get(path), 404, { category: "OBJECT_NOT_FOUND" });
  for (const id of ["1", "x", "-1"]) assertRefusal(await portal.get(`/app/timeline/contacts/${id}`), 404, {}, id);
  assertRefusal(await portal.get(`/app/timeline/widgets/${contactId}`), 400);
  for (const query of ["timeZone=Nowhere", "limit=0", "after=x", "outcome=%00"]) {
    assertRefusal(await portal.get(`${path}?${query}`), 400, { category: "VALIDATION_ERROR" }, query);
  }
  await portal.delete(`/crm/v3/objects/contacts/${contactId}`);
  assertRefusal(await portal.get(path), 404, { category: "OBJECT_NOT_FOUND" });
  const dealId = await portal.create("deals");
  for (const scopes of [["crm.objects.deals.read"], ["crm.objects.contacts.read"]]) {
    const limited = await portal.withScopes(scopes);
    assertRefusal(await limited.get(`/app/timeline/deals/${dealId}`), 403, { category: "MISSING_SCOPES" });
  }
});
