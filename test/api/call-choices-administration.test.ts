import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { administerCallChoices } from "../../src/administration.ts";
import { readConfig } from "../../src/config.ts";
import { openConfiguredDatabase } from "../../src/configured-database.ts";
import { createPortal } from "../../src/domain/accounts/portals.ts";

/** A database of its own with two portals, as the command line finds it. */
async function prepare(t: TestContext) {
  const data = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  t.after(() => rmSync(data, { recursive: true }));
  const config = readConfig({ data }, {});
  const database = await openConfiguredDatabase(config);
  const portals = await database.transaction(async (tx) => [
    await createPortal(tx, { name: "One" }, 1_000),
    await createPortal(tx, { name: "Two" }, 1_000),
  ]);
  await database.close();
  return { config, portals };
}

for (const [kind, first] of [
  ["outcome", "Busy"],
  ["call-type", "Discovery call"],
] as const) {
  test(`the ${kind}s of a portal are listed, added, renamed and deleted without a server`, async (t) => {
    const { config, portals } = await prepare(t);
    const choices = administerCallChoices(config, portals[1], kind);
    const labels = async () => (await choices.list()).map(({ label }) => label);
    const before = await labels();
    assert.equal(before[0], first);
    const { id } = await choices.create("Gatekeeper");
    assert.deepEqual(await labels(), [...before, "Gatekeeper"]);
    assert.equal((await choices.rename(id, " Assistant ")).label, "Assistant");
    await assert.rejects(choices.create(first.toUpperCase()), /exists already/);
    await assert.rejects(choices.create(" "), /1 to 255 characters/);
    // No portal named: the first one, which has none of this.
    const others = administerCallChoices(config, undefined, kind);
    assert.deepEqual(
      (await others.list()).map(({ label }) => label),
      before,
    );
    await assert.rejects(others.delete(id), /was not found/);
    await choices.delete(id);
    await assert.rejects(choices.delete(id), /was not found/);
    assert.deepEqual(await labels(), before);
    for (const portalId of [999_999, 9_999_999_999]) {
      await assert.rejects(administerCallChoices(config, portalId, kind).list(), /Portal \d+ was not found/);
    }
  });
}
