import type { Portal } from "../../model/portal.ts";
import type { Database } from "../../storage/database.ts";
import { lockObject } from "../../storage/objects.ts";
import { deleteSearchDocument, listStaleDocuments } from "../../storage/search-documents.ts";
import { keyOf } from "../objects/stored-record.ts";
import { writeSearchDocument } from "./documents.ts";

const documentsPerTransaction = 200;

/**
 * Writes anew what searches see of the records whose documents are stale: those of a database that is older than the
 * search, and those of a type whose definitions have changed.
 * @param portalId looks at one portal only
 * @returns how many there were
 */
export async function refreshSearchDocuments(
  database: Database,
  portalOf: (portalId: number) => Promise<Portal | undefined>,
  portalId?: number,
): Promise<number> {
  for (let count = 0; ; ) {
    const stale = await listStaleDocuments(database, documentsPerTransaction, portalId);
    if (stale.length === 0) return count;
    const portals = new Map<number, Portal | undefined>();
    for (const { portal_id } of stale) {
      if (!portals.has(portal_id)) portals.set(portal_id, await portalOf(portal_id));
    }
    await database.transaction(async (tx) => {
      for (const document of stale) {
        const key = keyOf(document);
        const row = await lockObject(tx, "objects", key);
        const objectType = portals.get(key.portalId)?.objectTypes.find(key.objectTypeId);
        if (row && objectType) await writeSearchDocument(tx, objectType, row);
        else await deleteSearchDocument(tx, key);
      }
    });
    count += stale.length;
  }
}
