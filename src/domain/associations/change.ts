import type { AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { deleteAssociation, listPairTypes } from "../../storage/associations.ts";
import { findLiveIds, type ObjectKey } from "../../storage/objects.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { holdPair, holdsBefore } from "../objects/hold-records.ts";
import { parseRecordId, readRecordId } from "../objects/record-id.ts";
import { unpinAfterDissociation } from "../pins/pins.ts";
import { getTypeOfPair } from "./association-types.ts";
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
export async function associate(ctx: Context, pair: PairReference): Promise<void> {
  const { type, from, to } = readPair(ctx, pair);
  const links = [{ type, toId: to.objectId }];
  await transaction(ctx, async (ctx) => {
    if (holdsBefore(ctx.portal, to, from)) await isLive(ctx, to);
    if (!(await isLive(ctx, from))) throw refuse.recordNotFound();
    await checkTargets(ctx, from.objectId, links);
    await writeLinks(ctx, from.objectId, links);
  });
}

/**
 * Takes one type of association away, in both directions; without its default type the pair is not associated at all
 * (contract 4.3), and a pin that rested on it is cleared. What is not associated stays so: a success.
 * @throws Refusal 404 where the first record is not live, 400 for a type of another pair or direction
 */
export async function dissociate(ctx: Context, pair: PairReference): Promise<void> {
  const { type, from, to } = readPair(ctx, pair);
  await transaction(ctx, async (ctx) => {
    // Held, so that nobody pins one on the other while their association goes.
    const [fromRecord, toRecord] = await holdPair(ctx, from, to);
    if (fromRecord?.table !== "objects") throw refuse.recordNotFound();
    const left = await removeType(ctx, type, from.objectId, to.objectId);
    if (left > 0) return;
    await unpinAfterDissociation(ctx, fromRecord, to.objectId);
    if (toRecord) await unpinAfterDissociation(ctx, toRecord, from.objectId);
  });
}

function readPair({ portal }: Context, pair: PairReference) {
  const { portalId } = portal;
  const type = getTypeOfPair(portal, pair.fromType.id, pair.toType.id, pair.typeReference);
  const from: ObjectKey = { portalId, objectTypeId: pair.fromType.id, objectId: parseRecordId(pair.fromReference) };
  const toId = readRecordId(pair.toReference);
  if (toId === undefined) throw refuse.invalidId(pair.toReference);
  const to: ObjectKey = { portalId, objectTypeId: pair.toType.id, objectId: toId };
  return { type, from, to };
}

/** Removes a type, or all of them with the default; returns how many the pair still has. */
async function removeType(ctx: WriteContext, type: AssociationType, fromId: number, toId: number): Promise<number> {
  const { portalId } = ctx.portal;
  const there = { portalId, fromTypeId: type.fromTypeId, fromId, toTypeId: type.toTypeId };
  const back = { portalId, fromTypeId: type.toTypeId, fromId: toId, toTypeId: type.fromTypeId };
  const removed = type.isDefault ? await listPairTypes(ctx.db, there, toId) : [type.id];
  for (const id of removed) await deleteAssociation(ctx.db, there, toId, id);
  const inverses = type.isDefault
    ? await listPairTypes(ctx.db, back, fromId)
    : [ctx.portal.associationTypes.inverseOf(type).id];
  for (const id of inverses) await deleteAssociation(ctx.db, back, fromId, id);
  return (await listPairTypes(ctx.db, there, toId)).length;
}

/** Whether a record is live; if so it is held, so that nobody archives it meanwhile. */
async function isLive({ db }: WriteContext, { portalId, objectTypeId, objectId }: ObjectKey): Promise<boolean> {
  return (await findLiveIds(db, portalId, objectTypeId, [objectId])).has(objectId);
}
