import assert from "node:assert/strict";
import { test } from "node:test";
import { purgeRecycleBin } from "../../src/domain/recycle-bin/purge.ts";
import { association, callLinks } from "../support/call-links.ts";
import {
  archiveCall,
  callAndRecord,
  pathOf,
  pinHistory,
  pinnedCall,
  pinProperty,
  pinValues,
  readPin,
  restoreCall,
  setPin,
} from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, testApp, withClockAhead } from "../support/test-app.ts";

for (const { plural, singular } of callLinks) {
  test(`the pin on a ${singular} is hidden while its call lies in the bin, and shows again with restore`, async () => {
    const portal = await newPortal();
    const { callId, record } = await pinnedCall(portal, plural);
    await archiveCall(portal, callId);
    assert.equal(await readPin(portal, record), null);
    await restoreCall(portal, callId);
    assert.equal(await readPin(portal, record), callId);
    // Again: what came back can go and come once more.
    await archiveCall(portal, callId);
    assert.equal(await readPin(portal, record), null);
    await restoreCall(portal, callId);
    assert.deepEqual(await pinValues(portal, record), [callId, "", callId, "", callId]);
    const sources = (await pinHistory(portal, record)).map(({ sourceType }) => sourceType);
    assert.deepEqual(sources, ["CALCULATED", "CALCULATED", "CALCULATED", "CALCULATED", "INTEGRATION"]);
  });

  test(`a ${singular} that lies in the bin itself keeps its pin`, async () => {
    const portal = await newPortal();
    const { callId, record } = await pinnedCall(portal, plural);
    await portal.delete(pathOf(record));
    assert.equal(await readPin(portal, record, true), callId);
    await portal.post(`${pathOf(record)}/restore`);
    assert.equal(await readPin(portal, record), callId);
  });

  test(`a ${singular} in the bin follows its pinned call there and back`, async () => {
    const portal = await newPortal();
    const { callId, record } = await pinnedCall(portal, plural);
    await portal.delete(pathOf(record));
    await archiveCall(portal, callId);
    assert.equal(await readPin(portal, record, true), null);
    await restoreCall(portal, callId);
    assert.equal(await readPin(portal, record, true), callId);
    await portal.post(`${pathOf(record)}/restore`);
    assert.equal(await readPin(portal, record), callId);
  });
}

test("a record restored before its pinned call shows no pin until the call is back", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  await portal.delete(pathOf(record));
  await archiveCall(portal, callId);
  await portal.post(`${pathOf(record)}/restore`);
  assert.equal(await readPin(portal, record), null);
  await restoreCall(portal, callId);
  assert.equal(await readPin(portal, record), callId);
});

test("a record archived after its pinned call shows the pin again once both are back", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  await archiveCall(portal, callId);
  await portal.delete(pathOf(record));
  assert.equal(await readPin(portal, record, true), null);
  await restoreCall(portal, callId);
  await portal.post(`${pathOf(record)}/restore`);
  assert.equal(await readPin(portal, record), callId);
});

test("a call that is pinned on several records is hidden on all and comes back on all", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  const records = [record];
  for (const { plural, toCall } of callLinks) {
    const id = await portal.create(plural, { [pinProperty]: callId }, [association(callId, toCall)]);
    records.push({ plural, id, toCall });
  }
  await archiveCall(portal, callId);
  for (const each of records) assert.equal(await readPin(portal, each), null);
  await restoreCall(portal, callId);
  for (const each of records) assert.equal(await readPin(portal, each), callId);
});

test("what was pinned while the call lay in the bin stays pinned when it comes back", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  const other = await portal.create("calls", {}, [association(record.id, 194)]);
  await archiveCall(portal, callId);
  await setPin(portal, record, other);
  await restoreCall(portal, callId);
  assert.equal(await readPin(portal, record), other);
  // Nor does the first one return when the second goes.
  await setPin(portal, record, null);
  await archiveCall(portal, callId);
  await restoreCall(portal, callId);
  assert.equal(await readPin(portal, record), null);
});

test("a pin cleared while the call lay in the bin stays clear when it comes back", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  await archiveCall(portal, callId);
  await setPin(portal, record, "");
  await restoreCall(portal, callId);
  assert.equal(await readPin(portal, record), null);
});

test("another change to the record while the call lies in the bin leaves the pin waiting", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  await archiveCall(portal, callId);
  await portal.patch(pathOf(record), { properties: { firstname: "Ada" } });
  await restoreCall(portal, callId);
  assert.equal(await readPin(portal, record), callId);
});

test("a pin does not come back where the association was removed while the call lay in the bin", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  await archiveCall(portal, callId);
  assert.equal((await portal.delete(`${pathOf(record)}/associations/calls/${callId}/193`)).status, 204);
  await restoreCall(portal, callId);
  assert.equal(await readPin(portal, record), null);
  assert.deepEqual(await storedRows(portal, "pins"), []);
});

test("a pin that was lost with its association does not come back with a new association", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  await archiveCall(portal, callId);
  await portal.delete(`${pathOf(record)}/associations/calls/${callId}/193`);
  await restoreCall(portal, callId);
  await portal.put(`${pathOf(record)}/associations/calls/${callId}/193`);
  await archiveCall(portal, callId);
  await restoreCall(portal, callId);
  assert.equal(await readPin(portal, record), null);
});

test("a record in the bin loses its pin with the association, and stays without after restore", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  await portal.delete(pathOf(record));
  const path = `/crm/v3/objects/calls/${callId}/associations/contacts/${record.id}/194`;
  assert.equal((await portal.delete(path)).status, 204);
  assert.equal(await readPin(portal, record, true), null);
  await portal.post(`${pathOf(record)}/restore`);
  assert.equal(await readPin(portal, record), null);
  assert.deepEqual(await pinValues(portal, record), ["", callId]);
  assert.deepEqual(await storedRows(portal, "pins"), []);
});

test("a pinned call that is purged leaves its record readable, without pin and association", async () => {
  const portal = await newPortal();
  const { services } = await testApp();
  const { callId, record } = await pinnedCall(portal);
  await archiveCall(portal, callId);
  await withClockAhead(91 * 86_400_000, () => purgeRecycleBin(services.database, services.now, 90));
  assert.equal(await readPin(portal, record), null);
  assert.deepEqual(await pinValues(portal, record), ["", callId]);
  assert.deepEqual(await storedRows(portal, "pins"), []);
  assert.deepEqual(await storedRows(portal, "associations"), []);
  const other = await portal.create("calls", {}, [association(record.id, 194)]);
  assert.equal((await setPin(portal, record, other)).status, 200);
});

test("a purged record forgets its pin, and the call goes on", async () => {
  const portal = await newPortal();
  const { services } = await testApp();
  const { callId, record } = await pinnedCall(portal);
  await portal.delete(pathOf(record));
  await withClockAhead(91 * 86_400_000, () => purgeRecycleBin(services.database, services.now, 90));
  assert.deepEqual(await storedRows(portal, "pins"), []);
  await archiveCall(portal, callId);
  await restoreCall(portal, callId);
});

test("an unpinned call goes and comes without touching its records", async () => {
  const portal = await newPortal();
  const { callId, record } = await callAndRecord(portal);
  const before = await portal.get(pathOf(record));
  await archiveCall(portal, callId);
  await restoreCall(portal, callId);
  assert.deepEqual((await portal.get(pathOf(record))).body, before.body);
});
