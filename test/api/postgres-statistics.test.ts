import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Database } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/engine-postgres.ts";
import { migrate } from "../../src/storage/migrations/migrate.ts";
import { builderOf } from "../../src/storage/statement.ts";
import { refreshStatistics } from "../../src/storage/statistics.ts";
import { createFreshDatabase } from "../support/embedded-postgres.ts";
import { engine } from "../support/test-app.ts";

/** The embedded database keeps no statistics. */
const postgres = { skip: engine === "sqlite" };

async function run<R>(database: Database, text: string): Promise<R[]> {
  return database.query({ compile: () => sql.raw<R>(text).compile(builderOf("postgres")) });
}

async function planOfTen(database: Database): Promise<string> {
  const ids = Array.from({ length: 10 }, (_, index) => 500 * index + 7);
  const rows = await run<Record<string, string>>(
    database,
    `EXPLAIN SELECT * FROM objects WHERE portal_id = 1 AND object_type_id = '0-48' AND object_id IN (${ids})`,
  );
  return rows.map((row) => Object.values(row)[0]).join("\n");
}

test("ten of the records that were just written are found by their ids, not by reading all", postgres, async (t) => {
  const fresh = await createFreshDatabase(process.env.TEST_DATABASE_URL ?? "");
  t.after(() => fresh.stop());
  const database = await openPostgres(fresh.url, true);
  t.after(() => database.close());
  await migrate(database);
  // By itself it looks once a minute; here it must not.
  await run(database, "ALTER TABLE objects SET (autovacuum_enabled = false)");
  await run(
    database,
    `INSERT INTO objects (portal_id, object_type_id, object_id, created_at, updated_at, version, properties)
     SELECT 1, '0-48', number, 1, number, 1, '{}' FROM generate_series(1, 5000) AS number`,
  );
  assert.doesNotMatch(await planOfTen(database), /objects_pkey/);
  for (let look = 0; look < 100 && !/objects_pkey/.test(await planOfTen(database)); look += 1) {
    await refreshStatistics(database);
    await sleep(100);
  }
  assert.match(await planOfTen(database), /objects_pkey/);
});
