import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

const sqliteBusy = 5;

/**
 * Makes this process the only one that serves an embedded database. The lock is the operating system's own, so it is
 * gone when the process is, however that ended; the file that it is on may stay.
 * @returns gives the lock up
 * @throws Error where another process has it
 */
export function lockForServer(databaseFile: string): () => void {
  // A database of its own, because the real one must stay open to short commands beside the server.
  const lock = new DatabaseSync(`${databaseFile}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw error;
    throw new Error(
      `another server, or a command that needs the database for itself, is using the folder ${dirname(databaseFile)}: ` +
        "stop it first, or choose another folder with --data",
    );
  }
  return () => lock.close();
}
