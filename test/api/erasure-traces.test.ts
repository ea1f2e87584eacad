import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { builtInObjectTypes } from "../../src/domain/custom-objects/portal-types.ts";
import { purgeFiles } from "../../src/domain/files/purge-files.ts";
import { purgeRecycleBin } from "../../src/domain/recycle-bin/purge.ts";
import { tidySegments } from "../../src/domain/search/tidy-segments.ts";
import { association } from "../support/call-links.ts";
import { filesOnDisk } from "../support/files.ts";
import { definition } from "../support/properties.ts";
import { createSchema, ownAssociation, typeIdOf } from "../support/schemas.ts";
import { sealChanges } from "../support/search.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal, testApp, withClockAhead } from "../support/test-app.ts";
import { addMarkedFile, eraseRecord, filesThatHold, tablesThatHold, writeEverywhere } from "../support/traces.ts";

const day = 86_400_000;

function newMarker(): string {
  return `zq${randomBytes(8).toString("hex")}`;
}

/** A record of each type that holds the marker in all that it can hold, now and before, associated and pinned. */
async function fillPortal(portal: TestPortal, marker: string) {
  const schema = await createSchema(portal);
  for (const name of ["own_text", "own_unique"]) {
    const members = { hasUniqueValue: name === "own_unique" };
    await portal.post("/crm/v3/properties/calls", definition(name, members));
  }
  const label = { label: "Decision", name: "decision" };
  const labels = await portal.post("/crm/v4/associations/calls/contacts/labels", label);
  const labelId = labels.body.results.find(({ typeId }: { typeId: number }) => typeId).typeId;
  const records: [string, string][] = [];
  for (const plural of ["contacts", "companies", "deals", "tickets", "notes", "tasks", "meetings", "emails", "calls"]) {
    records.push([plural, await portal.create(plural)]);
  }
  const machine = { model: `${marker} model`, serial: `${marker} serial` };
  records.push([schema.objectTypeId, await portal.create(schema.objectTypeId, machine)]);
  const ids = new Map(records);
  const [contactId, callId] = [ids.get("contacts") as string, ids.get("calls") as string];
  await portal.put(`/crm/v4/objects/calls/${callId}/associations/contacts/${contactId}`, [
    { associationCategory: "USER_DEFINED", associationTypeId: labelId },
  ]);
  const fromMachine = ownAssociation(contactId, typeIdOf(schema, "MACHINE_TO_CONTACT"));
  await portal.create(schema.objectTypeId, { model: "other", serial: "other" }, [fromMachine]);
  await portal.patch(`/crm/v3/objects/contacts/${contactId}`, { properties: { hs_pinned_engagement_id: callId } });
  const filled = new Map<string, number>();
  for (const [plural, id] of records) {
    const taken = await writeEverywhere(portal, plural, id, marker);
    filled.set(plural, taken.length);
    await writeEverywhere(portal, plural, id, `${marker} anew`);
  }
  for (const plural of ["calls", "notes", "emails"]) {
    const properties = { hs_attachment_ids: await addMarkedFile(portal, marker) };
    const answer = await portal.patch(`/crm/v3/objects/${plural}/${ids.get(plural)}`, { properties });
    assert.equal(answer.status, 200, answer.text);
  }
  return { records, filled };
}

type Named = readonly (readonly [type: string, id: string])[];

/** Puts the records into the segments that searches look at, as the server does where there are many. */
async function sealAll(portal: TestPortal, records: Named): Promise<void> {
  for (const typeId of typeIdsOf(records)) await sealChanges(portal, typeId);
}

/** Takes what is gone out of the segments, as the server does within a second. */
async function tidyAll(portal: TestPortal, records: Named): Promise<void> {
  const { services } = await testApp();
  for (const typeId of typeIdsOf(records)) {
    await tidySegments(services, portal.portalId, typeId, Number.POSITIVE_INFINITY);
  }
}

function typeIdsOf(records: Named): Set<string> {
  return new Set(records.map(([type]) => builtInObjectTypes.find(type)?.id ?? type));
}

test("what is erased is found in no table, in no file, and not in the bytes of the embedded database", async () => {
  const portal = await newPortal();
  const marker = newMarker();
  const { records, filled } = await fillPortal(portal, marker);
  assert.ok((filled.get("calls") ?? 0) > 15 && (filled.get("contacts") ?? 0) > 15, JSON.stringify([...filled]));
  await sealAll(portal, records);
  const holding = ["files", "objects", "property_history", "search_parts", "unique_values"];
  assert.deepEqual(await tablesThatHold(marker), holding);
  assert.ok((await filesThatHold(marker)).length >= 3);
  for (const [plural, id] of records) assert.equal((await eraseRecord(portal, plural, id)).status, 204);
  assert.deepEqual(await tablesThatHold(marker), []);
  assert.deepEqual(await filesThatHold(marker), []);
  assert.deepEqual(await filesOnDisk(portal), []);
  for (const table of ["attachments", "discarded_contents", "pins"] as const) {
    assert.deepEqual(await storedRows(portal, table), [], table);
  }
});

