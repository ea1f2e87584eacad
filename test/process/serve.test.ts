import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { claimPort } from "../../src/cli/workers.ts";
import { createFreshDatabase } from "../support/embedded-postgres.ts";
import { runCommandLine, startServerProcess, takenPort, temporaryFolder } from "../support/server-process.ts";

function listCalls(server: { address: string; token: string }, token = server.token) {
  return fetch(`${server.address}/crm/v3/objects/calls`, { headers: { authorization: `Bearer ${token}` } });
}

test("the curl line that a start prints logs a call, and the next start finds it under the same token", async (t) => {
  const data = temporaryFolder(t);
  const first = await startServerProcess(t, ["--port", "0", "--data", data]);
  const line = /^ +(curl .*)$/m.exec(first.output())?.[1] ?? assert.fail("no curl line");
  const call = JSON.parse(execFileSync("sh", ["-c", line], { encoding: "utf8" }));
  assert.equal(call.properties.hubspot_owner_id, first.ownerId);
  assert.equal(await first.end("SIGINT"), 0);

  const second = await startServerProcess(t, ["--port", "0", "--data", data]);
  assert.equal(second.token, first.token);
  assert.equal(second.ownerId, first.ownerId);
  const list = (await (await listCalls(second)).json()) as { results: { id: string }[] };
  assert.deepEqual(
    list.results.map((result) => result.id),
    [call.id],
  );
  assert.equal(await second.end("SIGTERM"), 0);
});

test("the token lies in a file that its owner alone can read, and in the database as a hash only", async (t) => {
  const data = temporaryFolder(t);
  const given = "a-token-of-my-own-0815";
  const server = await startServerProcess(t, ["--port", "0", "--data", data, "--token", given]);
  assert.equal((await listCalls(server, given)).status, 200);
  assert.equal((await listCalls(server)).status, 200);
  assert.equal((await listCalls(server, "unknown-token")).status, 401);
  await server.end();

  const file = join(data, "token");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(readFileSync(file, "utf8"), `${server.token}\n`);
  const entries = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of entries.filter(({ name }) => name !== "token")) {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    assert.ok(!bytes.includes(server.token) && !bytes.includes(given), entry.name);
  }
});

test("every setting can come from the environment, and the log line of a request has its correlation id", async (t) => {
  const data = temporaryFolder(t);
  const server = await startServerProcess(t, [], {
    TRUNKLINE_HOST: "127.0.0.1",
    TRUNKLINE_PORT: "0",
    TRUNKLINE_DATA: data,
    TRUNKLINE_TOKEN: "token-from-the-environment",
  });
  const answer = await listCalls(server, "token-from-the-environment");
  assert.equal(answer.status, 200);
  const correlationId = answer.headers.get("x-hubspot-correlation-id");
  await server.end();
  const line = server
    .log()
    .split("\n")
    .find((candidate) => candidate.includes(`"correlationId":"${correlationId}"`));
  assert.equal(JSON.parse(line ?? "{}").status, 200);
  assert.ok(!server.log().includes("token-from-the-environment"));
});

test("health is told without a token: alive, and ready with its database", async (t) => {
  const server = await startServerProcess(t, ["--port", "0", "--data", temporaryFolder(t)]);
  assert.equal((await fetch(`${server.address}/healthz`)).status, 200);
  const ready = await fetch(`${server.address}/readyz`);
  assert.equal(ready.status, 200);
  assert.deepEqual(await ready.json(), { status: "ready" });
});

test("what cannot be started is said in one line and leaves status 1", async (t) => {
  const cases = [
    [["--port", await takenPort(t), "--data", temporaryFolder(t)], /port \d+ is in use/],
    [["--port", "abc"], /--port \(TRUNKLINE_PORT\)/],
    [["--database-url", "mysql://x"], /--database-url/],
    [["--database-url", "postgres://127.0.0.1:1/none", "--data", temporaryFolder(t)], /is the database running/],
    [["--token", "short"], /--token/],
    [["--data", join(import.meta.filename, "data")], /the folder .* cannot be used: .*\.ts is a file$/m],
  ] as const;
  const ended = await Promise.all(cases.map(([args]) => runCommandLine(["serve", ...args])));
  for (const [index, { code, errors }] of ended.entries()) {
    assert.equal(code, 1, errors);
    assert.match(errors, cases[index]?.[1] as RegExp);
    assert.equal(errors.trim().split("\n").length, 1, errors);
  }
});

test("an owner made on the command line can be assigned to a call by the running server", async (t) => {
  const data = temporaryFolder(t);
  const server = await startServerProcess(t, ["--port", "0", "--data", data]);
  const made = await runCommandLine([
    "owner",
    "create",
    "--data",
    data,
    "--email",
    "Kim@example.com",
    "--team",
    "Sales",
  ]);
  assert.equal(made.code, 0, made.errors);
  const id = /^Owner (\d+)/.exec(made.output)?.[1];
  const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/json" };
  const body = JSON.stringify({ properties: { hs_timestamp: Date.now(), hubspot_owner_id: id } });
  // The server looks for changed definitions once a second.
  let answer: Response | undefined;
  for (let attempt = 0; attempt < 100 && answer?.status !== 201; attempt += 1) {
    answer = await fetch(`${server.address}/crm/v3/objects/calls`, { method: "POST", headers, body });
    if (answer.status !== 201) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(answer?.status, 201);
  const again = await runCommandLine(["owner", "create", "--data", data, "--email", "kim@example.com"]);
  assert.equal(again.code, 1);
  assert.match(again.errors, /exists already/);
});

test("a PostgreSQL that may lose answered writes is warned of at the start", async (t) => {
  const database = await createFreshDatabase(process.env.TEST_DATABASE_URL ?? assert.fail("no PostgreSQL"));
  t.after(() => database.stop());
  const careful = ["--port", "0", "--data", temporaryFolder(t), "--database-url", database.url];
  const quiet = await startServerProcess(t, careful);
  await quiet.end();
  assert.doesNotMatch(quiet.log(), /answered writes can be lost/);
  const careless = new URL(database.url);
  careless.searchParams.set("options", "-c synchronous_commit=off");
  const loud = await startServerProcess(t, [...careful.slice(0, -1), careless.href]);
  await loud.end();
  assert.match(loud.log(), /synchronous_commit=off: answered writes can be lost/);
});

test("two servers that start on one new PostgreSQL at the same moment share one portal", async (t) => {
  const database = await createFreshDatabase(process.env.TEST_DATABASE_URL ?? assert.fail("no PostgreSQL"));
  t.after(() => database.stop());
  const start = () =>
    startServerProcess(t, ["--port", "0", "--data", temporaryFolder(t), "--database-url", database.url]);
  const [one, other] = await Promise.all([start(), start()]);
  assert.equal(one.ownerId, other.ownerId);
  assert.equal((await listCalls(one, other.token)).status, 200);
  await Promise.all([one.end(), other.end()]);
});

test("a server goes on, and stops as always, when nobody reads any more what it says", async (t) => {
  const port = await claimPort("127.0.0.1", 0);
  const args = ["src/main.ts", "serve", "--port", String(port), "--data", temporaryFolder(t)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  t.after(() => child.kill("SIGKILL"));
  child.stdout.destroy();
  child.stderr.destroy();
  const ended = once(child, "exit");
  const answers = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return answer?.status === 200;
  };
  while (!(await answers())) assert.equal(await Promise.race([ended, sleep(50)]), undefined, "it ended");
  child.kill("SIGTERM");
  assert.deepEqual(await ended, [0, null]);
});
