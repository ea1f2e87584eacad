import { inChunks } from "../../src/storage/in-chunks.ts";
import { builderOf } from "../../src/storage/statement.ts";
import { type TestPortal, testApp } from "./test-app.ts";

/** Puts many bare records into the database at once, for tests in which only their number matters; returns the ids. */
export async function bulkRecords(portal: TestPortal, objectTypeId: string, count: number): Promise<string[]> {
  const { database, ids, now } = (await testApp()).services;
  await ids.ready();
  const rows = Array.from({ length: count }, () => ({
    portal_id: portal.portalId,
    object_type_id: objectTypeId,
    object_id: ids.next(),
    created_at: now(),
    updated_at: now(),
    version: 1,
    properties: "{}",
    rule_state: null,
  }));
  await database.transaction(async (tx) => {
    for (const chunk of inChunks(rows, 500)) {
      await tx.query(builderOf(tx.engine).insertInto("objects").values(chunk));
    }
  });
  return rows.map((row) => String(row.object_id));
}
