import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties, type StoredRecord } from "../../model/record.ts";
import { deleteObject, insertObject, lockObject } from "../../storage/objects.ts";
import type { ArchivedObjectRow, ObjectRow } from "../../storage/schema.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { holdOwnType } from "../custom-objects/hold-own-types.ts";
import { resolveRecordKey } from "../objects/find-record.ts";
import { keyOf, toStoredRecord } from "../objects/stored-record.ts";
import { showPins } from "../pins/pins.ts";
import { moveUniqueValues } from "../properties/unique-keys.ts";
import { noteWritten } from "../search/note-changes.ts";

/**
 * Brings a record back from the bin with its properties, history, pins, and associations to records that still exist
 * (section 12, row 8).
 * @throws Refusal 404 for an id that is not in the bin, 409 where a unique value was taken meanwhile
 */
export async function restoreObject(ctx: Context, objectType: ObjectType, reference: string): Promise<StoredRecord> {
  return transaction(ctx, async (ctx) => {
    await holdOwnType(ctx, objectType);
    const key = await resolveRecordKey(ctx, objectType, reference, undefined);
    const archived = await lockObject(ctx.db, "archived_objects", key);
    if (!archived) throw refuse.recordNotFound();
    return restoreRecord(ctx, objectType, archived);
  });
}

/**
 * Makes a record live again that the transaction holds in the bin; it holds the type as well, where that is a custom one.
 * @throws Refusal 409 where a unique value was taken meanwhile
 */
export async function restoreRecord(
  ctx: WriteContext,
  objectType: ObjectType,
  archived: ObjectRow & Partial<ArchivedObjectRow>,
): Promise<StoredRecord> {
  const { archived_at: _, ...row } = archived;
  const key = keyOf(row);
  await moveUniqueValues(ctx, objectType, key, {}, parseProperties(row));
  deleteObject(ctx.db, "archived_objects", key);
  insertObject(ctx.db, row);
  noteWritten(ctx.db, row);
  if (objectType.kind === "activity") await showPins(ctx, key.objectId);
  return toStoredRecord(row);
}
