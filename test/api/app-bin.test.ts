import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/browser.ts";
import { association, associationsOf } from "../support/call-links.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged, snapshot } from "../support/snapshot.ts";
import { newPortal, type TestPortal, withClockAhead } from "../support/test-app.ts";

const minute = 60_000;

/** Calls that went into the bin a minute after each other; the last one first. */
async function binCalls(portal: TestPortal, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await portal.create("calls", { hs_call_title: `Call ${index}` }));
  // Not in the order in which they were made; the count is no multiple of three.
  const order = ids.map((_, index) => ids[(index * 3) % count] as string);
  for (const [index, id] of order.entries()) {
    await withClockAhead((index + 1) * minute, () => portal.delete(`/crm/v3/objects/calls/${id}`));
  }
  return order.reverse();
}

const idsOf = ({ body }: { body: { results: { id: string }[] } }) => body.results.map(({ id }) => id);

test("the bin shows what was deleted last first, page by page, and until when it can be restored", async () => {
  const portal = await newPortal();
  const ids = await binCalls(portal, 7);
  const contactId = await portal.create("contacts");
  await portal.delete(`/crm/v3/objects/contacts/${contactId}`);
  await portal.create("calls");
  const browser = await signIn(portal);
  const seen: string[] = [];
  for (let after = ""; ; ) {
    const page = await browser.get(`/app/bin/calls?limit=3&after=${after}&properties=hs_call_title`);
    assert.equal(page.status, 200, page.text);
    seen.push(...idsOf(page));
    for (const { archived, archivedAt, purgeAt, properties } of page.body.results) {
      assert.equal(archived, true);
      assert.equal(Date.parse(purgeAt) - Date.parse(archivedAt), 90 * 86_400_000);
      assert.match(properties.hs_call_title, /^Call \d$/);
    }
    if (!page.body.paging) break;
    after = page.body.paging.next.after;
  }
  assert.deepEqual(seen, ids);
  assert.deepEqual(idsOf(await browser.get("/app/bin/contacts")), [contactId]);
  assert.deepEqual((await browser.get("/app/bin/0-2")).body, { results: [] });
});

test("what was deleted in the same moment is on one page or the other, and never on both", async () => {
  const portal = await newPortal();
  const inputs = Array.from({ length: 9 }, () => ({ properties: { hs_timestamp: 1 } }));
  const made = await portal.post("/crm/v3/objects/calls/batch/create", { inputs });
  await portal.post("/crm/v3/objects/calls/batch/archive", { inputs: idsOf(made).map((id) => ({ id })) });
  const first = await portal.get("/app/bin/calls?limit=4");
  const second = await portal.get(`/app/bin/calls?limit=5&after=${first.body.paging.next.after}`);
  assert.deepEqual([...idsOf(first), ...idsOf(second)].sort(), idsOf(made).sort());
  assert.equal(second.body.paging, undefined);
});

test("records of the bin are deleted for good; what is live or not there stays and is named", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const live = await portal.create("calls", {}, [association(contactId, 194)]);
  const gone = await portal.create("calls", { hs_call_title: "Marker of what must go" }, [association(contactId, 194)]);
  await portal.patch(`/crm/v3/objects/calls/${gone}`, { properties: { hs_call_title: "Another" } });
  await portal.delete(`/crm/v3/objects/calls/${gone}`);
  const browser = await signIn(portal);
  const answer = await browser.request("POST", "/app/bin/calls/purge", { ids: [live, gone, "123", gone] });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body, { purged: [gone], missing: [live, "123"] });
  assertRefusal(await portal.post(`/crm/v3/objects/calls/${gone}/restore`), 404);
  assert.ok(!(await snapshot(portal)).some((row) => row.includes(gone) || row.includes("Marker")));
  assert.deepEqual(await associationsOf(portal, "contacts", contactId, "calls"), [
    { id: live, type: "contact_to_call" },
  ]);
  assert.equal((await portal.get(`/crm/v3/objects/calls/${live}`)).status, 200);
});

test("a record that is restored and deleted for good at once has one of the two fates", async () => {
  const portal = await newPortal();
  const ids = await binCalls(portal, 7);
  const answers = await Promise.all(
    ids.flatMap((id) => [
      portal.post(`/crm/v3/objects/calls/${id}/restore`),
      portal.post("/app/bin/calls/purge", { ids: [id] }),
    ]),
  );
  for (const [index, id] of ids.entries()) {
    const [restored, purged] = [answers[2 * index], answers[2 * index + 1]];
    assert.equal(purged?.status, 200);
    assert.equal(restored?.status, purged.body.purged.length === 0 ? 200 : 404);
    assert.equal((await portal.get(`/crm/v3/objects/calls/${id}`)).status, restored.status);
  }
});

test("what cannot be asked of the bin is refused and deletes nothing", async () => {
  const portal = await newPortal();
  const [id] = await binCalls(portal, 2);
  const other = await newPortal();
  const reader = await portal.withScopes(["crm.objects.contacts.read"]);
  const browser = await signIn(portal);
  await assertUnchanged(portal, async () => {
    for (const body of [
      {},
      { ids: [] },
      { ids: [1] },
      { ids: ["x"] },
      { ids: [id, "-1"] },
      { ids: ["0"] },
      { ids: [id, "%00"] },
    ]) {
      assertRefusal(await portal.post("/app/bin/calls/purge", body), 400, { category: "VALIDATION_ERROR" });
    }
    const many = Array.from({ length: 101 }, (_, index) => String(index + 1));
    assertRefusal(await portal.post("/app/bin/calls/purge", { ids: many }), 400, { category: "VALIDATION_ERROR" });
    const forgedCursors = [
      ["bin", 1, "y"],
      ["bin", "y", 1],
      ["bin", 1.5, 1],
      ["bin", null, 1],
    ].map((cursor) => `after=${Buffer.from(JSON.stringify(cursor)).toString("base64url")}`);
    for (const query of ["limit=0", "limit=101", "after=x", ...forgedCursors]) {
      assertRefusal(await portal.get(`/app/bin/calls?${query}`), 400, { category: "VALIDATION_ERROR" }, query);
    }
    assertRefusal(await portal.get("/app/bin/widgets"), 400);
    assertRefusal(await reader.post("/app/bin/calls/purge", { ids: [id] }), 403, { category: "MISSING_SCOPES" });
    const forged = await browser.request("POST", "/app/bin/calls/purge", { ids: [id] }, { "x-csrf-token": "" });
    assertRefusal(forged, 403, { category: "INVALID_CSRF_TOKEN" });
    assert.deepEqual((await other.post("/app/bin/calls/purge", { ids: [id] })).body, { purged: [], missing: [id] });
    assert.deepEqual(idsOf(await other.get("/app/bin/calls")), []);
  });
});
