import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties } from "../../model/record.ts";
import { listObjects, type ObjectKey } from "../../storage/objects.ts";
import { lockPortal } from "../../storage/portals.ts";
import { namesRecordId, type Reference, resolveReferences } from "../batch/find-references.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { removeDiscardedNow } from "../files/discarded-contents.ts";
import type { FileServices } from "../files/file-services.ts";
import { followMerge } from "../objects/find-record.ts";
import { holdRecord } from "../objects/hold-records.ts";
import { parseRecordId } from "../objects/record-id.ts";
import { keyOf } from "../objects/stored-record.ts";
import { hidePins } from "../pins/pins.ts";
import { checkText } from "../properties/text-rules.ts";
import { moveUniqueValues, uniqueKey } from "../properties/unique-keys.ts";
import { eraseTraces } from "../search/erase-traces.ts";
import { removeForGood } from "./remove-for-good.ts";

const recordsPerPage = 500;

/**
 * Removes a record for good, live or in the bin, with all that is known of it (contract 1.6). By a unique value, what
 * had that value when it went into the bin goes as well; so do files that nothing else attaches. Nothing to remove is a
 * success.
 * @throws Refusal 404 for text that cannot be an id, 400 for a property without unique values
 */
export async function eraseObject(
  ctx: Context,
  files: FileServices,
  objectType: ObjectType,
  reference: Reference,
): Promise<void> {
  checkText(reference.id, "The objectId");
  await transaction(ctx, async (ctx) => {
    await lockPortal(ctx.db, ctx.portal.portalId);
    const ids = namesRecordId(reference)
      ? [await idOf(ctx, objectType, reference.id)]
      : await idsWithValue(ctx, objectType, reference);
    for (const objectId of ids) {
      await eraseRecord(ctx, objectType, { portalId: ctx.portal.portalId, objectTypeId: objectType.id, objectId });
    }
  });
  await removeDiscardedNow(ctx, files);
  await eraseTraces(ctx, objectType.id);
}

/** A merged id stands for the record that has its values now. */
async function idOf(ctx: WriteContext, objectType: ObjectType, text: string): Promise<number> {
  const objectId = parseRecordId(text);
  const primary = await followMerge(ctx, { portalId: ctx.portal.portalId, objectTypeId: objectType.id, objectId });
  return primary?.objectId ?? objectId;
}

/** Unique values are free while their records lie in the bin, so those are looked through. */
async function idsWithValue(ctx: WriteContext, objectType: ObjectType, reference: Reference): Promise<number[]> {
  const holders = await resolveReferences(ctx, objectType, [reference]);
  const ids = holders.filter((id) => id !== undefined);
  const { portalId } = ctx.portal;
  const name = reference.idProperty as string;
  const definition = objectType.properties.get(name);
  const sought = uniqueKey(definition, reference.id);
  for (let fromId = 0; ; ) {
    const page = { portalId, objectTypeId: objectType.id, fromId, limit: recordsPerPage };
    const rows = await listObjects(ctx.db, "archived_objects", page);
    for (const row of rows) {
      const value = parseProperties(row)[name];
      if (value !== undefined && uniqueKey(definition, value) === sought) ids.push(row.object_id);
    }
    const last = rows.at(-1);
    if (!last || rows.length < recordsPerPage) return ids;
    fromId = last.object_id + 1;
  }
}

async function eraseRecord(ctx: WriteContext, objectType: ObjectType, key: ObjectKey): Promise<void> {
  const held = await holdRecord(ctx, key);
  if (!held) return;
  if (held.table === "objects") {
    await moveUniqueValues(ctx, objectType, keyOf(held.row), parseProperties(held.row), {});
    if (objectType.kind === "activity") await hidePins(ctx, key.objectId);
  }
  await removeForGood(ctx.db, held.table, key);
}
