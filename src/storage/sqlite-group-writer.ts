import { setTimeout as sleep } from "node:timers/promises";
import type { Transaction } from "./database.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

type Task = {
  readonly work: (tx: Transaction) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
};

type Outcome = { readonly task: Task; readonly failed: boolean; readonly value: unknown };

const largestGroup = 256;
const lockMilliseconds = 5_000;
const lockRetryMilliseconds = 20;
const sqliteBusy = 5;

/**
 * Group commit: transactions that are asked for together share one commit, each in its own savepoint, and none is
 * answered before the commit is on disk. They run one after the other: savepoints are a stack, so two that interleave
 * would undo each other's rows.
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

  async function commitGroup(group: readonly Task[]): Promise<void> {
    const outcomes: Outcome[] = [];
    try {
      refuseIfGone();
      await begin();
      for (const task of group) outcomes.push(await runInSavepoint(task));
      connection.run("COMMIT");
    } catch (error) {
      if (connection.raw.isTransaction) connection.run("ROLLBACK");
      for (const task of group) task.reject(error);
      return;
    }
    for (const { task, failed, value } of outcomes) {
      if (failed) task.reject(value);
      else task.resolve(value);
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
