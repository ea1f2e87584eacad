import { deletePairTypes, listHolders } from "../../storage/association-pairs.ts";
import type { ObjectKey } from "../../storage/objects.ts";
import type { WriteContext } from "../context.ts";

/**
 * Takes from a record that is about to be merged what the other has already and can have only once: the primary
 * company of two merged contacts is that of the one that stays.
 */
export async function dropExclusiveTypes(ctx: WriteContext, from: ObjectKey, to: ObjectKey): Promise<void> {
  const { portalId, associationTypes } = ctx.portal;
  for (const type of associationTypes.all) {
    if (!type.isExclusive || type.fromTypeId !== from.objectTypeId) continue;
    const there = { portalId, fromTypeId: type.fromTypeId, toTypeId: type.toTypeId };
    const back = { portalId, fromTypeId: type.toTypeId, toTypeId: type.fromTypeId };
    const holders = await listHolders(ctx.db, there, [from.objectId, to.objectId], type.id);
    if (!holders.some(({ fromId }) => fromId === to.objectId)) continue;
    const dropped = holders.filter(({ fromId }) => fromId === from.objectId);
    await deletePairTypes(
      ctx.db,
      there,
      dropped.map((pair) => ({ ...pair, associationTypeId: type.id })),
    );
    await deletePairTypes(
      ctx.db,
      back,
      dropped.map(({ fromId, toId }) => ({ fromId: toId, toId: fromId, associationTypeId: type.inverseId })),
    );
  }
}
