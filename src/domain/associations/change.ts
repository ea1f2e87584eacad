import type { AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { deleteAssociation, listPairTypes } from "../../storage/associations.ts";
import { lockObject } from "../../storage/objects.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { parseRecordId, readRecordId } from "../objects/record-id.ts";
import { unpinAfterDissociation } from "../pins/pins.ts";
import { getTypeOfPair, inverseOf } from "./association-types.ts";
import { checkTargets, writeLinks } from "./links.ts";

/** Two records and the type of their link, as a path names them. */
export type PairReference = {
  readonly fromType: ObjectType;
  readonly fromReference: string;
  readonly toType: ObjectType;
  readonly toReference: string;
  /** `194` or `call_to_contact`. */
  readonly typeReference: string;
};

/**
 * Associates two live records, in both directions at once; repeating it is a success.
 * @throws Refusal 404 where the first is not live, 400 for the second and for a type of another pair or direction
 */
export function associate(ctx: Context, pair: PairReference): Promise<ObjectRow> {
  const type = getTypeOfPair(pair.fromType.id, pair.toType.id, pair.typeReference);
  const fromId = parseRecordId(pair.fromReference);
  const toId = readRecordId(pair.toReference);
  if (toId === undefined) throw refuse.invalidId(pair.toReference);
  return transaction(ctx, async (ctx) => {
    const from = await getLocked(ctx, pair.fromType, fromId);
    await checkTargets(ctx, fromId, [{ type, toId }]);
    await writeLinks(ctx, fromId, [{ type, toId }]);
    return from;
  });
}

/**
 * Takes one type of association away, in both directions; without its default type the pair is not associated at all
 * (contract 4.3), and a pin that rested on it is cleared. What is not associated stays so: a success.
 * @throws Refusal 404 where the first record is not live, 400 for a type of another pair or direction
 */
export async function dissociate(ctx: Context, pair: PairReference): Promise<void> {
  const type = getTypeOfPair(pair.fromType.id, pair.toType.id, pair.typeReference);
  const fromId = parseRecordId(pair.fromReference);
  const toId = readRecordId(pair.toReference);
  if (toId === undefined) throw refuse.invalidId(pair.toReference);
  await transaction(ctx, async (ctx) => {
    // Held, so that nobody pins one on the other while their association goes.
    const from = await getLocked(ctx, pair.fromType, fromId);
    const key = { portalId: ctx.portal.portalId, objectTypeId: pair.toType.id, objectId: toId };
    const to = await lockObject(ctx.db, "objects", key);
    const left = await removeType(ctx, type, fromId, toId);
    if (left > 0 || !to) return;
    await unpinAfterDissociation(ctx, from, toId);
    await unpinAfterDissociation(ctx, to, fromId);
  });
}

/** Removes a type, or all of them with the default; returns how many the pair still has. */
async function removeType(ctx: WriteContext, type: AssociationType, fromId: number, toId: number): Promise<number> {
  const { portalId } = ctx.portal;
  const there = { portalId, fromTypeId: type.fromTypeId, fromId, toTypeId: type.toTypeId };
  const back = { portalId, fromTypeId: type.toTypeId, fromId: toId, toTypeId: type.fromTypeId };
  const removed = type.isDefault ? await listPairTypes(ctx.db, there, toId) : [type.id];
  for (const id of removed) await deleteAssociation(ctx.db, there, toId, id);
  const inverses = type.isDefault ? await listPairTypes(ctx.db, back, fromId) : [inverseOf(type).id];
  for (const id of inverses) await deleteAssociation(ctx.db, back, fromId, id);
  return (await listPairTypes(ctx.db, there, toId)).length;
}

async function getLocked(ctx: WriteContext, objectType: ObjectType, objectId: number): Promise<ObjectRow> {
  const key = { portalId: ctx.portal.portalId, objectTypeId: objectType.id, objectId };
  const row = await lockObject(ctx.db, "objects", key);
  if (!row) throw refuse.recordNotFound();
  return row;
}
