import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties } from "../../model/record.ts";
import { deleteObject, insertArchivedObject, lockObject } from "../../storage/objects.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { resolveRecordKey } from "../objects/find-record.ts";
import { keyOf } from "../objects/stored-record.ts";
import { hidePins } from "../pins/pins.ts";
import { moveUniqueValues } from "../properties/unique-keys.ts";
import { noteArchived } from "../search/note-changes.ts";

/**
 * Moves a record into the recycling bin; its associations and history wait there with it. An id that is not live is
 * a success, as the service has it (section 12, row 9).
 * @throws Refusal 404 for text that cannot be an id
 */
export async function archiveObject(ctx: Context, objectType: ObjectType, reference: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const key = await resolveRecordKey(ctx, objectType, reference, undefined);
    const row = await lockObject(ctx.db, "objects", key);
    if (row) await archiveRecord(ctx, objectType, row);
  });
}

/** Moves a live record that the transaction holds into the bin. */
export async function archiveRecord(ctx: WriteContext, objectType: ObjectType, row: ObjectRow): Promise<void> {
  const key = keyOf(row);
  await moveUniqueValues(ctx, objectType, key, parseProperties(row), {});
  deleteObject(ctx.db, "objects", key);
  noteArchived(ctx.db, key);
  insertArchivedObject(ctx.db, { ...row, archived_at: Math.max(ctx.now(), row.updated_at) });
  if (objectType.kind === "activity") await hidePins(ctx, key.objectId);
}
