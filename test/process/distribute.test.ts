import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { placement } from "../../src/storage/distribution.ts";
import { distributeDatabase, openDatabase } from "../../src/storage/open-database.ts";
import { createFreshDatabase } from "../support/embedded-postgres.ts";
import { installFakeCitus, queryRows } from "../support/fake-citus.ts";
import { callServer, runCommandLine, startServerProcess, temporaryFolder } from "../support/server-process.ts";

const byPortal = namesWhere("by portal");
const everywhere = namesWhere("everywhere");

function namesWhere(place: string): string[] {
  return Object.entries(placement).flatMap(([name, where]) => (where === place ? [name] : []));
}

async function freshDatabase(t: TestContext): Promise<string> {
  const database = await createFreshDatabase(process.env.TEST_DATABASE_URL ?? assert.fail("no PostgreSQL"));
  t.after(() => database.stop());
  return database.url;
}

const listTables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";
const listAsked = "SELECT name, table_name, colocate_with, xid FROM citus.asked ORDER BY step";

test("without Citus nothing is distributed, and nothing else changes", async (t) => {
  const url = await freshDatabase(t);
  const { code, output, errors } = await runCommandLine(["migrate", "--distribute", "--database-url", url]);
  assert.deepEqual([code, output], [1, ""]);
  assert.match(errors, /^trunkline: this PostgreSQL has no Citus: .* Nothing was changed\n$/);
  assert.deepEqual(await queryRows(url, listTables), []);
  const embedded = await runCommandLine(["migrate", "--distribute", "--data", temporaryFolder(t)]);
  assert.equal(embedded.code, 1);
  assert.match(embedded.errors, /only a PostgreSQL can be distributed/);
});

test("with Citus every table gets its place, and what a server wrote before is served after", async (t) => {
  const url = await freshDatabase(t);
  const where = ["--port", "0", "--data", temporaryFolder(t), "--database-url", url];
  const server = await startServerProcess(t, where);
  const call = { properties: { hs_timestamp: "2026-03-17T01:32:44Z", hs_call_title: "Before" } };
  const { id } = (await callServer(server, "POST", "/crm/v3/objects/calls", call)).body;
  await server.end();
  await installFakeCitus(url);
  const args = ["migrate", "--distribute", "--shards", "64", "--database-url", url];
  const first = await runCommandLine(args);
  assert.equal(first.code, 0, first.errors);

  const asked = await queryRows(url, listAsked);
  const [leader, ...others] = asked.filter(({ name }) => name === "create_distributed_table");
  assert.deepEqual([leader.table_name, leader.colocate_with], ["portals", "none"]);
  assert.deepEqual(
    others.map(({ table_name }) => table_name).sort(),
    byPortal.filter((name) => name !== "portals").sort(),
  );
  assert.ok(others.every(({ colocate_with }) => colocate_with === "portals"));
  const references = asked.filter(({ name }) => name === "create_reference_table");
  assert.deepEqual(references.map(({ table_name }) => table_name).sort(), everywhere.sort());
  assert.equal(new Set(asked.map(({ xid }) => xid)).size, 1, "all in one transaction");
  const groups = await queryRows(
    url,
    "SELECT DISTINCT colocation_id, shard_count FROM citus.placed WHERE kind = 'distributed'",
  );
  assert.deepEqual(groups, [{ colocation_id: 1, shard_count: 64 }]);

  const again = await runCommandLine(args);
  assert.deepEqual([again.code, again.output], [0, "All tables are in their place\n"]);
  assert.deepEqual(await queryRows(url, listAsked), asked);
  const next = await startServerProcess(t, where);
  assert.equal(
    (await callServer(next, "GET", `/crm/v3/objects/calls/${id}?properties=hs_call_title`)).body.properties
      .hs_call_title,
    "Before",
  );
});

test("a table that cannot be distributed leaves all others where they were", async (t) => {
  const url = await freshDatabase(t);
  const location = { kind: "postgres", url } as const;
  await (await openDatabase(location)).close();
  await installFakeCitus(url);
  for (const [spoil, mend, wanted] of [
    [
      "CREATE UNIQUE INDEX spoilt ON pins (engagement_id)",
      "DROP INDEX spoilt",
      /does not include the partition column/,
    ],
    [
      "ALTER TABLE pins ADD CONSTRAINT spoilt FOREIGN KEY (engagement_id) REFERENCES migrations_of (id)",
      "ALTER TABLE pins DROP CONSTRAINT spoilt",
      /not colocated/,
    ],
    [
      "ALTER TABLE pins ALTER portal_id TYPE bigint",
      "ALTER TABLE pins ALTER portal_id TYPE integer",
      /types do not match/,
    ],
  ] as const) {
    await queryRows(url, `CREATE TABLE IF NOT EXISTS migrations_of (id bigint PRIMARY KEY); ${spoil}`);
    await assert.rejects(distributeDatabase(location, {}, false), wanted);
    assert.deepEqual(await queryRows(url, listAsked), []);
    await queryRows(url, mend);
  }
  assert.equal((await distributeDatabase(location, {}, false)).length, byPortal.length + everywhere.length);
});

test("while servers work, tables are placed one by one, and another call goes on where one failed", async (t) => {
  const url = await freshDatabase(t);
  const location = { kind: "postgres", url } as const;
  await (await openDatabase(location)).close();
  await installFakeCitus(url);
  await queryRows(url, "CREATE UNIQUE INDEX spoilt ON pins (engagement_id)");
  await assert.rejects(distributeDatabase(location, {}, true), /does not include/);
  const before = await queryRows(url, listAsked);
  assert.ok(before.length > 0);
  await queryRows(url, "DROP INDEX spoilt");
  const rest = await distributeDatabase(location, {}, true);
  assert.equal(before.length + rest.length, byPortal.length + everywhere.length);
  const asked = await queryRows(url, listAsked);
  assert.equal(new Set(asked.map(({ xid }) => xid)).size, asked.length, "each in a transaction of its own");
  assert.ok(asked.slice(0, byPortal.length).every(({ name }) => name === "create_distributed_table_concurrently"));
});

test("a table that a later version adds to a distributed database gets its place by itself", async (t) => {
  const url = await freshDatabase(t);
  const location = { kind: "postgres", url } as const;
  await (await openDatabase(location)).close();
  await installFakeCitus(url);
  await distributeDatabase(location, {}, false);
  // As if the last migration were still to come.
  await queryRows(
    url,
    `DROP TABLE job_rounds, rate_counts; DELETE FROM migrations WHERE name = '015-several-processes';
     DELETE FROM citus.placed WHERE NOT EXISTS (SELECT FROM pg_class WHERE oid = table_name); DELETE FROM citus.asked`,
  );
  await (await openDatabase(location)).close();
  assert.deepEqual(
    (await queryRows(url, listAsked)).map(({ name, table_name }) => `${name} ${table_name}`),
    ["create_distributed_table rate_counts", "create_reference_table job_rounds"],
  );
});