test("what is purged from the bin is found nowhere either", async () => {
  const portal = await newPortal();
  const marker = newMarker();
  const { records } = await fillPortal(portal, marker);
  await sealAll(portal, records);
  for (const [plural, id] of records) await portal.delete(`/crm/v3/objects/${plural}/${id}`);
  assert.ok((await tablesThatHold(marker)).includes("archived_objects"));
  await withClockAhead(91 * day, async () => {
    const { services } = await testApp();
    await purgeRecycleBin(services.database, services.now, 90);
    await purgeFiles(services, 90);
  });
  await tidyAll(portal, records);
  assert.deepEqual(await tablesThatHold(marker), []);
  assert.deepEqual(await filesThatHold(marker), []);
});

test("an erasure that is done is answered as done, and what it left is taken away when the server tries again", async (t) => {
  const { services } = await testApp();
  const portal = await newPortal();
  const marker = newMarker();
  const erased = await portal.create("calls", { hs_call_title: marker });
  const purged = await portal.create("calls", { hs_call_title: marker });
  await sealAll(portal, [["calls", erased]]);
  const planTidying = t.mock.method(services.searches, "planTidying", () =>
    Promise.reject(new Error("out of threads")),
  );
  const discard = t.mock.method(services.files.store, "discard", () => Promise.reject(new Error("a disk is away")));
  const report = t.mock.method(services, "report");
  const properties = { hs_attachment_ids: await addMarkedFile(portal, marker) };
  await portal.patch(`/crm/v3/objects/calls/${erased}`, { properties });
  assert.equal((await eraseRecord(portal, "calls", erased)).status, 204);
  await portal.delete(`/crm/v3/objects/calls/${purged}`);
  const answer = await portal.post("/app/bin/calls/purge", { ids: [purged] });
  assert.deepEqual(answer.body, { purged: [purged], missing: [] });
  const told = report.mock.calls.map(({ arguments: [error] }) => (error as Error).message);
  assert.ok(told.includes("out of threads") && told.includes("a disk is away"));
  assert.deepEqual(await tablesThatHold(marker), ["search_parts"]);

  planTidying.mock.restore();
  discard.mock.restore();
  while ((await tablesThatHold(marker, portal)).length > 0) await sleep(50);
  assert.deepEqual(await tablesThatHold(marker), []);
  await purgeFiles(services, 90);
  assert.deepEqual(await filesThatHold(marker), []);
});

test("what a merge does not take over is found nowhere", async () => {
  const portal = await newPortal();
  const [kept, lost] = [newMarker(), newMarker()];
  for (const plural of ["calls", "companies"]) {
    const [primary, merged] = [await portal.create(plural), await portal.create(plural)];
    await writeEverywhere(portal, plural, merged, lost);
    await writeEverywhere(portal, plural, primary, kept);
    await sealAll(portal, [[plural, merged]]);
    const ids = { primaryObjectId: primary, objectIdToMerge: merged };
    assert.equal((await portal.post(`/crm/v3/objects/${plural}/merge`, ids)).status, 200);
    await tidyAll(portal, [[plural, merged]]);
  }
  assert.deepEqual(await tablesThatHold(lost), []);
  assert.deepEqual(await filesThatHold(lost), []);
  assert.ok((await tablesThatHold(kept)).includes("objects"));
});

test("a file that another record attaches, also one in the bin, outlives the erasure", async () => {
  const portal = await newPortal();
  const [shared, own, inBin] = [
    await addMarkedFile(portal, newMarker()),
    await addMarkedFile(portal, newMarker()),
    await addMarkedFile(portal, newMarker()),
  ];
  const callId = await portal.create("calls", { hs_attachment_ids: `${shared};${own};${inBin}` });
  const noteId = await portal.create("notes", { hs_attachment_ids: shared });
  const binned = await portal.create("calls", { hs_attachment_ids: `${inBin};${own}` });
  await portal.patch(`/crm/v3/objects/calls/${binned}`, { properties: { hs_attachment_ids: inBin } });
  await portal.delete(`/crm/v3/objects/calls/${binned}`);
  await eraseRecord(portal, "calls", callId);
  const statuses = await Promise.all(
    [shared, inBin, own].map(async (id) => (await portal.get(`/files/v3/files/${id}/download`)).status),
  );
  assert.deepEqual(statuses, [200, 200, 404]);
  await portal.post(`/crm/v3/objects/calls/${binned}/restore`);
  await eraseRecord(portal, "calls", binned);
  await eraseRecord(portal, "notes", noteId);
  assert.deepEqual(await filesOnDisk(portal), []);
});

