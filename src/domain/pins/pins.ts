import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties } from "../../model/record.ts";
import { listPairTypes } from "../../storage/associations.ts";
import { findLiveIds, lockObject, type ObjectKey, type ObjectTable } from "../../storage/objects.ts";
import { deletePin, deletePinsOfRecord, listPinsOfEngagement, upsertPin } from "../../storage/pins.ts";
import type { ObjectRow, PinRow } from "../../storage/schema.ts";
import { calculatedSource, type WriteContext } from "../context.ts";
import { activityTypes, objectTypeOfId } from "../object-types/resolve.ts";
import { changeRecord } from "../objects/change-record.ts";
import type { PropertyChanges } from "../properties/parse-values.ts";

/** The property of a record that names the engagement shown at its top (contract 6.6; section 12, row 7). */
export const pinProperty = "hs_pinned_engagement_id";

/**
 * Keeps the pin of a written record in step with its value, after the record's own associations are in place.
 * @throws Refusal 400 where the engagement is not associated with the record, or is not live
 */
export async function applyPin(
  ctx: WriteContext,
  objectType: ObjectType,
  key: ObjectKey,
  changes: PropertyChanges,
): Promise<void> {
  const value = changes.get(pinProperty);
  if (value === undefined) return;
  // Also forgets what is hidden: the client has just said what it wants at the top.
  await deletePinsOfRecord(ctx.db, key);
  if (value === null) return;
  const engagementId = Number(value);
  if (!(await isAssociatedEngagement(ctx, key, engagementId))) {
    throw refuse.pinWithoutAssociation(objectType.singular, String(key.objectId), value);
  }
  await upsertPin(ctx.db, pinRow(key, engagementId, false));
}

/** Clears a record's pin of an engagement with which it shares no association any more. */
export async function unpinAfterDissociation(ctx: WriteContext, row: ObjectRow, engagementId: number): Promise<void> {
  const key = { portalId: row.portal_id, objectTypeId: row.object_type_id, objectId: row.object_id };
  if (parseProperties(row)[pinProperty] === String(engagementId)) {
    const cleared = new Map([[pinProperty, null]]);
    await changeRecord(ctx, objectTypeOfId(row.object_type_id), row, cleared, calculatedSource);
  }
  await deletePin(ctx.db, key, engagementId);
}

/** Hides the pins of an engagement that goes into the bin: they read as null until it comes back. */
export async function hidePins(ctx: WriteContext, engagementId: number): Promise<void> {
  for (const pin of await listPinsOfEngagement(ctx.db, ctx.portal.portalId, engagementId)) {
    if (pin.hidden === 1) continue;
    await changePin(ctx, pin, null);
    await upsertPin(ctx.db, { ...pin, hidden: 1 });
  }
}

/** Shows the pins of an engagement that came back, where it is still associated and nothing else was pinned. */
export async function showPins(ctx: WriteContext, engagementTypeId: string, engagementId: number): Promise<void> {
  for (const pin of await listPinsOfEngagement(ctx.db, ctx.portal.portalId, engagementId)) {
    const key = { portalId: pin.portal_id, objectTypeId: pin.object_type_id, objectId: pin.object_id };
    const side = { portalId: pin.portal_id, fromTypeId: pin.object_type_id, fromId: pin.object_id };
    const types = await listPairTypes(ctx.db, { ...side, toTypeId: engagementTypeId }, engagementId);
    if (types.length > 0 && (await changePin(ctx, pin, String(engagementId)))) {
      await upsertPin(ctx.db, { ...pin, hidden: 0 });
    } else {
      await deletePin(ctx.db, key, engagementId);
    }
  }
}

/** Sets or clears the value on the pinning record, live or in the bin; false where that cannot be. */
async function changePin(ctx: WriteContext, pin: PinRow, value: string | null): Promise<boolean> {
  const key = { portalId: pin.portal_id, objectTypeId: pin.object_type_id, objectId: pin.object_id };
  for (const table of ["objects", "archived_objects"] satisfies ObjectTable[]) {
    const row = await lockObject(ctx.db, table, key);
    if (!row) continue;
    const pinned = parseProperties(row)[pinProperty];
    if (value !== null && pinned !== undefined && pinned !== value) return false;
    const objectType = objectTypeOfId(pin.object_type_id);
    await changeRecord(ctx, objectType, row, new Map([[pinProperty, value]]), calculatedSource, table);
    return true;
  }
  return false;
}

async function isAssociatedEngagement(ctx: WriteContext, key: ObjectKey, engagementId: number): Promise<boolean> {
  for (const activity of activityTypes) {
    const side = { portalId: key.portalId, fromTypeId: key.objectTypeId, fromId: key.objectId };
    const types = await listPairTypes(ctx.db, { ...side, toTypeId: activity.id }, engagementId);
    if (types.length === 0) continue;
    return (await findLiveIds(ctx.db, key.portalId, activity.id, [engagementId])).has(engagementId);
  }
  return false;
}

function pinRow(key: ObjectKey, engagementId: number, hidden: boolean): PinRow {
  return {
    portal_id: key.portalId,
    engagement_id: engagementId,
    object_type_id: key.objectTypeId,
    object_id: key.objectId,
    hidden: hidden ? 1 : 0,
  };
}
