import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Database, Transaction } from "../../storage/database.ts";
import { listExpiredObjects, lockObject, type ObjectKey } from "../../storage/objects.ts";
import { listPortals, lockPortal } from "../../storage/portals.ts";
import type { ArchivedObjectRow } from "../../storage/schema.ts";
import { checkBatchSize } from "../batch/batch-inputs.ts";
import { type Clock, type Context, transaction } from "../context.ts";
import { removeDiscardedNow } from "../files/discarded-contents.ts";
import type { FileServices } from "../files/file-services.ts";
import { readRecordId } from "../objects/record-id.ts";
import { keyOf } from "../objects/stored-record.ts";
import { eraseTraces } from "../search/erase-traces.ts";
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
        // Restored meanwhile, perhaps to be archived anew: then it is not ours to remove.
        for (const row of expired) await removeBinned(tx, keyOf(row), (held) => held.archived_at === row.archived_at);
      });
      purged += expired.length;
    }
  }
  return purged;
}

/** What was asked to be removed for good, and what did not lie in the bin. */
export type Purged = { readonly purged: readonly string[]; readonly missing: readonly string[] };

/**
 * Removes these records for good, as if their time in the bin were over. What is live is never touched.
 * @throws Refusal 400 for text that cannot be an id, and for too many of them
 */
export async function purgeObjects(
  ctx: Context,
  files: FileServices,
  objectType: ObjectType,
  ids: readonly string[],
): Promise<Purged> {
  checkBatchSize(ids);
  const { portalId } = ctx.portal;
  const objectIds = new Set(ids.map(readBinnedId));
  const purged = new Set<number>();
  await transaction(ctx, async (ctx) => {
    purged.clear();
    await lockPortal(ctx.db, portalId);
    for (const objectId of [...objectIds].sort((one, other) => one - other)) {
      const key = { portalId, objectTypeId: objectType.id, objectId };
      if (await removeBinned(ctx.db, key)) purged.add(objectId);
    }
  });
  await removeDiscardedNow(ctx, files);
  await eraseTraces(ctx, objectType.id);
  const [there, missing] = [true, false].map((wanted) =>
    [...objectIds].filter((id) => purged.has(id) === wanted).map(String),
  );
  return { purged: there ?? [], missing: missing ?? [] };
}

function readBinnedId(text: string): number {
  const id = readRecordId(text);
  if (id === undefined) throw refuse.invalidId(text.slice(0, 100));
  return id;
}

/** Removes a record of the bin; the transaction holds the portal. False where it does not lie there. */
async function removeBinned(
  tx: Transaction,
  key: ObjectKey,
  isMeant: (held: Partial<ArchivedObjectRow>) => boolean = () => true,
): Promise<boolean> {
  const held = await lockObject(tx, "archived_objects", key);
  if (!held || !isMeant(held)) return false;
  await removeForGood(tx, "archived_objects", key);
  return true;
}
