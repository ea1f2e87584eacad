import type { AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { listLinks } from "../../storage/engagements.ts";
import { associate, dissociate } from "../associations/change.ts";
import type { Context, WriteContext } from "../context.ts";
import { objectTypeOfId } from "../object-types/resolve.ts";
import { compareHoldOrder } from "../objects/hold-records.ts";
import { getEngagementRow } from "./engagement.ts";

/** @throws Refusal 400 where records of these types cannot be associated */
export function defaultTypeBetween({ portal }: Context, from: ObjectType, to: ObjectType): AssociationType {
  const type = portal.associationTypes.defaultBetween(from.id, to.id);
  if (!type) throw refuse.unknownAssociationType(`${from.singular}_to_${to.singular}`);
  return type;
}

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
    const pairWith = (toId: number) => pairOf(ctx, objectType, id, toType, String(toId));
    for (const toId of [...dropped, ...missing].sort((one, other) => one - other)) {
      if (wanted.has(toId)) await associate(ctx, pairWith(toId));
      else await dissociate(ctx, pairWith(toId));
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
  await associate(ctx, await pairOfReference(ctx, reference, toType, toReference));
}

/** Takes every association between them away; a pin that rested on it is cleared. */
export async function dissociateEngagement(
  ctx: Context,
  reference: string,
  toType: ObjectType,
  toReference: string,
): Promise<void> {
  await dissociate(ctx, await pairOfReference(ctx, reference, toType, toReference));
}

async function pairOfReference(ctx: Context, reference: string, toType: ObjectType, toReference: string) {
  const row = await getEngagementRow(ctx, reference);
  const objectType = objectTypeOfId(ctx.portal, row.object_type_id);
  return pairOf(ctx, objectType, row.object_id, toType, toReference);
}

function pairOf(ctx: Context, fromType: ObjectType, fromId: number, toType: ObjectType, toReference: string) {
  const typeReference = String(defaultTypeBetween(ctx, fromType, toType).id);
  return { fromType, fromReference: String(fromId), toType, toReference, typeReference };
}
