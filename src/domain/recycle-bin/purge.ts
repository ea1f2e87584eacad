import type { Database } from "../../storage/database.ts";
import { listExpiredObjects, lockObject } from "../../storage/objects.ts";
import { listPortals, lockPortal } from "../../storage/portals.ts";
import type { Clock } from "../context.ts";
import { keyOf } from "../objects/stored-record.ts";
import { removeForGood } from "./remove-for-good.ts";

const recordsPerTransaction = 100;
const dayMilliseconds = 86_400_000;

/**
 * Removes for good what has lain in the bin for more than `days`: values, history, associations and pins.
 * @returns how many records are gone
 */
export async function purgeRecycleBin(database: Database, now: Clock, days: number): Promise<number> {
  const archivedBefore = now() - days * dayMilliseconds;
  let purged = 0;
  for (const { portal_id } of await listPortals(database)) {
    for (;;) {
      const expired = await listExpiredObjects(database, portal_id, archivedBefore, recordsPerTransaction);
      if (expired.length === 0) break;
      await database.transaction(async (tx) => {
        await lockPortal(tx, portal_id);
        for (const row of expired) {
          const key = keyOf(row);
          // Restored meanwhile, perhaps to be archived anew: then it is not ours to remove.
          const held = await lockObject(tx, "archived_objects", key);
          if (held?.archived_at !== row.archived_at) continue;
          await removeForGood(tx, "archived_objects", key);
        }
      });
      purged += expired.length;
    }
  }
  return purged;
}
