import assert from "node:assert/strict";
import { test } from "node:test";
import { type RecordIds, startRecordIds } from "../../src/domain/ids/record-ids.ts";
import { runSql } from "../support/database-catalog.ts";
import { newPortal, testApp } from "../support/test-app.ts";

const second = 1_000;
const hour = 3_600 * second;

/** A generator on the database of the server under test, whose clock the test moves. */
type Generator = RecordIds & { advance(milliseconds: number): void };

async function start(clock: number): Promise<Generator> {
  const { database } = (await testApp()).services;
  let time = clock;
  const ids = await startRecordIds(database, () => time);
  return {
    ...ids,
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** Runs the work with generators started at these times, and gives their node numbers back at the end. */
async function withGenerators(clocks: readonly number[], work: (generators: Generator[]) => unknown): Promise<void> {
  const generators = await Promise.all(clocks.map(start));
  try {
    await work(generators);
  } finally {
    for (const generator of generators) await generator.stop();
  }
}

/** Clears the books of former generators, whose reservations would move a start behind them. */
async function forgetStopped(): Promise<void> {
  const { database } = (await testApp()).services;
  await database.transaction((tx) => runSql("DELETE FROM node_leases WHERE expires_at = 0", tx));
}

function take(ids: RecordIds, count: number): number[] {
  return Array.from({ length: count }, () => ids.next());
}

/** The node number that an id was made with: bits 7 to 12. */
function nodeOf(id: number): number {
  return Math.floor(id / 128) % 64;
}

function assertGrowing(ids: readonly number[]): void {
  for (const [index, id] of ids.entries()) {
    assert.ok(Number.isSafeInteger(id) && id > 0, `${id} is no id`);
    if (index > 0) assert.ok(id > (ids[index - 1] as number), `${id} comes after ${ids[index - 1]}`);
  }
}

test("record ids grow and none is given twice, also where the clock stands still", async () => {
  await withGenerators([Date.now()], ([ids]) => {
    assertGrowing(take(ids as Generator, 10_000));
  });
});

test("record ids keep growing where the clock steps back", async () => {
  await withGenerators([Date.now()], ([ids]) => {
    const before = take(ids as Generator, 500);
    ids?.advance(-hour);
    assertGrowing([...before, ...take(ids as Generator, 500)]);
  });
});

test("two generators on one database never give the same id, though their clocks are the same", async () => {
  const now = Date.now();
  await withGenerators([now, now], ([one, other]) => {
    const seen = new Set<number>();
    for (let round = 0; round < 5_000; round += 1) {
      for (const ids of [one, other]) seen.add((ids as Generator).next());
      if (round % 500 === 0) for (const ids of [one, other]) ids?.advance(round % 1_000 === 0 ? 7 : -5);
    }
    assert.equal(seen.size, 10_000);
  });
});

test("generators that start at the same moment get a node number each", async () => {
  const now = Date.now();
  await withGenerators(
    Array.from({ length: 8 }, () => now),
    (generators) => {
      assert.equal(new Set(generators.map((ids) => nodeOf(ids.next()))).size, 8);
    },
  );
});

test("a generator that is started again with its clock an hour back goes on above the former ids", async () => {
  const now = Date.now();
  const former: number[] = [];
  await withGenerators([now], ([ids]) => former.push(...take(ids as Generator, 1_000)));
  await withGenerators([now - hour], async ([ids]) => {
    await ids?.ready();
    const latter = take(ids as Generator, 1_000);
    assert.equal(nodeOf(latter[0] as number), nodeOf(former[0] as number));
    assertGrowing([...former, ...latter]);
  });
});

test("a generator that died is followed by one that goes on behind all it may have given out", async () => {
  await forgetStopped();
  const now = Date.now() - hour;
  await withGenerators([now], async ([dead]) => {
    // Far ahead of its clock, as after a great many ids within a second.
    let last = 0;
    for (let reservation = 0; reservation < 4; reservation += 1) {
      await dead?.ready();
      for (let count = 0; count < 14.5 * second * 128; count += 1) last = dead?.next() as number;
    }
    // Its lease has run out by then, and its clock is not the successor's.
    await withGenerators([now + 31 * second], ([heir]) => {
      const [first] = take(heir as Generator, 1);
      assert.equal(nodeOf(first as number), nodeOf(last));
      assert.ok((first as number) > last);
      // Should it live, it stays within what it had reserved.
      for (let count = 0; count < 1_000; count += 1) last = dead?.next() as number;
      assert.ok((first as number) > last);
    });
  });
});

test("a generator that lost its node number while it was stopped gets another before it goes on", async () => {
  await forgetStopped();
  const now = Date.now();
  await withGenerators([now - hour], async ([sleeper]) => {
    const before = take(sleeper as Generator, 100);
    await withGenerators([now], async ([taker]) => {
      const taken = take(taker as Generator, 100);
      assert.equal(nodeOf(taken[0] as number), nodeOf(before[0] as number));
      sleeper?.advance(hour);
      assert.throws(() => sleeper?.next(), { status: 503 });
      await sleeper?.ready();
      const after = take(sleeper as Generator, 100);
      assert.notEqual(nodeOf(after[0] as number), nodeOf(taken[0] as number));
      assertGrowing([...before, ...after]);
      assert.equal(new Set([...before, ...taken, ...after, ...take(taker as Generator, 100)]).size, 400);
    });
  });
});

test("a server beyond the last node number does not start", async () => {
  const now = Date.now();
  await assert.rejects(
    withGenerators(
      Array.from({ length: 63 }, () => now),
      async () => {
        await start(now);
      },
    ),
    /All 64 node numbers of this database are in use/,
  );
  // They are free again, and the server under test kept its own.
  await withGenerators([now], () => {});
  assert.match(await (await newPortal()).create("calls"), /^\d{1,16}$/);
});
