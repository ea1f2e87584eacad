import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { Transaction } from "./database.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

type Task = {
  readonly work: (tx: Transaction) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
};

type Outcome = { readonly task: Task; readonly failed: boolean; readonly value: unknown };

/** A task failed after it had written, and what it wrote cannot be told from what the others wrote. */
class MustUndo extends Error {}

const largestGroup = 256;
/** How many groups run with savepoints after one had to be undone. */
const groupsOfCare = 16;
/** For so long transactions run without a look at what else has arrived. */
const longestTurnMilliseconds = 5;
const lockMilliseconds = 5_000;
const lockRetryMilliseconds = 20;
const sqliteBusy = 5;

/**
 * Group commit: transactions that are asked for together share one commit, and none is answered before the commit is
 * on disk. They run one after the other, so that none sees another half done.
 *
 * A group runs without savepoints first, which cost more than many a statement. A transaction that fails before it has
 * written anything, as a refused request does, is simply left out. Where one fails after writing, the whole group is
 * rolled back and runs again, each transaction in a savepoint of its own, and so do the next few groups: work must
 * therefore bear to be run twice, as it does where PostgreSQL asks for it.
 * @param refuseIfGone throws where the database file is no longer the one that the connection writes to
 */
export function createGroupWriter(connection: SqliteConnection, session: Transaction, refuseIfGone: () => void) {
  let waiting: Task[] = [];
  let running = false;
  let whenIdle: (() => void)[] = [];

  function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (!running) {
        running = true;
        // Later than this turn's sockets, so that requests which arrived together share the commit.
        setImmediate(drain);
      }
    });
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, largestGroup);
      waiting = waiting.slice(largestGroup);
      await commitGroup(group);
    }
    running = false;
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  }

  let care = 0;

  async function commitGroup(group: readonly Task[]): Promise<void> {
    let outcomes: Outcome[];
    try {
      refuseIfGone();
      outcomes = await commitAll(group, care > 0 ? runInSavepoint : runPlainly).catch((error: unknown) => {
        if (!(error instanceof MustUndo)) throw error;
        care = groupsOfCare;
        return commitAll(group, runInSavepoint);
      });
      if (care > 0) care -= 1;
    } catch (error) {
      for (const task of group) task.reject(error);
      return;
    }
    for (const { task, failed, value } of outcomes) {
      if (failed) task.reject(value);
      else task.resolve(value);
    }
  }

  /** @throws where nothing of the group may be acknowledged; the transaction is rolled back then */
  async function commitAll(group: readonly Task[], run: (task: Task) => Promise<Outcome>): Promise<Outcome[]> {
    await begin();
    try {
      const outcomes: Outcome[] = [];
      let busySince = performance.now();
      for (const task of group) {
        outcomes.push(await run(task));
        if (performance.now() - busySince < longestTurnMilliseconds) continue;
        // Batches take long enough for reads to wait for; they have a connection of their own.
        await turn();
        busySince = performance.now();
      }
      connection.run("COMMIT");
      return outcomes;
    } catch (error) {
      if (connection.raw.isTransaction) connection.run("ROLLBACK");
      throw error;
    }
  }

  /** Another process may hold the write lock: others are served while this one waits for it. */
  async function begin(): Promise<void> {
    const deadline = Date.now() + lockMilliseconds;
    for (;;) {
      try {
        return connection.run("BEGIN IMMEDIATE");
      } catch (error) {
        if ((error as { errcode?: number }).errcode !== sqliteBusy || Date.now() > deadline) throw error;
        await sleep(lockRetryMilliseconds);
      }
    }
  }

  async function runPlainly(task: Task): Promise<Outcome> {
    const before = connection.writes();
    try {
      return { task, failed: false, value: await task.work(session) };
    } catch (error) {
      if (!connection.raw.isTransaction) throw error;
      if (connection.writes() !== before) throw new MustUndo();
      return { task, failed: true, value: error };
    }
  }

  async function runInSavepoint(task: Task): Promise<Outcome> {
    connection.run("SAVEPOINT request");
    try {
      const value = await task.work(session);
      connection.run("RELEASE request");
      return { task, failed: false, value };
    } catch (error) {
      // Where SQLite has dropped the whole transaction (disk full, say), nobody of the group may be acknowledged.
      if (!connection.raw.isTransaction) throw error;
      connection.run("ROLLBACK TO request");
      connection.run("RELEASE request");
      return { task, failed: true, value: error };
    }
  }

  return {
    transaction,
    idle: (): Promise<void> => (running ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  };
}
