import assert from "node:assert/strict";
import { test } from "node:test";
import type { Compilable } from "kysely";
import type { Session } from "../../src/storage/database.ts";
import { findLiveIds, findObjects } from "../../src/storage/objects.ts";
import { listSearchChanges } from "../../src/storage/search-changes.ts";
import { listLinkedIds, listLinkingIds } from "../../src/storage/search-links.ts";
import {
  findPartOfSeveral,
  findSearchPart,
  findSearchRevision,
  findSearchSegment,
  listSearchParts,
  listSearchSegments,
} from "../../src/storage/search-segments.ts";
import { orderParameters, type Statement } from "../../src/storage/statement.ts";
import { portalScopeOf } from "../support/portal-scope.ts";

// Searches ask on threads of their own, where the test of all statements does not see them.
test("every statement of a search names one portal for each table of portal data", async () => {
  const seen: { text: string; values: readonly unknown[] }[] = [];
  const session: Session = {
    engine: "postgres",
    async all<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R[]> {
      const compiled = statement.compile("postgres");
      seen.push({ text: compiled.sql, values: orderParameters(compiled, parameters as Record<string, unknown>) });
      return [];
    },
    async query<R>(query: Compilable<R>): Promise<R[]> {
      const { sql, parameters } = query.compile();
      seen.push({ text: sql, values: parameters });
      return [];
    },
  };
  const [portalId, objectTypeId] = [7, "0-48"];
  const type = { portalId, objectTypeId };
  const direction = { portalId, fromTypeId: "0-2", toTypeId: objectTypeId };
  await listSearchSegments(session, type);
  await findSearchSegment(session, { ...type, segmentId: 3 });
  await findSearchRevision(session, type);
  await findSearchPart(session, portalId, 3, "ids");
  await findPartOfSeveral(session, portalId, [3, 4], "ids");
  await listSearchParts(session, portalId, 3);
  await listSearchChanges(session, type, 10);
  await findObjects(session, "objects", { ...type, objectIds: [1, 2] });
  await findLiveIds(session, portalId, "0-2", [1]);
  await listLinkedIds(session, direction, 1, 0, 10);
  await listLinkingIds(session, direction, 0, 10);
  assert.equal(seen.length, 11);
  for (const { text, values } of seen) {
    const { open, parameters } = portalScopeOf(text);
    assert.deepEqual(open, [], text);
    assert.ok(parameters.length > 0, text);
    for (const place of parameters) assert.equal(values[place - 1], portalId, text);
  }
});
