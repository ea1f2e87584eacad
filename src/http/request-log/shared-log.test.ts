import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createRequestLog, type Exchange, type Numbered } from "./request-log.ts";
import { createLogHub, joinLog, type LogKeeper, type LogWriter } from "./shared-log.ts";

const moment = 200;

function exchange(correlationId: string, bytes = 0): Exchange {
  return { correlationId, requestBody: new Uint8Array(bytes) } as unknown as Exchange;
}

/** A line between a hub and a worker on which a batch is gone when the test says so. */
function line() {
  const hears: { hub?: (batch: readonly Exchange[]) => void; worker?: (batch: readonly Numbered[]) => void } = {};
  const batches: { readonly length: number; deliver(): void }[] = [];
  const hub: LogKeeper = {
    send: (batch, sent) =>
      void batches.push({ length: batch.length, deliver: () => [hears.hub?.(batch), sent()].at(-1) }),
    receive: (listener) => {
      hears.worker = listener;
    },
  };
  const worker: LogWriter = {
    send: (batch, sent) => [hears.worker?.(batch), sent()].at(-1),
    receive: (listener) => {
      hears.hub = listener;
    },
  };
  return { hub, worker, batches };
}

function startHub(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  return createLogHub(createRequestLog(1_000, 16 * 1024 * 1024, 5));
}

const idsOf = (log: { after(sequence: number): Iterable<Numbered> }) =>
  [...log.after(0)].map(({ sequence, exchange: { correlationId } }) => `${sequence} ${correlationId}`);

test("what workers add has the same numbers in all of them, and who comes later is told of it", (t) => {
  const connect = startHub(t);
  const [one, other, late] = [line(), line(), line()];
  const logs = [one, other].map(({ hub }) => joinLog(createRequestLog(1_000, 1_000, 0), hub));
  for (const { worker } of [one, other]) connect(worker);
  logs[0]?.add(exchange("a"));
  logs[1]?.add(exchange("b"));
  t.mock.timers.tick(moment);
  for (const { batches } of [one, other]) batches[0]?.deliver();
  t.mock.timers.tick(moment);
  const lateLog = joinLog(createRequestLog(1_000, 1_000, 0), late.hub);
  const leave = connect(late.worker);
  t.mock.timers.tick(moment);
  for (const log of [...logs, lateLog]) assert.deepEqual(idsOf(log), ["5000 a", "5001 b"]);
  leave();
  logs[0]?.add(exchange("c"));
  t.mock.timers.tick(moment);
  one.batches[1]?.deliver();
  t.mock.timers.tick(moment);
  assert.deepEqual(
    [logs[1], lateLog].map((log) => idsOf(log as never).length),
    [3, 2],
  );
});

test("more than a line takes is never kept waiting, and the newest goes on", (t) => {
  const connect = startHub(t);
  const { hub, worker, batches } = line();
  const log = joinLog(createRequestLog(1_000, 16 * 1024 * 1024, 0), hub);
  connect(worker);
  const addMany = (bytes: number) => {
    for (let count = 0; count < 5_000; count += 1) log.add(exchange(String(count), bytes));
    t.mock.timers.tick(moment);
  };
  addMany(0);
  addMany(0);
  assert.deepEqual(
    batches.map(({ length }) => length),
    [1_000],
    "one batch at a time",
  );
  batches[0]?.deliver();
  t.mock.timers.tick(moment);
  batches[1]?.deliver();
  addMany(16_384);
  assert.deepEqual(
    batches.map(({ length }) => length),
    [1_000, 1_000, 256],
  );
  batches[2]?.deliver();
  t.mock.timers.tick(moment);
  const kept = [...log.after(0)];
  assert.equal(kept.at(-1)?.exchange.correlationId, "4999");
  assert.equal(kept.length, 1_000);
});

test("where numbers are missing, what came before them goes, so that a page never skips them", () => {
  const ring = createRequestLog(10, 1_000, 0);
  for (const sequence of [7, 8, 12, 11, 13]) ring.put({ sequence, exchange: exchange(`n${sequence}`, 100) });
  assert.deepEqual(idsOf(ring), ["12 n12", "13 n13"]);
  // What went weighs no more.
  for (let sequence = 14; sequence < 21; sequence += 1) ring.put({ sequence, exchange: exchange("x", 100) });
  assert.equal(idsOf(ring).length, 9);
});
