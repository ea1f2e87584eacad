import type { BatchOutcome } from "../../model/batch.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { RecordView } from "../../model/record.ts";
import { lockObjects } from "../../storage/objects.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { holdOwnType } from "../custom-objects/hold-own-types.ts";
import { readRecordId } from "../objects/record-id.ts";
import { holdPinnedOn } from "../pins/pins.ts";
import { checkText } from "../properties/text-rules.ts";
import { archiveRecord } from "../recycle-bin/archive.ts";
import { restoreRecord } from "../recycle-bin/restore.ts";
import { checkBatchSize } from "./batch-inputs.ts";
import { missingError } from "./missing.ts";

/**
 * Moves records into the bin; ids that are not live are passed over (contract 1.6).
 * @throws Refusal 400 for text that cannot be an id
 */
export async function archiveBatch(ctx: Context, objectType: ObjectType, ids: readonly string[]): Promise<void> {
  checkBatchSize(ids);
  for (const id of ids) checkText(id, "An id");
  const wrong = ids.find((id) => !/^\d+$/.test(id));
  if (wrong !== undefined) throw refuse.invalidId(wrong);
  await transaction(ctx, async (ctx) => {
    const rows = await lockObjects(ctx.db, "objects", keysOf(ctx, objectType, ids));
    await holdPinnedRecords(ctx, objectType, rows);
    for (const row of rows) await archiveRecord(ctx, objectType, row);
  });
}

/**
 * Brings records back from the bin, all or nothing; those that are not there are named in one error.
 * @throws Refusal 409 where a unique value was taken meanwhile (section 12, row 8)
 */
export async function restoreBatch(
  ctx: Context,
  objectType: ObjectType,
  ids: readonly string[],
): Promise<BatchOutcome> {
  checkBatchSize(ids);
  for (const id of ids) checkText(id, "An id");
  return transaction(ctx, async (ctx) => {
    await holdOwnType(ctx, objectType);
    const rows = await lockObjects(ctx.db, "archived_objects", keysOf(ctx, objectType, ids));
    await holdPinnedRecords(ctx, objectType, rows);
    const restored = new Map<string, RecordView>();
    for (const row of rows) restored.set(String(row.object_id), await restoreRecord(ctx, objectType, row));
    const records = [...new Set(ids.map(plain))].map((id) => restored.get(id)).filter((record) => record !== undefined);
    const missing = ids.filter((id) => !restored.has(plain(id))).map((id) => ({ id }));
    return {
      results: records.map((record) => ({ record, traceId: undefined })),
      errors: missingError(objectType, missing),
      ignored: [],
    };
  });
}

/** An id as a record's own is written. */
function plain(id: string): string {
  return String(readRecordId(id) ?? id);
}

function keysOf(ctx: Context, objectType: ObjectType, ids: readonly string[]) {
  const known = new Set(ids.map(readRecordId).filter((id) => id !== undefined));
  return { portalId: ctx.portal.portalId, objectTypeId: objectType.id, objectIds: [...known] };
}

async function holdPinnedRecords(ctx: WriteContext, objectType: ObjectType, rows: readonly { object_id: number }[]) {
  if (objectType.kind !== "activity") return;
  await holdPinnedOn(
    ctx,
    rows.map((row) => row.object_id),
  );
}
