import type { AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Owner } from "../../model/portal.ts";
import { countLiveAssociations } from "../../storage/association-pairs.ts";
import type { Context } from "../context.ts";
import { getObjectType } from "../object-types/resolve.ts";
import type { EndTypes } from "./associate-pairs.ts";

/** The labels that a portal has made between two object types, in one direction. */
export type LabelUsage = EndTypes & { readonly labels: readonly string[]; readonly limit: number };

/** A record and how many associations of one type it has. */
export type RecordUsage = { readonly id: number; readonly usage: number };

export type PairUsage = {
  readonly limit: number;
  /** Those that have as many as they may. */
  readonly full: readonly RecordUsage[];
  /** Those that have 80 percent of it or more. */
  readonly near: readonly RecordUsage[];
};

export type TypeUsage = { readonly type: ObjectType; readonly hasFull: boolean; readonly hasNear: boolean };

/** How full a record must be to be told of (contract 4.3). */
const nearShare = 0.8;

/**
 * How many labels each pair of object types has, of those pairs that have any; `from` and `to` narrow them down.
 * @throws Refusal 400 where they are no object types
 */
export function listLabelUsage({ portal }: Context, fromFilter?: string, toFilter?: string): LabelUsage[] {
  const fromOnly = fromFilter === undefined ? undefined : getObjectType(portal, fromFilter);
  const toOnly = toFilter === undefined ? undefined : getObjectType(portal, toFilter);
  const own = portal.associationTypes.all.filter((type) => type.category === "USER_DEFINED");
  const pairs = Map.groupBy(own, (type) => `${type.fromTypeId} ${type.toTypeId}`);
  return [...pairs.values()].flatMap((types) => {
    const from = portal.objectTypes.find(types[0]?.fromTypeId ?? "");
    const to = portal.objectTypes.find(types[0]?.toTypeId ?? "");
    if (!from || !to || (fromOnly && from !== fromOnly) || (toOnly && to !== toOnly)) return [];
    return [{ from, to, labels: types.map((type) => type.label ?? type.name), limit: limits.associationLabelsPerPair }];
  });
}

/** The object types whose records are near or at a limit that the portal set, towards any other type. */
export async function listTypesNearLimits(ctx: Context): Promise<TypeUsage[]> {
  return usageBy(ctx, limitedTypes(ctx), (type) => type.fromTypeId);
}

/** The object types towards which records of one type are near or at a limit. */
export async function listTargetsNearLimits(ctx: Context, from: ObjectType): Promise<TypeUsage[]> {
  const types = limitedTypes(ctx).filter((type) => type.fromTypeId === from.id);
  return usageBy(ctx, types, (type) => type.toTypeId);
}

/** The records of one type that are near or at the limit of their associations to another. */
export function getPairUsage(ctx: Context, { from, to }: EndTypes): Promise<PairUsage> {
  return usageOf(ctx, ctx.portal.associationTypes.defaultBetween(from.id, to.id));
}

/**
 * The user that a report of high usage is for.
 * @throws Refusal 400 for what is no id, 404 where the portal has no such user
 */
export function getReportUser({ portal }: Context, reference: string): Owner {
  if (!/^\d{1,10}$/.test(reference)) throw refuse.parameter("path", "userId");
  const owner = [...portal.owners.values()].find(({ userId }) => userId === Number(reference));
  if (!owner) throw refuse.thingNotFound("User", reference);
  return owner;
}

function limitedTypes({ portal }: Context): AssociationType[] {
  return portal.associationTypes.all.filter((type) => type.isDefault && type.maxToObjectIds !== undefined);
}

async function usageBy(
  ctx: Context,
  types: readonly AssociationType[],
  endOf: (type: AssociationType) => string,
): Promise<TypeUsage[]> {
  const usages = new Map<string, { hasFull: boolean; hasNear: boolean }>();
  for (const type of types) {
    const { full, near } = await usageOf(ctx, type);
    const before = usages.get(endOf(type));
    usages.set(endOf(type), {
      hasFull: full.length > 0 || before?.hasFull === true,
      hasNear: near.length > 0 || before?.hasNear === true,
    });
  }
  return [...usages].flatMap(([typeId, usage]) => {
    const type = ctx.portal.objectTypes.find(typeId);
    return type && (usage.hasFull || usage.hasNear) ? [{ type, ...usage }] : [];
  });
}

/** Only where the portal set a limit can a record be near it: there is no other. */
async function usageOf(ctx: Context, type: AssociationType | undefined): Promise<PairUsage> {
  const limit = type?.maxToObjectIds;
  if (!type || limit === undefined) return { limit: limits.associationsPerRecord, full: [], near: [] };
  const direction = { portalId: ctx.portal.portalId, fromTypeId: type.fromTypeId, toTypeId: type.toTypeId };
  const atLeast = Math.ceil(limit * nearShare);
  const counted = await countLiveAssociations(ctx.db, direction, undefined, type.id, atLeast);
  const records = counted.map(({ fromId, count }) => ({ id: fromId, usage: count }));
  return {
    limit,
    full: records.filter(({ usage }) => usage >= limit),
    near: records.filter(({ usage }) => usage < limit),
  };
}
