import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Refusal } from "../../model/errors.ts";
import { openDatabase } from "../../storage/open-database.ts";
import { insertPortal } from "../../storage/portals.ts";
import { byId, type SearchQuery } from "./conditions.ts";
import { createSearches, searchLimits } from "./search-threads.ts";

const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
const location = { kind: "sqlite", file: join(folder, "test.db") } as const;
after(() => rmSync(folder, { recursive: true }));

const query: SearchQuery = {
  portalId: 1,
  objectTypeId: "0-48",
  where: { is: "all", of: [] },
  order: byId,
  offset: 0,
  limit: 10,
  counted: true,
};

function isUnavailable(message: RegExp) {
  return (error: unknown) => error instanceof Refusal && error.status === 503 && message.test(error.message);
}

async function makeDatabase(): Promise<void> {
  const database = await openDatabase(location);
  await database.transaction((tx) =>
    insertPortal(tx, {
      ...{ portal_id: 1, name: "Test", account_type: "STANDARD", time_zone: "UTC", currency: "EUR", strict: null },
      ...{ definitions_version: 1, created_at: 0 },
    }),
  );
  await database.close();
}

test("a search that takes too long is ended, and the next one has its thread", async () => {
  await makeDatabase();
  const impatient = createSearches(location, { ...searchLimits, atOnce: 1, milliseconds: 0 });
  try {
    await assert.rejects(impatient.find(query), isUnavailable(/took too long/));
    await assert.rejects(impatient.find(query), isUnavailable(/took too long/));
  } finally {
    await impatient.close();
  }
});

test("closing waits for the search under way, and refuses what comes later", async () => {
  const searches = createSearches(location);
  const running = searches.find(query);
  await searches.close();
  assert.deepEqual(await running, { places: [], total: 0 });
  await assert.rejects(searches.find(query), isUnavailable(/stopping/));
});

test("what is wrong with the database is told in its own words", async () => {
  const searches = createSearches({ kind: "sqlite", file: join(folder, "none.db") });
  await assert.rejects(searches.find(query), /unable to open database file/);
});

const tellsThreadsApart = existsSync("/proc/thread-self");

test("searching gives way to the thread that answers", { skip: !tellsThreadsApart }, async () => {
  const searches = createSearches(location);
  try {
    await searches.find(query);
    assert.equal(nicenessOf(process.pid), nicenessOf(process.ppid));
    const given = readdirSync("/proc/self/task").map((thread) => nicenessOf(Number(thread)) - nicenessOf(process.pid));
    assert.equal(given.filter((more) => more === searchLimits.niceness).length, 1);
  } finally {
    await searches.close();
  }
});

/** The 19th field of a thread's statistics; the second is its name in brackets. */
function nicenessOf(thread: number): number {
  const statistics = readFileSync(`/proc/${thread}/stat`, "utf8");
  return Number(statistics.slice(statistics.lastIndexOf(")") + 2).split(" ")[16]);
}
