import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

/**
 * A worker thread that copies the write-ahead log back into the database file, so that the thread that answers
 * requests never waits for it.
 */
const file = (workerData as { file: string }).file;
const checkIntervalMilliseconds = 200;
const worthwhileBytes = 4 * 1024 * 1024;

const database = new DatabaseSync(file, { timeout: 0 });
const checkpoint = database.prepare("PRAGMA wal_checkpoint(PASSIVE)");

const timer = setInterval(() => {
  if (walBytes() >= worthwhileBytes) checkpoint.all();
}, checkIntervalMilliseconds);

parentPort?.on("message", () => {
  clearInterval(timer);
  database.close();
  parentPort?.close();
});

function walBytes(): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
