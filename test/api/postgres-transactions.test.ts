import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type RawBuilder, sql } from "kysely";
import pg from "pg";
import type { Database, Session, Transaction } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/engine-postgres.ts";
import { createSent } from "../../src/storage/postgres-pipeline.ts";
import { createTransactions } from "../../src/storage/postgres-transaction.ts";
import { builderOf, statement } from "../../src/storage/statement.ts";
import { engine } from "../support/test-app.ts";

/** The embedded database has no connections that statements wait on. */
const postgres = { skip: engine === "sqlite" };
const url = process.env.TEST_DATABASE_URL ?? "";

type Value<P> = <K extends keyof P & string>(key: K) => P[K];

function declare<P extends object>(build: (value: Value<P>) => RawBuilder<unknown>) {
  return statement<P>((db, value) => ({ compile: () => build(value).compile(db) }));
}

const insert = declare<{ id: number }>((value) => sql`INSERT INTO probes (id, content) VALUES (${value("id")}, 'new')`);

function run<R>(session: Session, text: string): Promise<R[]> {
  const compiled = sql.raw<R>(text).compile(builderOf("postgres"));
  return session.query({ compile: () => compiled });
}

/** A database with a table `probes` that has the row 1. */
async function withProbes(t: TestContext): Promise<{ database: Database; ids(): Promise<number[]> }> {
  const database = await openPostgres(url);
  await run(database, "CREATE TABLE probes (id bigint PRIMARY KEY, content text)");
  await run(database, "INSERT INTO probes VALUES (1, 'old')");
  t.after(async () => {
    await run(database, "DROP TABLE probes");
    await database.close();
  });
  const ids = async () =>
    (await run<{ id: number }>(database, "SELECT id FROM probes ORDER BY id")).map(({ id }) => id);
  return { database, ids };
}

test(
  "a transaction whose write waits too long for another one has changed nothing, also once that one is through",
  postgres,
  async (t) => {
    const { database, ids } = await withProbes(t);
    const pool = new pg.Pool({ connectionString: url, pipeline: true, max: 1 });
    t.after(() => pool.end());
    const impatient = createTransactions(pool, 300);
    const take = declare(() => sql`UPDATE probes SET content = 'taken' WHERE id = 1`);
    await database.transaction(async (holder) => {
      await run(holder, "SELECT * FROM probes WHERE id = 1 FOR UPDATE");
      const waiting = impatient(async (tx) => {
        tx.write(insert, { id: 2 });
        tx.write(take, {});
      });
      await assert.rejects(waiting, { code: "57014" });
    });
    assert.deepEqual(await ids(), [1]);
    assert.deepEqual(await run(database, "SELECT content FROM probes"), [{ content: "old" }]);
    await impatient(async (tx) => tx.write(insert, { id: 3 }));
    assert.deepEqual(await ids(), [1, 3]);
  },
);

test("of two transactions whose writes wait for each other both are done in the end", postgres, async (t) => {
  const { database } = await withProbes(t);
  await run(database, "INSERT INTO probes VALUES (2, 'old')");
  const put = declare<{ id: number; content: string }>(
    (value) => sql`UPDATE probes SET content = content || ${value("content")} WHERE id = ${value("id")}`,
  );
  let runs = 0;
  let holding = 0;
  const both = Promise.withResolvers<void>();
  const cross = (first: number, second: number, content: string) =>
    database.transaction(async (tx) => {
      runs += 1;
      tx.write(put, { id: first, content });
      // Each has its first row before one of them asks for the other's.
      await run(tx, "SELECT 1");
      holding += 1;
      if (holding === 2) both.resolve();
      await both.promise;
      tx.write(put, { id: second, content });
    });
  await Promise.all([cross(1, 2, "a"), cross(2, 1, "b")]);
  const rows = await run<{ content: string }>(database, "SELECT content FROM probes ORDER BY id");
  for (const { content } of rows) assert.match(content, /^old(ab|ba)$/);
  // The one that begins anew may be in time to wait for the other again.
  assert.ok(runs > 2, `${runs} runs`);
});

test("statements that are prepared run on after a newer server has added a column", postgres, async (t) => {
  const { database } = await withProbes(t);
  const read = (session: Session) => run(session, "SELECT * FROM probes WHERE id = 1");
  const inTransaction = () => database.transaction((tx: Transaction) => read(tx));
  for (let time = 0; time < 10; time += 1) {
    await read(database);
    await inTransaction();
  }
  await run(database, "ALTER TABLE probes ADD COLUMN more text");
  const whole = [{ id: 1, content: "old", more: null }];
  assert.deepEqual(await inTransaction(), whole);
  assert.deepEqual(await read(database), whole);
});

test("a value that the driver could not send keeps the whole transaction from being stored", postgres, async (t) => {
  const { database, ids } = await withProbes(t);
  const work = database.transaction(async (tx) => {
    tx.write(insert, { id: 2 });
    tx.write(insert, { id: { toString: "no number" } as never });
  });
  await assert.rejects(work, TypeError);
  assert.deepEqual(await ids(), [1]);
});

test("a transaction that has swallowed a statement's failure is not said to be stored", postgres, async (t) => {
  const { database, ids } = await withProbes(t);
  const work = database.transaction(async (tx) => {
    tx.write(insert, { id: 2 });
    await run(tx, "INSERT INTO probes VALUES (1, 'again')").catch(() => {});
  });
  await assert.rejects(work, /rolled back/);
  assert.deepEqual(await ids(), [1]);
});

test("what is sent while others are waited for is waited for by the next who does", async () => {
  const sent = createSent();
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  sent.add(first.promise);
  const settled = sent.settle();
  sent.add(second.promise);
  first.resolve();
  await settled;
  second.reject(new Error("too late to be overlooked"));
  await assert.rejects(sent.settle(), /overlooked/);
  assert.match(String(await sent.failure()), /overlooked/);
});
