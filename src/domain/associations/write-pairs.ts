import type { AssociationType } from "../../model/association-type.ts";
import type { Refusal } from "../../model/errors.ts";
import { type Direction, deletePairTypes, listTypesOfPairs, type PairType } from "../../storage/association-pairs.ts";
import { insertAssociations } from "../../storage/associations.ts";
import type { AssociationRow } from "../../storage/schema.ts";
import type { WriteContext } from "../context.ts";
import { holdOwnAssociationTypes } from "../custom-objects/hold-own-types.ts";
import { withDefault } from "./association-types.ts";
import { type Ends, type PairLink, type PairPlan, pairPlan } from "./pair-plan.ts";
import { type Restrictions, readRestrictions } from "./restrictions.ts";

/** Two live records that are held, and the types that their association is to have, from the first one's side. */
export type PairWrite = {
  readonly fromId: number;
  readonly toId: number;
  readonly types: readonly AssociationType[];
};

/** Whether the types of a pair that a write does not name stay, or go (contract 4.3). */
export type WriteMode = "add" | "replace";

/**
 * Writes many associations between two object types, in both directions, each label with the default that it implies.
 * What one request names several times for a pair counts together.
 * @returns which writes the portal's limits refuse; of these nothing is written
 */
export async function writePairs(
  ctx: WriteContext,
  ends: Ends,
  writes: readonly PairWrite[],
  mode: WriteMode,
): Promise<Map<PairWrite, Refusal>> {
  await holdOwnAssociationTypes(
    ctx,
    writes.flatMap(({ types }) => withDefault(ctx.portal, types)),
  );
  const plan = pairPlan(ctx.portal, ends);
  const direction = { portalId: ctx.portal.portalId, ...ends };
  const asked = writes.map((write) => ({ write, ...plan.orient(write, withDefault(ctx.portal, write.types)) }));
  const pairs = [...new Map(asked.map(({ pair }) => [plan.keyOf(pair), pair])).values()];
  plan.load(await listTypesOfPairs(ctx.db, direction, pairs));
  const restrictions = await readRestrictions(ctx, plan, asked);

  const problems = new Map<PairWrite, Refusal>();
  for (const { write, pair, types } of asked) {
    const problem = applyWrite(plan, restrictions, plan.linkOf(pair), types, mode);
    if (problem) problems.set(write, problem);
  }
  await store(ctx, direction, plan);
  return problems;
}

function applyWrite(
  plan: PairPlan,
  restrictions: Restrictions,
  link: PairLink,
  types: readonly AssociationType[],
  mode: WriteMode,
): Refusal | undefined {
  const added = types.filter((type) => !link.has.has(type.id));
  const problem = restrictions.check(link, added);
  if (problem) return problem;
  if (mode === "replace" && !link.isReplaced) {
    const kept = new Set(types.map((type) => type.id));
    for (const type of plan.typesOf(link)) if (!kept.has(type.id)) restrictions.remove(link, type);
    link.isReplaced = true;
  }
  for (const type of added) restrictions.add(link, type);
  return undefined;
}

/** Writes what has changed, in both directions. */
async function store(ctx: WriteContext, there: Direction, plan: PairPlan): Promise<void> {
  const { portalId, fromTypeId, toTypeId } = there;
  const back: Direction = { portalId, fromTypeId: toTypeId, toTypeId: fromTypeId };
  const created_at = ctx.now();
  const row = (direction: Direction, { fromId, toId, associationTypeId }: PairType): AssociationRow => ({
    portal_id: portalId,
    from_type_id: direction.fromTypeId,
    from_id: fromId,
    to_type_id: direction.toTypeId,
    to_id: toId,
    association_type_id: associationTypeId,
    created_at,
  });
  const { added, removed } = plan.changes();
  await deletePairTypes(ctx.db, there, removed);
  await deletePairTypes(ctx.db, back, removed.map(plan.invert));
  const rows = added.flatMap((type) => [row(there, type), row(back, plan.invert(type))]);
  await insertAssociations(ctx.db, rows);
}
