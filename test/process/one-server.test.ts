import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { callServer, runCommandLine, startServerProcess, temporaryFolder } from "../support/server-process.ts";

const inUse = /another server.* is using the folder .*: stop it first, or choose another folder with --data/;

test("an embedded database has one server: others are refused, short commands are not, and a SIGKILL frees it", async (t) => {
  const data = temporaryFolder(t);
  const server = await startServerProcess(t, ["--port", "0", "--data", data]);
  for (const args of [
    ["serve", "--port", "0", "--data", data],
    ["seed", "--calls", "10", "--contacts", "10", "--data", data],
  ]) {
    const { code, output, errors } = await runCommandLine(args);
    assert.deepEqual([code, output], [1, ""]);
    assert.match(errors, inUse);
    assert.equal(errors.trim().split("\n").length, 1, errors);
  }
  const beside = await runCommandLine(["owner", "create", "--email", "kim@example.com", "--data", data]);
  assert.equal(beside.code, 0, beside.errors);
  assert.equal((await callServer(server, "GET", "/crm/v3/objects/calls")).body.results.length, 0);

  await server.end("SIGKILL");
  const next = await startServerProcess(t, ["--port", "0", "--data", data]);
  assert.equal((await callServer(next, "GET", "/crm/v3/owners")).body.results.length, 2);
  assert.equal(await next.end(), 0);
  const alone = await runCommandLine(["seed", "--calls", "10", "--contacts", "10", "--data", data]);
  assert.equal(alone.code, 0, alone.errors);
});

test("a command of another version does not change the schema under a running server", async (t) => {
  const data = temporaryFolder(t);
  const server = await startServerProcess(t, ["--port", "0", "--data", data]);
  const file = new DatabaseSync(join(data, "trunkline.db"), { timeout: 5_000 });
  t.after(() => file.close());
  // As if the command knew a migration that the server did not.
  file.exec("DELETE FROM migrations WHERE name = (SELECT max(name) FROM migrations)");
  const before = file.prepare("SELECT count(*) AS tables FROM sqlite_master").get();
  const { code, errors } = await runCommandLine(["owner", "list", "--data", data]);
  assert.equal(code, 1);
  assert.match(errors, inUse);
  assert.deepEqual(file.prepare("SELECT count(*) AS tables FROM sqlite_master").get(), before);
  assert.equal((await callServer(server, "GET", "/crm/v3/objects/calls")).status, 200);
});
