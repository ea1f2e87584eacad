import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Worker } from "node:worker_threads";

const megabyte = 1024 * 1024;
const mostInserted = 10_000;

test("the log stays bounded while one write follows another without a pause", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "test.db");
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0");
  database.exec("CREATE TABLE entries (content BLOB)");
  const worker = new Worker(new URL("./checkpointer.ts", import.meta.url), {
    workerData: { file, longestLogBytes: 8 * megabyte },
  });
  await once(worker, "online");
  const insert = database.prepare("INSERT INTO entries VALUES (zeroblob(32768))");
  const logBytes = () => statSync(`${file}-wal`).size;
  let inserted = 0;
  let longest = 0;
  // The log grows beyond its bound first, or nothing would be proved.
  while (inserted < mostInserted && (longest < 8 * megabyte || logBytes() >= longest)) {
    insert.run();
    inserted += 1;
    longest = Math.max(longest, logBytes());
    await turn();
  }
  const isCut = logBytes() < longest;
  worker.postMessage("stop");
  await once(worker, "exit");
  const { count } = database.prepare("SELECT count(*) AS count FROM entries").get() as { count: number };
  database.close();
  assert.equal(count, inserted);
  assert.ok(isCut, `after ${inserted} writes the log had ${longest} bytes`);
});
