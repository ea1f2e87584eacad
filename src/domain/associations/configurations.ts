import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import { Refusal, refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import {
  deleteAssociationLimits,
  listAssociationLimits,
  upsertAssociationLimit,
} from "../../storage/association-labels.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import type { EndTypes } from "./associate-pairs.ts";
import { getTypeBetween } from "./association-types.ts";

export type ConfigurationInput = {
  readonly category?: AssociationCategory;
  readonly typeId: number;
  readonly maxToObjectIds: number;
};

/** An association type and how many of it the portal allows a record. */
export type Configuration = { readonly type: AssociationType; readonly maxToObjectIds: number };

/** The types of a portal that have a limit, or those of one direction only (contract 4.6). */
export function listConfigurations({ portal }: Context, ends?: EndTypes): Configuration[] {
  const types = ends ? portal.associationTypes.between(ends.from.id, ends.to.id) : portal.associationTypes.all;
  return types.flatMap((type) =>
    type.maxToObjectIds === undefined ? [] : [{ type, maxToObjectIds: type.maxToObjectIds }],
  );
}

/**
 * Sets limits of types, in one transaction; those that are not valid are told apart from the others. What records have
 * already is not touched. The limit of a label is never above that of the default type.
 * @param mustExist whether only limits that are there already are changed
 */
export function setConfigurations(
  ctx: Context,
  ends: EndTypes,
  inputs: readonly ConfigurationInput[],
  mustExist: boolean,
): Promise<(Configuration | Refusal)[]> {
  return transaction(ctx, async (ctx) => {
    const maxima = await readMaxima(ctx);
    const outcomes: (Configuration | Refusal)[] = [];
    for (const input of inputs) outcomes.push(await setOne(ctx, ends, input, maxima, mustExist));
    return outcomes;
  });
}

/**
 * Takes the limits of types away; what has none stays so.
 * @throws Refusal 400 for types that the two object types do not have
 */
export async function purgeConfigurations(
  ctx: Context,
  { from, to }: EndTypes,
  inputs: readonly Pick<ConfigurationInput, "category" | "typeId">[],
): Promise<void> {
  const ids = inputs.map(({ typeId, category }) => getTypeBetween(ctx.portal, from.id, to.id, typeId, category).id);
  await transaction(ctx, async (ctx) => {
    await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
    if (ids.length > 0) await deleteAssociationLimits(ctx.db, ctx.portal.portalId, ids);
  });
}

async function readMaxima(ctx: WriteContext): Promise<Map<number, number>> {
  // First, so that two changes of a portal's limits wait for each other.
  await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
  const rows = await listAssociationLimits(ctx.db, ctx.portal.portalId);
  return new Map(rows.map((row) => [row.association_type_id, row.max_to_object_ids]));
}

async function setOne(
  ctx: WriteContext,
  { from, to }: EndTypes,
  { category, typeId, maxToObjectIds }: ConfigurationInput,
  maxima: Map<number, number>,
  mustExist: boolean,
): Promise<Configuration | Refusal> {
  let type: AssociationType;
  try {
    type = getTypeBetween(ctx.portal, from.id, to.id, typeId, category);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  if (mustExist && !maxima.has(type.id)) return refuse.thingNotFound("Association limit of type", String(type.id));
  const [lowest, highest] = allowedRange(ctx, type, maxima);
  if (maxToObjectIds < lowest || maxToObjectIds > highest) {
    return refuse.invalid(`maxToObjectIds of type ${type.id} must be ${lowest} to ${highest}`, {
      maxToObjectIds: [String(maxToObjectIds)],
    });
  }
  await upsertAssociationLimit(ctx.db, {
    portal_id: ctx.portal.portalId,
    association_type_id: type.id,
    max_to_object_ids: maxToObjectIds,
  });
  maxima.set(type.id, maxToObjectIds);
  return { type, maxToObjectIds };
}

function allowedRange(
  { portal }: Context,
  type: AssociationType,
  maxima: ReadonlyMap<number, number>,
): [number, number] {
  const siblings = portal.associationTypes.between(type.fromTypeId, type.toTypeId);
  const others = siblings.filter((other) => other.isDefault !== type.isDefault);
  const known = others.flatMap((other) => maxima.get(other.id) ?? []);
  return type.isDefault
    ? [Math.max(1, ...known), limits.associationsPerRecord]
    : [1, Math.min(limits.associationsPerRecord, ...known)];
}
