import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";

/**
 * A worker thread that copies the write-ahead log back into the database file, so that the thread that answers
 * requests never waits for it.
 */
const { file, longestLogBytes = 256 * 1024 * 1024 } = workerData as { file: string; longestLogBytes?: number };
const checkIntervalMilliseconds = 200;
const worthwhileBytes = 4 * 1024 * 1024;
const emptyingRounds = 25;
/** The writer waits meanwhile, so it is short. */
const emptyingPatienceMilliseconds = 50;

const database = new DatabaseSync(file, { timeout: 0 });
const checkpoint = database.prepare("PRAGMA wal_checkpoint(PASSIVE)");

/** Pages that may be left to copy while the writer has to wait. */
const fewPages = 2_000;

const timer = setInterval(() => {
  if (walBytes() < Math.min(worthwhileBytes, longestLogBytes)) return;
  const { log, checkpointed } = checkpoint.get() as { log: number; checkpointed: number };
  // While one write follows another the log never begins anew by itself. Where a reader still needs much of it, not now.
  if (walBytes() >= longestLogBytes && log - checkpointed < fewPages) tryToEmptyLog();
}, checkIntervalMilliseconds);

parentPort?.on("message", (message: "stop" | { readonly emptyLog: MessagePort }) => {
  if (message !== "stop") return void emptyLog(message.emptyLog);
  clearInterval(timer);
  database.close();
  parentPort?.close();
});

/** Writes the log back and cuts it to nothing, and says whether it could; readers and the writer come first. */
async function emptyLog(answer: MessagePort): Promise<void> {
  let emptied = false;
  for (let round = 0; round < emptyingRounds && !emptied && database.isOpen; round += 1) {
    if (round > 0) await sleep(checkIntervalMilliseconds);
    emptied = database.isOpen && tryToEmptyLog();
  }
  answer.postMessage(emptied);
  answer.close();
}

function tryToEmptyLog(): boolean {
  database.exec(`PRAGMA busy_timeout = ${emptyingPatienceMilliseconds}`);
  try {
    return database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy === 0;
  } finally {
    database.exec("PRAGMA busy_timeout = 0");
  }
}

function walBytes(): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
