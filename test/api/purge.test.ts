import assert from "node:assert/strict";
import { test } from "node:test";
import { purgeRecycleBin } from "../../src/domain/recycle-bin/purge.ts";
import { startPurgeSchedule } from "../../src/jobs/purge-schedule.ts";
import { association, associationsOf } from "../support/call-links.ts";
import { sealChanges } from "../support/search.ts";
import { newPortal, type TestPortal, testApp, withClockAhead } from "../support/test-app.ts";
import { tablesThatHold } from "../support/traces.ts";

const hour = 3_600_000;
const day = 24 * hour;

async function purge(): Promise<number> {
  const { database, now } = (await testApp()).services;
  return purgeRecycleBin(database, now, 90);
}

/** A contact that was changed and is associated with a call and a company. */
async function createNeighbours(portal: TestPortal) {
  const companyId = await portal.create("companies");
  const contactId = await portal.create("contacts", { email: "ada@example.com" }, [association(companyId, 1)]);
  const callId = await portal.create("calls", {}, [association(contactId, 194)]);
  const path = `/crm/v3/objects/contacts/${contactId}`;
  await portal.patch(path, { properties: { firstname: "Ada" } });
  return { contactId, callId, companyId, path };
}

test("after 89 days and 23 hours in the bin a record can still be restored, whole", async () => {
  const portal = await newPortal();
  const { contactId, callId, path } = await createNeighbours(portal);
  const query = "?properties=firstname,email&propertiesWithHistory=firstname";
  const before = (await portal.get(`${path}${query}`)).body;
  await portal.delete(path);
  await withClockAhead(89 * day + 23 * hour, async () => {
    await purge();
    assert.equal((await portal.post(`${path}/restore`)).status, 200);
    assert.deepEqual((await portal.get(`${path}${query}`)).body, before);
    assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), [
      { id: contactId, type: "call_to_contact" },
    ]);
  });
});

test("after 90 days and an hour in the bin a record is gone for good", async () => {
  const portal = await newPortal();
  const { callId, path } = await createNeighbours(portal);
  await portal.delete(path);
  await withClockAhead(90 * day + hour, async () => {
    assert.ok((await purge()) >= 1);
    for (const answer of [
      await portal.post(`${path}/restore`),
      await portal.get(path),
      await portal.get(`${path}?archived=true`),
    ]) {
      assert.deepEqual([answer.status, answer.body.category], [404, "OBJECT_NOT_FOUND"]);
    }
    assert.deepEqual((await portal.get("/crm/v3/objects/contacts?archived=true")).body, { results: [] });
    assert.equal((await portal.delete(path)).status, 204);
    assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), []);
  });
});

test("a purged record leaves no row behind, and its neighbours theirs", async () => {
  const portal = await newPortal();
  const { contactId, callId, companyId, path } = await createNeighbours(portal);
  await portal.put(`/crm/v3/objects/calls/${callId}/associations/companies/${companyId}/182`);
  const live = ["associations", "objects", "property_history", "search_changes", "unique_values"];
  assert.deepEqual((await tablesThatHold(contactId, portal)).sort(), live);
  await portal.delete(path);
  assert.ok((await tablesThatHold(contactId, portal)).includes("archived_objects"));
  await withClockAhead(91 * day, purge);
  await sealChanges(portal, "0-1");
  assert.deepEqual(await tablesThatHold(contactId, portal), []);
  assert.equal((await associationsOf(portal, "calls", callId, "companies")).length, 1);
});

test("only what has lain in the bin for long enough is purged, however much there is", async () => {
  const portal = await newPortal();
  const create = (count: number) => Promise.all(Array.from({ length: count }, () => portal.create("contacts")));
  const [old, recent, live] = [await create(230), await create(3), await create(3)];
  const archive = (ids: string[]) => Promise.all(ids.map((id) => portal.delete(`/crm/v3/objects/contacts/${id}`)));
  await archive(old);
  await withClockAhead(60 * day, () => archive(recent));
  await withClockAhead(100 * day, purge);
  const idsIn = async (query: string) => {
    const { body } = await portal.get(`/crm/v3/objects/contacts?limit=100&${query}`);
    return body.results.map(({ id }: { id: string }) => id).sort();
  };
  assert.deepEqual(await idsIn("archived=true"), recent.sort());
  assert.deepEqual(await idsIn(""), live.sort());
});

test("a record that was restored and archived again waits its whole time anew", async () => {
  const portal = await newPortal();
  const { path } = await createNeighbours(portal);
  await portal.delete(path);
  await portal.post(`${path}/restore`);
  await withClockAhead(60 * day, () => portal.delete(path));
  await withClockAhead(149 * day, purge);
  assert.equal((await portal.get(`${path}?archived=true`)).status, 200);
  await withClockAhead(151 * day, purge);
  assert.equal((await portal.get(`${path}?archived=true`)).status, 404);
});

test("the unique value of a purged record stays with whom it belongs to now", async () => {
  const portal = await newPortal();
  const { path } = await createNeighbours(portal);
  await portal.delete(path);
  const heir = await portal.create("contacts", { email: "ada@example.com" });
  await withClockAhead(91 * day, purge);
  assert.equal((await portal.get("/crm/v3/objects/contacts/ada@example.com?idProperty=email")).body.id, heir);
});

test("the purge runs by itself every ten minutes, with the number of days that it is given", async () => {
  const portal = await newPortal();
  const { services } = await testApp();
  const { path } = await createNeighbours(portal);
  await portal.delete(path);
  const runOnce = (ahead: number, days: number) =>
    withClockAhead(ahead, async () => {
      const stop = startPurgeSchedule(services, days, (error) => {
        throw error;
      });
      await stop();
    });
  await runOnce(8 * day, 9);
  assert.equal((await portal.get(`${path}?archived=true`)).status, 200);
  // Not before ten minutes are over, whoever asks.
  await runOnce(8 * day + hour / 8, 7);
  assert.equal((await portal.get(`${path}?archived=true`)).status, 200);
  await runOnce(8 * day + hour / 4, 7);
  assert.equal((await portal.get(`${path}?archived=true`)).status, 404);
});
