import { once } from "node:events";
import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { MessageChannel, Worker } from "node:worker_threads";
import type { Database, Transaction } from "./database.ts";
import { openSqliteConnection, type SqliteConnection } from "./sqlite-connection.ts";
import { createGroupWriter } from "./sqlite-group-writer.ts";

/** Opens the embedded database in `file`, making it where it is missing: one writer connection, one that reads. */
export async function openSqlite(file: string): Promise<Database> {
  const writer = openSqliteConnection(file, { readOnly: false });
  // What is read lies in the system's cache already, and much of it is mapped.
  const reader = openSqliteConnection(file, { readOnly: true, cacheKibibytes: 8_192 });
  const checkpointer = new Worker(new URL("./checkpointer.ts", import.meta.url), { workerData: { file } });
  checkpointer.unref();
  // Without its helper the writer does its own checkpoints: slower, and the log stays short.
  checkpointer.on("error", () => writer.run("PRAGMA wal_autocheckpoint = 1000"));
  const transaction: Transaction = {
    ...writer.session,
    isTransaction: true,
    write: (statement, parameters) => void writer.all(statement, parameters),
    savepoint: (part) => runInSavepoint(writer, part),
  };
  const opened = statSync(file).ino;
  // The open handle still reads and writes a file that somebody removed; what it writes would be lost.
  function refuseIfGone(): void {
    if (statSync(file, { throwIfNoEntry: false })?.ino === opened) return;
    throw Object.assign(new Error(`The database file is gone: ${file}`), { code: "TRUNKLINE_DATABASE_GONE" });
  }
  const group = createGroupWriter(writer, transaction, refuseIfGone);

  return {
    ...reader.session,
    transaction: group.transaction,
    wipeDeleted: () => emptyLog(checkpointer),
    durability: async () => ({
      journal_mode: pragma(writer.raw, "journal_mode"),
      synchronous: pragma(writer.raw, "synchronous"),
    }),
    ping: async () => {
      reader.run("SELECT 1");
      refuseIfGone();
    },
    close: async () => {
      await group.idle();
      if (checkpointer.threadId !== -1) {
        const exited = once(checkpointer, "exit");
        checkpointer.ref();
        checkpointer.postMessage("stop");
        await exited;
      }
      reader.close();
      try {
        writer.run("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch {
        // A full disk, say: the log is read at the next start.
      }
      writer.close();
    },
  };
}

/** What was deleted is zeros in the newest pages; the log still has older ones until it is empty. */
async function emptyLog(checkpointer: Worker): Promise<boolean> {
  if (checkpointer.threadId === -1) return false;
  const { port1, port2 } = new MessageChannel();
  const closed = once(port1, "close").then(() => [false]);
  checkpointer.postMessage({ emptyLog: port2 }, [port2]);
  const [emptied] = await Promise.race([once(port1, "message"), closed]);
  port1.close();
  return emptied === true;
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
