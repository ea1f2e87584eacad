import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { makeDataFolder, unusable } from "./data-folder.ts";

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a folder is made with those above it, for its owner alone, and one that is there stays as it is", (t) => {
  const inside = join(temporaryFolder(t), "some", "where");
  makeDataFolder(inside);
  assert.equal(statSync(inside).mode & 0o777, 0o700);
  chmodSync(inside, 0o755);
  makeDataFolder(inside);
  assert.equal(statSync(inside).mode & 0o777, 0o755);
});

test("where no folder can be, it is said in one line which and why", (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, "file");
  writeFileSync(file, "");
  for (const place of [file, join(file, "below"), join(file, "below", "that")]) {
    assert.throws(() => makeDataFolder(place), {
      message: `the folder ${place} cannot be used: ${file} is a file`,
    });
  }
  // Nobody can make a folder there, and asking for the whole way at once would not come to an end.
  if (existsSync("/proc/self")) {
    const message = "the folder /proc/trunkline/data cannot be used: nothing can be made there";
    assert.throws(() => makeDataFolder("/proc/trunkline/data"), { message });
  }
});

test("a folder that its user may not write in is refused", { skip: process.getuid?.() === 0 }, (t) => {
  const locked = join(temporaryFolder(t), "locked");
  mkdirSync(locked, { mode: 0o500 });
  const message = `the folder ${locked} cannot be used: this user may not read and write there`;
  assert.throws(() => makeDataFolder(locked), { message });
});

test("a cause that has no words of ours is told in its own", () => {
  const cause = Object.assign(new Error("file is not a database"), { code: "ERR_SQLITE_ERROR" });
  assert.equal(unusable("the database x", cause).message, "the database x cannot be used: file is not a database");
  const denied = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
  assert.equal(unusable("it", denied).message, "it cannot be used: this user may not read and write there");
});
