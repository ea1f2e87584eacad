import assert from "node:assert/strict";
import { test } from "node:test";
import { placement } from "../../src/storage/distribution.ts";
import { listTables, runSql } from "../support/database-catalog.ts";
import { engine, testApp } from "../support/test-app.ts";

const sharedTables = Object.entries(placement).flatMap(([name, place]) => (place === "everywhere" ? [name] : []));

test("the server's own connections write so that what was answered survives a power loss", async () => {
  const { database } = (await testApp()).services;
  assert.deepEqual(
    await database.durability(),
    engine === "sqlite" ? { journal_mode: "wal", synchronous: "2" } : { fsync: "on", synchronous_commit: "on" },
  );
});

test("every table of portal data begins its primary key and each unique index with the portal", async () => {
  const tables = await listTables();
  assert.deepEqual(tables.map(({ name }) => name).sort(), Object.keys(placement).sort());
  // Small tables that are looked up before the portal is known, or that belong to none; another one needs a reason.
  assert.deepEqual(sharedTables.sort(), [
    "job_rounds",
    "migrations",
    "node_leases",
    "oauth_apps",
    "oauth_grants",
    "tokens",
  ]);
  for (const { name, columns, uniqueKeys } of tables) {
    assert.notEqual(uniqueKeys.length, 0, `${name} has no primary key`);
    if (sharedTables.includes(name)) continue;
    assert.ok(columns.includes("portal_id"), `${name} belongs to no portal`);
    for (const key of uniqueKeys) assert.equal(key[0], "portal_id", `${name} has the unique key ${key.join(", ")}`);
  }
});

test("the schema depends on no trigger, sequence or foreign key", async () => {
  const found =
    engine === "sqlite"
      ? await runSql(`
          SELECT name FROM sqlite_master WHERE type = 'trigger' OR name = 'sqlite_sequence'
          UNION ALL
          SELECT t.name FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) WHERE t.type = 'table'`)
      : await runSql(`
          SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal
          UNION ALL
          SELECT relname::text FROM pg_class
          WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace
          UNION ALL
          SELECT conname::text FROM pg_constraint
          WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`);
  assert.deepEqual(found, []);
});
