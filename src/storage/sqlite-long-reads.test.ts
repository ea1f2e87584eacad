import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type RawBuilder, sql } from "kysely";
import { Refusal } from "../model/errors.ts";
import { bindAll, openSqliteConnection } from "./sqlite-connection.ts";
import { createLongReads } from "./sqlite-long-reads.ts";
import { builderOf } from "./statement.ts";

const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
const file = join(folder, "test.db");
openSqliteConnection(file, { readOnly: false }).close();
after(() => rmSync(folder, { recursive: true }));

const endless = sql<{ n: number }>`
  with recursive numbers(n) as (select 1 union all select n + 1 from numbers)
  select count(*) as n from numbers as d where ((d.n & 1023) <> 0 or in_time())`;
const one = sql<{ n: number }>`select ${1} as n`;

function read<R>(text: RawBuilder<R>) {
  return { compile: () => text.compile(builderOf("sqlite")) };
}

function isUnavailable(message: RegExp) {
  return (error: unknown) => error instanceof Refusal && error.status === 503 && message.test(error.message);
}

test("a read that takes too long is ended, and the next one has its thread", async () => {
  const reads = createLongReads(file, bindAll, { atOnce: 1, waiting: 8, milliseconds: 20 });
  try {
    const late = assert.rejects(reads.query(read(endless)), isUnavailable(/took too long/));
    assert.deepEqual(await reads.query(read(one)).then(([row]) => row?.n), 1);
    await late;
  } finally {
    await reads.close();
  }
});

test("reads beyond those that may wait are refused at once", async () => {
  const reads = createLongReads(file, bindAll, { atOnce: 1, waiting: 1, milliseconds: 20 });
  try {
    const running = assert.rejects(reads.query(read(endless)), isUnavailable(/took too long/));
    const waiting = reads.query(read(one));
    await assert.rejects(reads.query(read(one)), isUnavailable(/Too many searches are waiting/));
    await running;
    assert.equal((await waiting).length, 1);
  } finally {
    await reads.close();
  }
});

test("what is wrong with a read is told with SQLite's own code", async () => {
  const reads = createLongReads(file, bindAll);
  try {
    await assert.rejects(reads.query(read(sql`select * from no_such_table`)), { code: "ERR_SQLITE_ERROR" });
  } finally {
    await reads.close();
  }
});

test("closing waits for the read under way", async () => {
  const reads = createLongReads(file, bindAll, { atOnce: 1, waiting: 8, milliseconds: 20 });
  const late = assert.rejects(reads.query(read(endless)), isUnavailable(/took too long/));
  await reads.close();
  await late;
  await assert.rejects(reads.query(read(one)), isUnavailable(/stopping/));
});
