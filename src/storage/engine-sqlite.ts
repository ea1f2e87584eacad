import { once } from "node:events";
import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import type { Database, Transaction } from "./database.ts";
import { bindAll, openSqliteConnection, type SqliteConnection } from "./sqlite-connection.ts";
import { createGroupWriter } from "./sqlite-group-writer.ts";
import { createLongReads } from "./sqlite-long-reads.ts";

/** Opens the embedded database in `file`, making it where it is missing: one writer connection, one that reads. */
export async function openSqlite(file: string): Promise<Database> {
  const writer = openSqliteConnection(file, { readOnly: false });
  const reader = openSqliteConnection(file, { readOnly: true });
  const checkpointer = new Worker(new URL("./checkpointer.ts", import.meta.url), { workerData: { file } });
  checkpointer.unref();
  // Without its helper the writer does its own checkpoints: slower, and the log stays short.
  checkpointer.on("error", () => writer.run("PRAGMA wal_autocheckpoint = 1000"));
  const transaction: Transaction = {
    ...writer.session,
    isTransaction: true,
    savepoint: (part) => runInSavepoint(writer, part),
  };
  const group = createGroupWriter(writer, transaction);
  const longReads = createLongReads(file, bindAll);

  return {
    ...reader.session,
    transaction: group.transaction,
    longQuery: longReads.query,
    durability: async () => ({
      journal_mode: pragma(writer.raw, "journal_mode"),
      synchronous: pragma(writer.raw, "synchronous"),
    }),
    ping: async () => {
      reader.run("SELECT 1");
      // The open handle still reads a file that somebody removed; writes to it would be lost.
      if (!existsSync(file)) throw new Error(`The database file is gone: ${file}`);
    },
    close: async () => {
      await group.idle();
      await longReads.close();
      if (checkpointer.threadId !== -1) {
        const exited = once(checkpointer, "exit");
        checkpointer.ref();
        checkpointer.postMessage("stop");
        await exited;
      }
      reader.close();
      writer.run("PRAGMA wal_checkpoint(TRUNCATE)");
      writer.close();
    },
  };
}

async function runInSavepoint<T>(writer: SqliteConnection, part: () => Promise<T>): Promise<T> {
  writer.run("SAVEPOINT part");
  try {
    const result = await part();
    writer.run("RELEASE part");
    return result;
  } catch (error) {
    // Where SQLite has dropped the whole transaction there is no savepoint to go back to.
    if (writer.raw.isTransaction) {
      writer.run("ROLLBACK TO part");
      writer.run("RELEASE part");
    }
    throw error;
  }
}

function pragma(raw: DatabaseSync, name: string): string {
  return String(Object.values(raw.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}
