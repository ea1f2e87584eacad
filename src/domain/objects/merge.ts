import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyValues } from "../../model/property.ts";
import { parseProperties, type StoredRecord } from "../../model/record.ts";
import { copyAssociations } from "../../storage/associations.ts";
import { insertMerge } from "../../storage/merged-objects.ts";
import type { ObjectKey } from "../../storage/objects.ts";
import { lockPortal } from "../../storage/portals.ts";
import { dropExclusiveTypes } from "../associations/merge-exclusive.ts";
import { type Context, sourceOf, transaction, type WriteContext } from "../context.ts";
import { rulesOf } from "../object-types/rules.ts";
import { holdPinsOfRecord, moveEngagementPins, movePinsOfRecord } from "../pins/move-pins.ts";
import { pinProperty } from "../pins/pins.ts";
import { checkText } from "../properties/text-rules.ts";
import { moveUniqueValues } from "../properties/unique-keys.ts";
import { removeForGood } from "../recycle-bin/remove-for-good.ts";
import { changeRecord } from "./change-record.ts";
import { followMerge } from "./find-record.ts";
import { holdPair } from "./hold-records.ts";
import { parseRecordId } from "./record-id.ts";
import { toStoredRecord } from "./stored-record.ts";

/** Ids as a body names them. */
export type MergeInput = { readonly primaryId: string; readonly mergedId: string };

const mergedIdsProperty = "hs_merged_object_ids";

/**
 * Makes one record of two (contract 1.6): the primary keeps its id and values and takes what it lacks from the other,
 * with the other's associations and pins. The other is gone; its id leads to the primary from then on.
 * @throws Refusal 404 where one is not live, 400 where both are the same record
 */
export async function mergeObjects(ctx: Context, objectType: ObjectType, input: MergeInput): Promise<StoredRecord> {
  return transaction(ctx, async (ctx) => {
    await lockPortal(ctx.db, ctx.portal.portalId);
    const to = await resolve(ctx, objectType, input.primaryId, "The primaryObjectId");
    const from = await resolve(ctx, objectType, input.mergedId, "The objectIdToMerge");
    if (to.objectId === from.objectId) throw mergeWithItself(to.objectId);
    await holdPinsOfRecord(ctx, from);
    const [primary, merged] = await holdPair(ctx, to, from);
    if (primary?.table !== "objects" || merged?.table !== "objects") throw refuse.recordNotFound();

    const primaryValues = parseProperties(primary.row);
    const mergedValues = parseProperties(merged.row);
    await dropExclusiveTypes(ctx, from, to);
    await copyAssociations(ctx.db, from, to.objectId);
    const pinned = await movePinsOfRecord(ctx, from, to);
    if (objectType.kind === "activity") await moveEngagementPins(ctx, from.objectId, to.objectId);
    await moveUniqueValues(ctx, objectType, from, mergedValues, {});
    await insertMerge(ctx.db, from, to.objectId);

    const changes = mergeValues(objectType, primaryValues, mergedValues);
    if (pinned !== undefined) changes.set(pinProperty, pinned);
    const { row } = primary;
    const next = await changeRecord(ctx, objectType, row, changes, sourceOf(ctx), "objects", mergedValues);
    // Last, so that the files which the primary takes over are attached to it by now.
    await removeForGood(ctx.db, "objects", from);
    return toStoredRecord(next);
  });
}

async function resolve(ctx: WriteContext, objectType: ObjectType, text: string, place: string): Promise<ObjectKey> {
  checkText(text, place);
  const key = { portalId: ctx.portal.portalId, objectTypeId: objectType.id, objectId: parseRecordId(text) };
  return (await followMerge(ctx, key)) ?? key;
}

function mergeWithItself(id: number) {
  return refuse.invalid(`Record ${id} cannot be merged with itself`, { ids: [String(id)] });
}

function mergeValues(objectType: ObjectType, primary: PropertyValues, merged: PropertyValues): Map<string, string> {
  const changes = new Map<string, string>();
  for (const { name, readOnly, rule } of objectType.properties.values()) {
    const [own, value] = [primary[name], merged[name]];
    if (readOnly || value === undefined || name === pinProperty) continue;
    if (own === undefined) changes.set(name, value);
    // What either had attached stays attached: a merge loses no file.
    else if (rule === "file-ids") changes.set(name, [...new Set(`${own};${value}`.split(";"))].join(";"));
  }
  const ids = [primary[mergedIdsProperty], merged.hs_object_id, merged[mergedIdsProperty]];
  changes.set(mergedIdsProperty, ids.filter((id) => id !== undefined).join(";"));
  rulesOf(objectType).merge?.(changes, primary, merged);
  return changes;
}
