import type { ObjectType } from "../../model/object-type.ts";
import { listLinks } from "../../storage/engagements.ts";
import { associateByDefault, dissociateWholly, type PairReference } from "../associations/change.ts";
import type { Context, WriteContext } from "../context.ts";
import { objectTypeOfId } from "../object-types/resolve.ts";
import { compareHoldOrder } from "../objects/hold-records.ts";
import { getEngagementRow } from "./engagement.ts";

/**
 * Associates an engagement that the transaction holds with what the lists name; with `replace`, also takes away what a
 * given list does not name.
 */
export async function changeLinks(
  ctx: WriteContext,
  objectType: ObjectType,
  id: number,
  lists: ReadonlyMap<string, readonly number[]>,
  mode: "add" | "replace",
): Promise<void> {
  const toTypeIds = [...lists.keys()].sort((one, other) => compareHoldOrder(ctx.portal, one, other));
  if (toTypeIds.length === 0) return;
  const from = { portalId: ctx.portal.portalId, typeIds: [objectType.id] };
  const links = await listLinks(ctx.db, from, [id], toTypeIds);
  for (const toTypeId of toTypeIds) {
    const toType = objectTypeOfId(ctx.portal, toTypeId);
    const present = new Set(links.filter((link) => link.to_type_id === toTypeId).map((link) => link.to_id));
    const wanted = new Set(lists.get(toTypeId));
    const dropped = mode === "replace" ? [...present].filter((toId) => !wanted.has(toId)) : [];
    const missing = [...wanted].filter((toId) => !present.has(toId));
    for (const toId of [...dropped, ...missing].sort((one, other) => one - other)) {
      const pair = { fromType: objectType, fromReference: String(id), toType, toReference: String(toId) };
      if (wanted.has(toId)) await associateByDefault(ctx, pair);
      else await dissociateWholly(ctx, pair);
    }
  }
}

/** @throws Refusal 404 where the engagement is not there, 400 for the record */
export async function associateEngagement(
  ctx: Context,
  reference: string,
  toType: ObjectType,
  toReference: string,
): Promise<void> {
  await associateByDefault(ctx, await readPair(ctx, reference, toType, toReference));
}

/** Takes every association between them away; a pin that rested on it is cleared. */
export async function dissociateEngagement(
  ctx: Context,
  reference: string,
  toType: ObjectType,
  toReference: string,
): Promise<void> {
  await dissociateWholly(ctx, await readPair(ctx, reference, toType, toReference));
}

async function readPair(
  ctx: Context,
  reference: string,
  toType: ObjectType,
  toReference: string,
): Promise<PairReference> {
  const row = await getEngagementRow(ctx, reference);
  const fromType = objectTypeOfId(ctx.portal, row.object_type_id);
  return { fromType, fromReference: String(row.object_id), toType, toReference };
}
