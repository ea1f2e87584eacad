import assert from "node:assert/strict";
import { test } from "node:test";
import { attachments as migration } from "../../src/storage/migrations/014-attachments.ts";
import { runSql } from "../support/database-catalog.ts";
import { addFile, addFiles } from "../support/files.ts";
import { problemsOf } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, testApp } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

test("a call can attach only files that its portal has", async () => {
  const portal = await newPortal();
  const [mine, deleted] = (await addFiles(portal, 2)) as [string, string];
  const foreign = await addFile(await newPortal());
  await portal.delete(`/files/v3/files/${deleted}`);
  const id = await portal.create("calls", { hs_attachment_ids: mine });
  await assertUnchanged(portal, async () => {
    for (const value of [deleted, foreign, "1", "0", `0${mine}`, `${mine};1`, "9".repeat(19), `;${deleted}`]) {
      for (const answer of [
        await portal.post(calls, { properties: { hs_timestamp: 1, hs_attachment_ids: value } }),
        await portal.patch(`${calls}/${id}`, { properties: { hs_attachment_ids: value } }),
      ]) {
        assert.deepEqual(problemsOf(answer), { hs_attachment_ids: "INVALID_OPTION" }, value);
      }
    }
  });
});

test("what a call has attached stays when its file is deleted, and can be written back and added to", async () => {
  const portal = await newPortal();
  const [one, two, three] = (await addFiles(portal, 3)) as [string, string, string];
  const id = await portal.create("calls", { hs_attachment_ids: `${one};${two}` });
  await portal.delete(`/files/v3/files/${one}`);
  for (const [written, expected] of [
    [`${one};${two}`, `${one};${two}`],
    [`;${three}`, `${one};${two};${three}`],
    [`${three};${one}`, `${three};${one}`],
  ]) {
    const answer = await portal.patch(`${calls}/${id}`, { properties: { hs_attachment_ids: written } });
    assert.deepEqual([answer.status, answer.body.properties.hs_attachment_ids], [200, expected]);
  }
  // Once given up it cannot be taken again.
  await portal.patch(`${calls}/${id}`, { properties: { hs_attachment_ids: "" } });
  const again = await portal.patch(`${calls}/${id}`, { properties: { hs_attachment_ids: one } });
  assert.deepEqual(problemsOf(again), { hs_attachment_ids: "INVALID_OPTION" });
});

test("a file that is deleted while calls attach it is on calls that were there before, or on none", async () => {
  const portal = await newPortal();
  for (let round = 0; round < 5; round += 1) {
    const file = await addFile(portal);
    const attach = () => portal.post(calls, { properties: { hs_timestamp: 1, hs_attachment_ids: file } });
    const answers = await Promise.all([attach(), attach(), portal.delete(`/files/v3/files/${file}`), attach()]);
    for (const { status } of answers) assert.ok([201, 204, 400].includes(status), String(status));
    assert.equal((await attach()).status, 400);
  }
});

test("a merge takes over what was attached, also where its file was deleted", async () => {
  const portal = await newPortal();
  const file = await addFile(portal);
  const [primary, merged] = [await portal.create("calls"), await portal.create("calls", { hs_attachment_ids: file })];
  await portal.delete(`/files/v3/files/${file}`);
  const answer = await portal.post(`${calls}/merge`, { primaryObjectId: primary, objectIdToMerge: merged });
  assert.equal(answer.status, 200, answer.text);
  const read = await portal.get(`${calls}/${primary}?properties=hs_attachment_ids`);
  assert.equal(read.body.properties.hs_attachment_ids, file);
});

test("a batch that attaches a file which is not there creates nothing", async () => {
  const portal = await newPortal();
  const file = await addFile(portal);
  await assertUnchanged(portal, async () => {
    const inputs = [file, "1"].map((id) => ({ properties: { hs_timestamp: 1, hs_attachment_ids: id } }));
    const answer = await portal.post(`${calls}/batch/create`, { inputs });
    assert.deepEqual([answer.status >= 400, /File 1 does not exist/.test(answer.text)], [true, true], answer.text);
  });
});

test("what was attached before it was kept in a table is entered there by the migration", async () => {
  const portal = await newPortal();
  const [one, two] = (await addFiles(portal, 2)) as [string, string];
  await portal.create("calls", { hs_attachment_ids: `${one};${two}` });
  const binned = await portal.create("notes", { hs_attachment_ids: two });
  await portal.delete(`/crm/v3/objects/notes/${binned}`);
  await portal.create("calls", { hs_call_title: '"hs_attachment_ids"' });
  const rows = async () => (await storedRows(portal, "attachments")).map((row) => JSON.stringify(row)).sort();
  const before = await rows();
  assert.equal(before.length, 3);
  const { database } = (await testApp()).services;
  await database.transaction(async (tx) => {
    await runSql("DELETE FROM attachments", tx);
    for (const text of migration(tx.engine)) if (text.startsWith("INSERT")) await runSql(text, tx);
  });
  assert.deepEqual(await rows(), before);
});
