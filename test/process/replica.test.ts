import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type App, startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { startReplicatedPostgres } from "../support/embedded-postgres.ts";
import { queryRows } from "../support/fake-citus.ts";
import { callServer, runCommandLine, temporaryFolder } from "../support/server-process.ts";

const calls = "/crm/v3/objects/calls";
const hour = 3_600;

/** Two servers on one primary and its replica, as if in processes of their own, and the tokens of two clients. */
async function startServers(t: TestContext) {
  const { primary, replica } = await startReplicatedPostgres();
  t.after(async () => {
    await replica.stop();
    await primary.stop();
  });
  const data = temporaryFolder(t);
  const start = async (lagSeconds: number): Promise<App> => {
    const config = readConfig(
      {
        port: "0",
        data,
        logLevel: "silent",
        databaseUrl: primary.url,
        databaseReplicaUrl: replica.url,
        databaseReplicaLag: String(lagSeconds),
      },
      {},
    );
    const app = await startApp(config);
    t.after(() => app.stop());
    return app;
  };
  return { primary, replica, start };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 25));
}

test("reads go to the replica, and yet every token reads what it has written through any server", async (t) => {
  const { primary, replica, start } = await startServers(t);
  const one = await start(hour);
  const other = await start(hour);
  const writer = (await callServer(one, "POST", "/trunkline/v1/tokens", { name: "Writer" })).body.token as string;
  const reader = (await callServer(one, "POST", "/trunkline/v1/tokens", { name: "Reader" })).body.token as string;
  const create = async (server: App, title: string) => {
    const call = { properties: { hs_timestamp: "2026-03-17T01:32:44Z", hs_call_title: title } };
    const { status, body } = await callServer(server, "POST", calls, call, writer);
    assert.equal(status, 201);
    return body.id as string;
  };
  const list = async (server: App, token: string): Promise<string[]> =>
    (await callServer(server, "GET", calls, undefined, token)).body.results.map(({ id }: { id: string }) => id);
  const search = async (server: App, query: string, token: string): Promise<number> =>
    (await callServer(server, "POST", `${calls}/search`, { query }, token)).body.total;
  const onReplica = (text: string) => queryRows(replica.url, text);
  const caughtUp = async () => {
    const [{ position }] = await queryRows(primary.url, "SELECT pg_current_wal_lsn()::text AS position");
    await until(async () => (await onReplica(`SELECT pg_last_wal_replay_lsn() >= '${position}' AS done`))[0].done);
  };

  const first = await create(one, "Renewal");
  await caughtUp();
  for (const server of [one, other]) {
    await until(async () => (await list(server, reader)).length === 1);
    assert.deepEqual(await list(server, writer), [first]);
  }

  await onReplica("SELECT pg_wal_replay_pause()");
  const second = await create(one, "Cancellation");
  for (const server of [one, other]) {
    assert.deepEqual(await list(server, writer), [first, second]);
    assert.equal((await callServer(server, "GET", `${calls}/${second}`, undefined, writer)).status, 200);
    assert.equal(await search(server, "cancellation", writer), 1);
    // Who has written nothing is served by the replica, which has not come so far yet.
    assert.deepEqual(await list(server, reader), [first]);
    assert.equal(await search(server, "cancellation", reader), 0);
  }
  // A write through the other server counts as well, and so does one that changes nothing but a value.
  const renamed = { properties: { hs_call_title: "Extension" } };
  assert.equal((await callServer(other, "PATCH", `${calls}/${first}`, renamed, writer)).status, 200);
  assert.equal(await search(one, "extension", writer), 1);
  assert.equal(await search(one, "extension", reader), 0);

  await onReplica("SELECT pg_wal_replay_resume()");
  await caughtUp();
  for (const server of [one, other]) assert.deepEqual(await list(server, reader), [first, second]);

  // What the writer has written is on the replica now, so it is served from there again.
  await onReplica("SELECT pg_wal_replay_pause()");
  const admin = { properties: { hs_timestamp: 1 } };
  const third = (await callServer(one, "POST", calls, admin)).body.id as string;
  assert.deepEqual(await list(other, writer), [first, second]);

  await replica.killHard();
  for (const server of [one, other]) assert.deepEqual(await list(server, reader), [first, second, third]);
  await replica.startAgain();
  await caughtUp();
  await until(async () => (await onReplica("SELECT pg_is_wal_replay_paused() AS paused"))[0].paused === false);
  assert.deepEqual(await list(one, reader), [first, second, third]);
});

test("a replica that falls behind, is none, or has no primary is left aside", async (t) => {
  const { primary, replica, start } = await startServers(t);
  const server = await start(1);
  await queryRows(replica.url, "SELECT pg_wal_replay_pause()");
  const reader = (await callServer(server, "POST", "/trunkline/v1/tokens", { name: "Reader" })).body.token as string;
  const { id } = (await callServer(server, "POST", calls, { properties: { hs_timestamp: 1 } })).body;
  await until(async () => (await callServer(server, "GET", calls, undefined, reader)).body.results[0]?.id === id);

  await queryRows(replica.url, "SELECT pg_promote()");
  assert.equal((await callServer(server, "GET", calls, undefined, reader)).body.results[0].id, id);
  const { code, errors } = await runCommandLine([
    "serve",
    ...["--port", "0", "--data", temporaryFolder(t), "--database-replica-url", primary.url],
  ]);
  assert.equal(code, 1);
  assert.match(errors, /--database-replica-url goes with --database-url/);
});
