import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { sql } from "kysely";
import { createPortal } from "../../src/domain/accounts/portals.ts";
import type { Session } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { listPipelineStages, listPipelines } from "../../src/storage/pipelines.ts";
import { builderOf } from "../../src/storage/statement.ts";

test("a portal that was there before pipelines were gets those that a new one has", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "old.db");
  const old = await openDatabase({ kind: "sqlite", file });
  const portalId = await old.transaction((tx) => createPortal(tx, { name: "Old" }, 1_000));
  const read = async (session: Session) => [
    (await listPipelines(session, portalId)).toSorted((one, other) => (one.label < other.label ? -1 : 1)),
    (await listPipelineStages(session, portalId)).toSorted((one, other) => (one.label < other.label ? -1 : 1)),
  ];
  const before = await read(old);
  await old.transaction(async (tx) => {
    for (const text of [
      "DROP TABLE pipelines",
      "DROP TABLE pipeline_stages",
      "DELETE FROM migrations WHERE name = '011-pipelines'",
    ]) {
      await tx.query({ compile: () => sql.raw(text).compile(builderOf("sqlite")) });
    }
  });
  await old.close();
  const migrated = await openDatabase({ kind: "sqlite", file });
  assert.deepEqual(await read(migrated), before);
  await migrated.close();
});
