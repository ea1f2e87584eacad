import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Transaction } from "../../src/storage/database.ts";
import { insertObject, lockObject, updateObject } from "../../src/storage/objects.ts";
import { insertTeam, listTeams } from "../../src/storage/owners.ts";
import { runSql } from "../support/database-catalog.ts";
import { storedRows } from "../support/stored-rows.ts";
import { engine, newPortal, type TestPortal, testApp } from "../support/test-app.ts";

async function database() {
  return (await testApp()).services.database;
}

/** Any row of the portal; two with one number do not fit into the table. */
function addRow(tx: Transaction, portal: TestPortal, number: number) {
  return insertTeam(tx, { portal_id: portal.portalId, team_id: number, name: `Row ${number}` });
}

async function rowsOf(portal: TestPortal): Promise<number[]> {
  const rows = await storedRows(portal, "teams");
  return rows.map((row) => row.team_id).sort((one, other) => one - other);
}

test("a transaction that throws leaves nothing of what it wrote, and rejects with what it threw", async () => {
  const portal = await newPortal();
  const { transaction } = await database();
  const mistake = new Error("no");
  const work = transaction(async (tx) => {
    await addRow(tx, portal, 1);
    await nextTurn();
    await addRow(tx, portal, 2);
    throw mistake;
  });
  await assert.rejects(work, mistake);
  assert.deepEqual(await rowsOf(portal), []);
});

test("a transaction that the database refuses leaves nothing of what it wrote before", async () => {
  const portal = await newPortal();
  const { transaction } = await database();
  await transaction((tx) => addRow(tx, portal, 1));
  const work = transaction(async (tx) => {
    await addRow(tx, portal, 2);
    await addRow(tx, portal, 1);
  });
  await assert.rejects(work, /unique/i);
  assert.deepEqual(await rowsOf(portal), [1]);
});

test("nobody outside sees what a transaction has written until it has ended", async () => {
  const portal = await newPortal();
  const { transaction } = await database();
  await transaction(async (tx) => {
    await addRow(tx, portal, 1);
    assert.deepEqual((await listTeams(tx, portal.portalId)).length, 1);
    assert.deepEqual(await rowsOf(portal), []);
  });
  assert.deepEqual(await rowsOf(portal), [1]);
});

test("of many transactions at once those that succeed are whole, and those that fail are gone", async () => {
  const portal = await newPortal();
  const { transaction } = await database();
  await transaction((tx) => addRow(tx, portal, 5_000));
  const outcomes = await Promise.allSettled(
    Array.from({ length: 32 }, (_, index) =>
      transaction(async (tx) => {
        await addRow(tx, portal, 2 * index);
        if (index % 4 === 1) throw new Error("early");
        await nextTurn();
        // A refusal by the database itself, which ends a transaction differently from a mistake of ours.
        if (index % 4 === 2) await addRow(tx, portal, 5_000);
        await addRow(tx, portal, 2 * index + 1);
        if (index % 4 === 3) throw new Error("late");
        return index;
      }),
    ),
  );
  const expected: number[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    assert.equal(outcome.status, index % 4 === 0 ? "fulfilled" : "rejected", `transaction ${index}`);
    if (outcome.status === "rejected") continue;
    assert.equal(outcome.value, index);
    expected.push(2 * index, 2 * index + 1);
  }
  assert.equal(expected.length, 16);
  assert.deepEqual(await rowsOf(portal), [...expected, 5_000]);
});

test("transactions that read, wait and write the same row lose none of their changes", async () => {
  const portal = await newPortal();
  const { transaction } = await database();
  const objectId = Number(await portal.create("contacts"));
  const key = { portalId: portal.portalId, objectTypeId: "0-1", objectId };
  await Promise.all(
    Array.from({ length: 32 }, () =>
      transaction(async (tx) => {
        const row = await lockObject(tx, "objects", key);
        assert.ok(row);
        await nextTurn();
        await updateObject(tx, "objects", { ...row, version: row.version + 1 });
      }),
    ),
  );
  const [row] = await storedRows(portal, "objects");
  assert.equal(row?.version, 33);
});

/** A portal with a contact, and a way to store it anew under other ids without waiting for the database. */
async function portalWithContact() {
  const portal = await newPortal();
  await portal.create("contacts");
  const [row] = await storedRows(portal, "objects");
  assert.ok(row);
  const { object_id: taken } = row;
  const insert = (tx: Transaction, offset: number) => insertObject(tx, { ...row, object_id: taken + offset });
  const offsets = async () => (await storedRows(portal, "objects")).map(({ object_id }) => object_id - taken).sort();
  return { portal, insert, offsets };
}

test("a write that nobody waits for and that fails ends its transaction, which leaves nothing and says why", async () => {
  const { portal, insert, offsets } = await portalWithContact();
  const { transaction } = await database();
  const atTheEnd = transaction(async (tx) => {
    insert(tx, 1);
    insert(tx, 0);
  });
  await assert.rejects(atTheEnd, /unique/i);
  const before = transaction(async (tx) => {
    insert(tx, 1);
    insert(tx, 0);
    insert(tx, 2);
    await listTeams(tx, portal.portalId);
  });
  await assert.rejects(before, /unique/i);
  assert.deepEqual(await offsets(), [0]);
  await Promise.all([1, 2, 3].map((offset) => transaction(async (tx) => insert(tx, offset))));
  assert.deepEqual(await offsets(), [0, 1, 2, 3]);
});

