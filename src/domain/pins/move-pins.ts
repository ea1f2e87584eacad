import type { ObjectKey } from "../../storage/objects.ts";
import { deletePin, listPinsOfRecord, upsertPin } from "../../storage/pins.ts";
import type { WriteContext } from "../context.ts";
import { holdRecord } from "../objects/hold-records.ts";
import { keyOf } from "../objects/stored-record.ts";
import { holdPins, setPinValue } from "./pins.ts";

/** Holds the engagements that a record shows or hides at its top, before the record is held itself. */
export async function holdPinsOfRecord(ctx: WriteContext, record: ObjectKey): Promise<void> {
  for (const { portal_id: portalId, engagement_id: objectId } of await listPinsOfRecord(ctx.db, record)) {
    for (const { id: objectTypeId } of ctx.portal.objectTypes.activities) {
      if (await holdRecord(ctx, { portalId, objectTypeId, objectId })) break;
    }
  }
}

/**
 * Gives the pins of a record to one that has none, both of them held.
 * @returns the value that the other's pin property has from now on, where that is a new one
 */
export async function movePinsOfRecord(ctx: WriteContext, from: ObjectKey, to: ObjectKey): Promise<string | undefined> {
  if ((await listPinsOfRecord(ctx.db, to)).length > 0) return undefined;
  const pins = await listPinsOfRecord(ctx.db, from);
  for (const pin of pins) await upsertPin(ctx.db, { ...pin, object_id: to.objectId });
  return pins.find((pin) => pin.hidden === 0)?.engagement_id.toString();
}

/** Pins another engagement wherever this one is pinned, both of them held and live. */
export async function moveEngagementPins(ctx: WriteContext, fromId: number, toId: number): Promise<void> {
  for await (const { pin, record } of holdPins(ctx, fromId)) {
    await setPinValue(ctx, record, String(toId));
    await upsertPin(ctx.db, { ...pin, engagement_id: toId });
    await deletePin(ctx.db, keyOf(pin), fromId);
  }
}
