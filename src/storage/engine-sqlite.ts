import { once } from "node:events";
import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import type { Database, Transaction } from "./database.ts";
import { bindAll, openSqliteConnection } from "./sqlite-connection.ts";
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
  const transaction: Transaction = { ...writer.session, isTransaction: true };
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

function pragma(raw: DatabaseSync, name: string): string {
  return String(Object.values(raw.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}
