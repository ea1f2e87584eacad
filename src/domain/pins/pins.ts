import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties } from "../../model/record.ts";
import { listPairTypes } from "../../storage/associations.ts";
import { findLiveIds, findObject, type ObjectKey } from "../../storage/objects.ts";
import {
  deletePin,
  deletePinsOfRecord,
  findPin,
  listPinsOfEngagement,
  listPinsOfEngagements,
  upsertPin,
} from "../../storage/pins.ts";
import { calculatedSource, type WriteContext } from "../context.ts";
import { objectTypeOfId } from "../object-types/resolve.ts";
import { changeRecord } from "../objects/change-record.ts";
import { type HeldRecord, holdRecord } from "../objects/hold-records.ts";
import { readRecordId } from "../objects/record-id.ts";
import { keyOf } from "../objects/stored-record.ts";
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
  const engagementId = readRecordId(value);
  const obstacle = engagementId === undefined ? "unknown" : await obstacleToPin(ctx, key, engagementId);
  if (engagementId === undefined || obstacle !== undefined) {
    throw refuse.cannotPin(objectType.singular, String(key.objectId), value, obstacle ?? "unknown");
  }
  const row = { portal_id: key.portalId, object_type_id: key.objectTypeId, object_id: key.objectId };
  await upsertPin(ctx.db, { ...row, engagement_id: engagementId, hidden: 0 });
}

/**
 * Holds the engagements that writes will pin, before they take hold of their records: everybody takes them in this
 * order.
 */
export async function holdPinned(
  ctx: WriteContext,
  inputs: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const ids = new Set(inputs.map((properties) => readRecordId(properties[pinProperty])));
  const engagementIds = [...ids].filter((id) => id !== undefined).sort((one, other) => one - other);
  for (const activity of ctx.portal.objectTypes.activities)
    await findLiveIds(ctx.db, ctx.portal.portalId, activity.id, engagementIds);
}

/** Holds the records on which engagements are pinned, before several of them are hidden or shown one by one. */
export async function holdPinnedOn(ctx: WriteContext, engagementIds: readonly number[]): Promise<void> {
  for (const pin of await listPinsOfEngagements(ctx.db, ctx.portal.portalId, engagementIds)) {
    await holdRecord(ctx, keyOf(pin));
  }
}

/** Clears a record's pin of an engagement with which it shares no association any more. */
export async function unpinAfterDissociation(ctx: WriteContext, held: HeldRecord, engagementId: number): Promise<void> {
  if (pinOf(held) === String(engagementId)) await setPinValue(ctx, held, null);
  await deletePin(ctx.db, keyOf(held.row), engagementId);
}

/** Hides the pins of an engagement that goes into the bin: they read as null until it comes back. */
export async function hidePins(ctx: WriteContext, engagementId: number): Promise<void> {
  for await (const { pin, record } of holdPins(ctx, engagementId)) {
    if (pin.hidden === 1) continue;
    await setPinValue(ctx, record, null);
    await upsertPin(ctx.db, { ...pin, hidden: 1 });
  }
}

/**
 * Shows the pins of an engagement that came back. They are still due: a record that pins something else meanwhile, or
 * loses the association, forgets what is hidden.
 */
export async function showPins(ctx: WriteContext, engagementId: number): Promise<void> {
  for await (const { pin, record } of holdPins(ctx, engagementId)) {
    await setPinValue(ctx, record, String(engagementId));
    await upsertPin(ctx.db, { ...pin, hidden: 0 });
  }
}

/** Each pin of an engagement with its record held, as it is by then: another write may have changed it before. */
export async function* holdPins(ctx: WriteContext, engagementId: number) {
  for (const listed of await listPinsOfEngagement(ctx.db, ctx.portal.portalId, engagementId)) {
    const record = await holdRecord(ctx, keyOf(listed));
    const pin = await findPin(ctx.db, keyOf(listed), engagementId);
    if (pin && record) yield { pin, record };
  }
}

function pinOf({ row }: HeldRecord): string | undefined {
  return parseProperties(row)[pinProperty];
}

/** Writes what a record shows at its top, as following from something else. */
export async function setPinValue(ctx: WriteContext, { table, row }: HeldRecord, value: string | null): Promise<void> {
  const objectType = objectTypeOfId(ctx.portal, row.object_type_id);
  await changeRecord(ctx, objectType, row, new Map([[pinProperty, value]]), calculatedSource, table);
}

async function obstacleToPin(ctx: WriteContext, key: ObjectKey, engagementId: number) {
  const { portalId } = key;
  for (const activity of ctx.portal.objectTypes.activities) {
    const side = { portalId, fromTypeId: key.objectTypeId, fromId: key.objectId, toTypeId: activity.id };
    const types = await listPairTypes(ctx.db, side, engagementId);
    if (types.length > 0 && (await findLiveIds(ctx.db, portalId, activity.id, [engagementId])).has(engagementId)) {
      return undefined;
    }
  }
  return whyNotAssociated(ctx, engagementId);
}

/** Looked into only where a pin is refused, so that its client is told what helps. */
async function whyNotAssociated({ db, portal }: WriteContext, engagementId: number) {
  const { portalId } = portal;
  for (const { id: objectTypeId } of portal.objectTypes.activities) {
    if (await findObject(db, "objects", { portalId, objectTypeId, objectId: engagementId })) return "unassociated";
    if (await findObject(db, "archived_objects", { portalId, objectTypeId, objectId: engagementId })) return "archived";
  }
  return "unknown";
}
