import type { AssociationType } from "../../model/association-type.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { deletePairs, deletePairTypes, type PairIds } from "../../storage/association-pairs.ts";
import { listPinsOfEngagements } from "../../storage/pins.ts";
import type { WriteContext } from "../context.ts";
import { holdRecord, holdRecordIds } from "../objects/hold-records.ts";
import { keyOf } from "../objects/stored-record.ts";
import { unpinAfterDissociation } from "../pins/pins.ts";
import type { EndTypes } from "./associate-pairs.ts";

/** What to take from a pair: some of its types, from the first record's side, or everything. */
export type PairRemoval = PairIds & { readonly types: readonly AssociationType[] | "all" };

/**
 * Takes associations away, in both directions. Without its default type a pair is not associated at all (contract 4.3),
 * and a pin that rested on it is cleared. What is not associated stays so; pairs whose first record is not live are
 * left alone.
 * @returns the ids of first records that are not live
 */
export async function dissociatePairs(
  ctx: WriteContext,
  { from, to }: EndTypes,
  removals: readonly PairRemoval[],
): Promise<Set<number>> {
  const { portalId } = ctx.portal;
  // Held, so that nobody pins one on the other while their association goes.
  const held = await holdRecordIds(ctx, [
    { objectTypeId: from.id, ids: removals.map(({ fromId }) => fromId), strength: "update" },
    { objectTypeId: to.id, ids: removals.map(({ toId }) => toId), strength: "update" },
  ]);
  const isLive = ({ fromId }: PairIds) => held.get(from.id)?.get(fromId) === "objects";
  const isWhole = ({ types }: PairRemoval) => types === "all" || types.some((type) => type.isDefault);
  const here = removals.filter(isLive);

  const there = { portalId, fromTypeId: from.id, toTypeId: to.id };
  const back = { portalId, fromTypeId: to.id, toTypeId: from.id };
  const whole = here.filter(isWhole);
  await deletePairs(ctx.db, there, whole);
  await deletePairs(ctx.db, back, whole.map(swap));
  const single = here.filter((removal) => !isWhole(removal)).flatMap(typesOf);
  await deletePairTypes(
    ctx.db,
    there,
    single.map(({ type, ...pair }) => ({ ...pair, associationTypeId: type.id })),
  );
  await deletePairTypes(
    ctx.db,
    back,
    single.map(({ type, ...pair }) => ({ ...swap(pair), associationTypeId: type.inverseId })),
  );
  await unpin(ctx, from, whole);
  await unpin(ctx, to, whole.map(swap));
  return new Set(removals.filter((removal) => !isLive(removal)).map(({ fromId }) => fromId));
}

function swap({ fromId, toId }: PairIds): PairIds {
  return { fromId: toId, toId: fromId };
}

function typesOf({ fromId, toId, types }: PairRemoval) {
  return types === "all" ? [] : types.map((type) => ({ fromId, toId, type }));
}

/** Clears the pins of engagements on records with which they share no association any more. */
async function unpin(ctx: WriteContext, engagementType: ObjectType, pairs: readonly PairIds[]): Promise<void> {
  if (engagementType.kind !== "activity" || pairs.length === 0) return;
  const gone = new Set(pairs.map(({ fromId, toId }) => `${fromId}-${toId}`));
  const engagementIds = [...new Set(pairs.map(({ fromId }) => fromId))];
  for (const pin of await listPinsOfEngagements(ctx.db, ctx.portal.portalId, engagementIds)) {
    if (!gone.has(`${pin.engagement_id}-${pin.object_id}`)) continue;
    const record = await holdRecord(ctx, keyOf(pin));
    if (record) await unpinAfterDissociation(ctx, record, pin.engagement_id);
  }
}
