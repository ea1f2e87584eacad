import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createFreshDatabase } from "../support/embedded-postgres.ts";
import { readEvents } from "../support/events.ts";
import { hasEnded, isRunning, listDescendants } from "../support/process-tree.ts";
import {
  callServer,
  runCommandLine,
  type ServerProcess,
  startServerProcess,
  takenPort,
  temporaryFolder,
} from "../support/server-process.ts";

const call = { properties: { hs_timestamp: "2026-03-17T01:32:44Z" } };
const calls = "/crm/v3/objects/calls";

async function freshDatabase(t: TestContext): Promise<string[]> {
  const database = await createFreshDatabase(process.env.TEST_DATABASE_URL ?? assert.fail("no PostgreSQL"));
  t.after(() => database.stop());
  return ["--database-url", database.url];
}

async function startWorkers(t: TestContext, count: number): Promise<ServerProcess> {
  const where = ["--data", temporaryFolder(t), ...(await freshDatabase(t))];
  return startServerProcess(t, ["--port", "0", "--workers", String(count), ...where]);
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("workers share one port and one banner, and Ctrl-C leaves none of them behind", async (t) => {
  const server = await startWorkers(t, 2);
  const workers = listDescendants(server.child.pid ?? 0);
  assert.equal(workers.length, 2);
  for (let count = 0; count < 20; count += 1) assert.equal((await callServer(server, "POST", calls, call)).status, 201);
  // From a terminal the signal reaches all of them at once.
  for (const pid of workers) process.kill(pid, "SIGINT");
  assert.equal(await server.end("SIGINT"), 0);
  assert.deepEqual(workers.filter(isRunning), []);
  assert.equal(server.output().match(/Trunkline is ready/g)?.length, 1);
  assert.equal(server.output().match(/Stopped\./g)?.length, 1);
  assert.doesNotMatch(server.log(), /another one starts/);
  // Each worker logs under its own process id.
  const pids = new Set([...server.log().matchAll(/"pid":(\d+),.*"status":201/g)].map((match) => Number(match[1])));
  assert.deepEqual([...pids].sort(), workers.sort());
});

test("a worker that dies is started again, while the others go on answering at the same address", async (t) => {
  const server = await startWorkers(t, 2);
  const first = listDescendants(server.child.pid ?? 0);
  process.kill(first[0] as number, "SIGKILL");
  await until(() => server.log().includes(`worker ${first[0]} ended with SIGKILL; another one starts`));
  assert.equal((await callServer(server, "POST", calls, call)).status, 201);
  await until(() => listDescendants(server.child.pid ?? 0).filter((pid) => !first.includes(pid)).length === 1);
  // All of them at once: the address stays the same even so.
  const second = listDescendants(server.child.pid ?? 0);
  for (const pid of second) process.kill(pid, "SIGKILL");
  await until(() => second.every((pid) => server.log().includes(`worker ${pid} ended`)));
  await until(() =>
    callServer(server, "POST", calls, call).then(
      ({ status }) => status === 201,
      () => false,
    ),
  );
  assert.equal(await server.end(), 0);
  assert.deepEqual(listDescendants(server.child.pid ?? 0), []);
});

test("workers end when the process that started them is killed", async (t) => {
  const server = await startWorkers(t, 2);
  const workers = listDescendants(server.child.pid ?? 0);
  server.child.kill("SIGKILL");
  await hasEnded(server.child, 10_000);
  await until(() => !workers.some(isRunning));
});

test("each worker shows the requests of all, under the same numbers, also one that started later", async (t) => {
  const server = await startWorkers(t, 2);
  const pids = listDescendants(server.child.pid ?? 0);
  const live = await readEvents(`${server.address}/app/requests/stream`, { authorization: `Bearer ${server.token}` });
  const made = new Map<string, string>();
  for (let count = 0; count < 20; count += 1) {
    const answer = await callServer(server, "POST", calls, {
      properties: { ...call.properties, hs_call_title: `${count}` },
    });
    made.set(answer.headers.get("x-hubspot-correlation-id") as string, answer.body.id);
  }
  const pidOf = ([, pid, id]: RegExpMatchArray) => (made.has(id as string) ? [Number(pid)] : []);
  await until(() => {
    const lines = [...server.log().matchAll(/"pid":(\d+),.*"correlationId":"([^"]+)"/g)];
    return new Set(lines.flatMap(pidOf)).size === pids.length && lines.flatMap(pidOf).length === made.size;
  });
  const followed = new Set<string>();
  while (followed.size < made.size) followed.add((await live.next()).data.id as string);
  assert.deepEqual(followed, new Set(made.keys()));
  await live.cancel();

  const numbers = async () => {
    const { body } = await callServer(server, "GET", `/app/requests?method=POST&limit=100`);
    return JSON.stringify(body.results.map(({ id, sequence }: { id: string; sequence: number }) => [id, sequence]));
  };
  let first = "";
  let inARow = 0;
  // Each connection may meet the other worker.
  await until(async () => {
    const now = await numbers();
    inARow = now === first && JSON.parse(now).length === made.size ? inARow + 1 : 0;
    first = now;
    return inARow === 20;
  });
  const [correlationId, id] = [...made][0] as [string, string];
  const whole = await callServer(server, "GET", `/app/requests/${correlationId}`);
  assert.equal(JSON.parse(whole.body.response.body).id, id);
  assert.equal(JSON.parse(whole.body.request.body).properties.hs_call_title, "0");

  process.kill(pids[0] as number, "SIGKILL");
  await until(() => listDescendants(server.child.pid ?? 0).some((pid) => !pids.includes(pid)));
  process.kill(pids[1] as number, "SIGKILL");
  await until(() =>
    numbers().then(
      (now) => now === first,
      () => false,
    ),
  );
});

test("what keeps workers from starting is said once", async (t) => {
  const where = ["--data", temporaryFolder(t), ...(await freshDatabase(t))];
  const cases = [
    [["--workers", "3", "--port", await takenPort(t), ...where], /port \d+ is in use/],
    [["--workers", "3", "--data", temporaryFolder(t)], /--workers 3 needs a PostgreSQL/],
    [["--workers", "0"], /--workers \(TRUNKLINE_WORKERS\) is "0"/],
  ] as const;
  const ended = await Promise.all(cases.map(([args]) => runCommandLine(["serve", ...args])));
  for (const [index, { code, errors }] of ended.entries()) {
    assert.equal(code, 1, errors);
    assert.match(errors, cases[index]?.[1] as RegExp);
    assert.equal(errors.trim().split("\n").length, 1, errors);
  }
});
