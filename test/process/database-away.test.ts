import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startEmbeddedPostgres } from "../support/embedded-postgres.ts";
import { type ServerProcess, startServerProcess, temporaryFolder } from "../support/server-process.ts";

const writers = 16;

async function create(server: ServerProcess): Promise<{ status: number; id: string }> {
  const answer = await fetch(`${server.address}/crm/v3/objects/calls`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    body: JSON.stringify({ properties: { hs_timestamp: 1 } }),
  });
  return { status: answer.status, id: ((await answer.json()) as { id: string }).id };
}

test("a PostgreSQL that is killed under load and comes back is met with 503, and no answered call is lost", async (t) => {
  const postgres = await startEmbeddedPostgres();
  t.after(() => postgres.stop());
  const server = await startServerProcess(t, [
    "--port",
    "0",
    "--data",
    temporaryFolder(t),
    "--database-url",
    postgres.url,
  ]);
  const answered: string[] = [];
  const statuses = new Set<number>();
  let stop = false;
  async function write(): Promise<void> {
    while (!stop) {
      const { status, id } = await create(server);
      statuses.add(status);
      if (status === 201) answered.push(id);
    }
  }
  const load = Promise.all(Array.from({ length: writers }, write));
  const reach = async (count: number) => {
    while (answered.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await reach(200);
  await postgres.killHard();
  while (!statuses.has(503)) await new Promise((resolve) => setTimeout(resolve, 10));
  await postgres.startAgain();
  await reach(answered.length + 200);
  stop = true;
  await load;

  assert.deepEqual([...statuses].sort(), [201, 503]);
  for (const id of answered) {
    const read = await fetch(`${server.address}/crm/v3/objects/calls/${id}`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    assert.equal(read.status, 200, id);
  }
  assert.equal(await server.end(), 0);
});

test("a database file that was removed under the server gets no more writes, and the server still stops", async (t) => {
  const data = temporaryFolder(t);
  const server = await startServerProcess(t, ["--port", "0", "--data", data]);
  assert.equal((await create(server)).status, 201);
  for (const end of ["", "-wal", "-shm"]) rmSync(join(data, `trunkline.db${end}`), { force: true });
  assert.equal((await create(server)).status, 503);
  assert.equal((await fetch(`${server.address}/readyz`)).status, 503);
  assert.equal(await server.end(), 0);
  assert.match(server.output(), /Stopped\./);
});