test("a merge keeps what either record had attached", async () => {
  const portal = await newPortal();
  const [one, other] = [await addMarkedFile(portal, newMarker()), await addMarkedFile(portal, newMarker())];
  const primary = await portal.create("calls", { hs_attachment_ids: one });
  const merged = await portal.create("calls", { hs_attachment_ids: `${other};${one}` });
  const ids = { primaryObjectId: primary, objectIdToMerge: merged };
  const answer = await portal.post("/crm/v3/objects/calls/merge", ids);
  assert.equal(answer.body.properties.hs_attachment_ids, `${one};${other}`);
  assert.equal((await filesOnDisk(portal)).length, 2);
  await eraseRecord(portal, "calls", primary);
  assert.deepEqual(await filesOnDisk(portal), []);
});

test("a file that is attached while its only call is erased stays, or cannot be attached", async () => {
  const portal = await newPortal();
  for (let round = 0; round < 6; round += 1) {
    const file = await addMarkedFile(portal, newMarker());
    const callId = await portal.create("calls", { hs_attachment_ids: file }, [
      association(await portal.create("contacts"), 194),
    ]);
    const attach = () =>
      portal.post("/crm/v3/objects/calls", { properties: { hs_timestamp: 1, hs_attachment_ids: file } });
    const [erased, attached] = await Promise.all([eraseRecord(portal, "calls", callId), attach()]);
    assert.equal(erased.status, 204);
    const there = (await portal.get(`/files/v3/files/${file}/download`)).status;
    assert.deepEqual([attached.status, there], attached.status === 201 ? [201, 200] : [400, 404]);
  }
});

test("bytes that could not be removed at once are removed by the next round of the purge", async () => {
  const portal = await newPortal();
  const { services } = await testApp();
  const callId = await portal.create("calls", { hs_attachment_ids: await addMarkedFile(portal, newMarker()) });
  const { discard } = services.files.store;
  services.files.store.discard = () => Promise.reject(new Error("the disk fails"));
  try {
    assert.equal((await eraseRecord(portal, "calls", callId)).status, 204);
    assert.equal((await filesOnDisk(portal)).length, 1);
    await assert.rejects(purgeFiles(services, 90), /the disk fails/);
  } finally {
    services.files.store.discard = discard;
  }
  await purgeFiles(services, 90);
  assert.deepEqual(await filesOnDisk(portal), []);
  assert.deepEqual(await storedRows(portal, "discarded_contents"), []);
});

test("whatever is done to a record while it is erased, nothing of it is left", async () => {
  const portal = await newPortal();
  const statuses = new Set<number>();
  for (let round = 0; round < 8; round += 1) {
    const marker = newMarker();
    const [contactId, otherId] = [await portal.create("contacts"), await portal.create("contacts")];
    const callId = await portal.create("calls", { hs_call_title: marker }, [association(contactId, 194)]);
    const primary = await portal.create("calls");
    const file = await addMarkedFile(portal, marker);
    const path = `/crm/v3/objects/calls/${callId}`;
    if (round % 2 === 1) await portal.delete(path);
    const pin = (properties: Record<string, unknown>) =>
      portal.patch(`/crm/v3/objects/contacts/${contactId}`, { properties });
    const writes = [
      () => portal.patch(path, { properties: { hs_call_body: marker, hs_attachment_ids: file } }),
      () => portal.post(`${path}/restore`),
      () => eraseRecord(portal, "calls", callId),
      () => portal.put(`${path}/associations/contacts/${otherId}/194`),
      () => pin({ hs_pinned_engagement_id: callId }),
      () =>
        portal.post("/crm/v3/objects/calls/batch/update", {
          inputs: [{ id: callId, properties: { hs_call_title: `${marker} 2` } }],
        }),
      () => portal.post("/crm/v3/objects/calls/merge", { primaryObjectId: primary, objectIdToMerge: callId }),
      () => portal.delete(path),
    ];
    // Each round begins with another one.
    const turned = [...writes.slice(round), ...writes.slice(0, round)];
    for (const { status } of await Promise.all(turned.map((write) => write()))) statuses.add(status);
    // An erasure that came before the attachment was written has nothing to say about the file.
    await portal.delete(`/files/v3/files/${file}/gdpr-delete`);
    assert.deepEqual(await tablesThatHold(marker, portal), [], `round ${round}`);
    for (const table of ["associations", "pins", "attachments", "merged_objects"] as const) {
      const rows = (await storedRows(portal, table)).map((row) => JSON.stringify(row));
      assert.deepEqual(
        rows.filter((row) => row.includes(callId)),
        [],
        table,
      );
    }
    const searched = (await storedRows(portal, "search_changes")).filter((row) => row.object_id === Number(callId));
    assert.ok(searched.every(({ version }) => version <= 0));
    assert.deepEqual(await filesOnDisk(portal), []);
  }
  assert.deepEqual(
    [...statuses].filter((status) => status >= 500),
    [],
  );
});
