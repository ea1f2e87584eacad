import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { targetOf } from "../../bench/measure-operations.ts";
import { sendWell } from "../../bench/request.ts";
import { setStage } from "../../bench/stage.ts";

/** Rows and stored characters of a record's tables. */
function count(file: string) {
  const db = new DatabaseSync(file, { readOnly: true });
  const one = (sql: string) => Object.values(db.prepare(sql).get() ?? {}).map(Number);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'");
  const names = (tables.all() as { name: string }[]).map(({ name }) => name);
  // What the product keeps for itself meanwhile, and what an index of words keeps in its own order.
  const counted = names.filter((name) => !/^(sqlite_|node_leases)|_(data|idx|docsize|config|content)$/.test(name));
  const rows = new Map(counted.map((name) => [name, one(`SELECT count(*) FROM "${name}"`)[0] as number]));
  const [characters = 0] = one("SELECT sum(length(properties)) FROM objects");
  db.close();
  return { rows, characters };
}

test("the limit server of the measurements writes as many rows and as much text as the product", async (t) => {
  const folder = mkdtempSync(join(import.meta.dirname, "../../node_modules/.bench-test-"));
  const wanted = ["create-2", "update"];
  const options = { engine: "sqlite", calls: 200, databaseUrl: undefined } as const;
  const stage = await setStage(options, folder, ({ name }) => wanted.includes(name));
  t.after(async () => {
    await stage.close();
    rmSync(folder, { recursive: true });
  });
  for (const operation of stage.operations) {
    const grown = await Promise.all(
      (["product", "limit"] as const).map(async (server) => {
        const file = join(folder, server, "trunkline.db");
        const standing = server === "product" ? stage.product : stage.limit();
        const before = count(file);
        const [request] = targetOf(standing, operation, server).nextRequests();
        const { text } = await sendWell(standing.address, request as NonNullable<typeof request>);
        const after = count(file);
        const rows = [...after.rows].map(([table, rows]) => [table, rows - (before.rows.get(table) ?? 0)] as const);
        const added = rows.filter(([, more]) => more !== 0);
        return { added, characters: after.characters - before.characters, answered: text.length };
      }),
    );
    const [product, limit] = grown as [(typeof grown)[0], (typeof grown)[0]];
    assert.ok(product.added.length > 0, `${operation.name} wrote nothing`);
    assert.deepEqual(limit.added, product.added);
    // Names of owners differ in length from one record to the next.
    const near = (one: number, other: number) => assert.ok(Math.abs(one - other) < 200, `${one} and ${other}`);
    if (operation.name === "create-2") near(limit.characters, product.characters);
    near(limit.answered, product.answered);
  }
});