test("a write that nobody waits for and that fails in a part of a transaction takes only that part with it", async () => {
  const { insert, offsets } = await portalWithContact();
  const { transaction } = await database();
  await transaction(async (tx) => {
    insert(tx, 1);
    const part = tx.savepoint(async () => {
      insert(tx, 2);
      insert(tx, 0);
    });
    await assert.rejects(part, /unique/i);
    insert(tx, 3);
  });
  assert.deepEqual(await offsets(), [0, 1, 3]);
});

test("a transaction asked for inside another, and not waited for there, is one of its own", async () => {
  const portal = await newPortal();
  const { transaction } = await database();
  let inner: Promise<unknown> | undefined;
  const outer = transaction(async (tx) => {
    await addRow(tx, portal, 1);
    // Once: the outer one may run again.
    inner ??= transaction((tx) => addRow(tx, portal, 2));
    await nextTurn();
    throw new Error("no");
  });
  await assert.rejects(outer, /no/);
  await inner;
  assert.deepEqual(await rowsOf(portal), [2]);
});

test("a thousand transactions at once are all done", async () => {
  const portal = await newPortal();
  const { transaction } = await database();
  const numbers = Array.from({ length: 1_000 }, (_, index) => index);
  await Promise.all(numbers.map((number) => transaction((tx) => addRow(tx, portal, number))));
  assert.deepEqual(await rowsOf(portal), numbers);
});

if (engine === "sqlite") {
  test("transactions of a group run one after the other, in the order in which they were asked for", async () => {
    const portal = await newPortal();
    const { transaction } = await database();
    const steps: string[] = [];
    await Promise.all(
      [1, 2, 3].map((number) =>
        transaction(async (tx) => {
          steps.push(`${number} begins`);
          await addRow(tx, portal, number);
          await nextTurn();
          steps.push(`${number} ends`);
        }),
      ),
    );
    assert.deepEqual(steps, ["1 begins", "1 ends", "2 begins", "2 ends", "3 begins", "3 ends"]);
  });

  test("nobody of a group is told of success where the database dropped the group's transaction", async () => {
    const portal = await newPortal();
    const { transaction } = await database();
    const outcomes = await Promise.allSettled([
      transaction((tx) => addRow(tx, portal, 1)),
      // What SQLite does by itself when the disk is full.
      transaction(async (tx) => {
        await addRow(tx, portal, 2);
        await runSql("ROLLBACK", tx);
        throw new Error("disk full");
      }),
      transaction((tx) => addRow(tx, portal, 3)),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ["rejected", "rejected", "rejected"],
    );
    assert.deepEqual(await rowsOf(portal), []);
    await transaction((tx) => addRow(tx, portal, 4));
    assert.deepEqual(await rowsOf(portal), [4]);
  });
}

if (engine === "postgres") {
  for (const [what, code] of [
    ["a deadlock", "40P01"],
    ["a serialization failure", "40001"],
  ] as const) {
    test(`work that ${what} cut short runs again from its beginning`, async () => {
      const portal = await newPortal();
      const { transaction } = await database();
      const cut = `DO $$ BEGIN RAISE EXCEPTION 'cut' USING ERRCODE = '${code}'; END $$`;
      let runs = 0;
      const work = (failures: number) => async (tx: Transaction) => {
        runs += 1;
        await addRow(tx, portal, failures);
        if (runs <= failures) await runSql(cut, tx);
        return runs;
      };
      assert.equal(await transaction(work(2)), 3);
      assert.deepEqual(await rowsOf(portal), [2]);
      // Not for ever: what fails again and again is told.
      runs = 0;
      await assert.rejects(transaction(work(1_000)), { code });
      assert.ok(runs > 1 && runs < 20);
      assert.deepEqual(await rowsOf(portal), [2]);
    });
  }
}

test("a transaction that fails before it has written anything does not make the others run again", async () => {
  const portal = await newPortal();
  const { transaction } = await database();
  let runs = 0;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 16 }, (_, index) =>
      transaction(async (tx) => {
        runs += 1;
        await listTeams(tx, portal.portalId);
        if (index % 2 === 1) throw new Error("refused");
        await addRow(tx, portal, index);
      }),
    ),
  );
  assert.equal(runs, 16);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    Array.from({ length: 16 }, (_, index) => (index % 2 === 1 ? "rejected" : "fulfilled")),
  );
  assert.deepEqual(await rowsOf(portal), [0, 2, 4, 6, 8, 10, 12, 14]);
});

test("reads are answered between the parts of batches", { skip: engine !== "sqlite" }, async () => {
  const portal = await newPortal();
  const call = await portal.create("calls");
  const inputs = Array.from({ length: 100 }, (_, index) => ({
    properties: { hs_timestamp: 1_767_225_600_000 + index, hs_call_body: "<p>Asked for the offer by Friday.</p>" },
  }));
  const batches = 16;
  let written = 0;
  const writing = Array.from({ length: batches }, async () => {
    const answer = await portal.post("/crm/v3/objects/calls/batch/create", { inputs });
    assert.equal(answer.status, 201, answer.text);
    written += 1;
  });
  let reads = 0;
  for (; written < batches; reads += 1) assert.equal((await portal.get(`/crm/v3/objects/calls/${call}`)).status, 200);
  await Promise.all(writing);
  assert.ok(reads > batches, `${reads} reads while ${batches} batches were written`);
});
