import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { engine } from "../support/test-app.ts";

const onlySqlite = { skip: engine === "sqlite" ? false : "it is about files of the embedded database" };

test("a start says which file or folder of the data cannot be used, and why", onlySqlite, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, isFolder, message] of [
    ["trunkline.db", true, "the database PLACE cannot be used: unable to open database file"],
    ["trunkline.db", false, "the database PLACE cannot be used: file is not a database"],
    ["token", true, "the file PLACE cannot be used: a folder is in its place"],
    ["link-secret", true, "the file PLACE cannot be used: a folder is in its place"],
    ["files", false, "the folder PLACE cannot be used: PLACE is a file"],
  ] as const) {
    const data = mkdtempSync(join(folder, "data-"));
    const place = join(data, name);
    if (isFolder) mkdirSync(place);
    else writeFileSync(place, "no database ".repeat(1_000));
    const config = readConfig({ data, port: "0", logLevel: "silent" }, {});
    await assert.rejects(startApp(config), { message: message.replaceAll("PLACE", place) }, `${name} ${isFolder}`);
  }
});
