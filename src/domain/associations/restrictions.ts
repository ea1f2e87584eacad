import { refuseAssociation } from "../../model/association-errors.ts";
import type { AssociationType } from "../../model/association-type.ts";
import type { Refusal } from "../../model/errors.ts";
import { countLiveAssociations, listHolders, type PairIds } from "../../storage/association-pairs.ts";
import type { WriteContext } from "../context.ts";
import { objectTypeOfId } from "../object-types/resolve.ts";
import type { PairLink, PairPlan } from "./pair-plan.ts";

export type Restrictions = Awaited<ReturnType<typeof readRestrictions>>;

/** One end of a link: the record, the type as seen from it, and the record at the other end. */
type End = { readonly id: number; readonly type: AssociationType; readonly otherId: number };

type Asked = { readonly pair: PairIds; readonly types: readonly AssociationType[] };

/**
 * Keeps count while a write is worked out: of what the portal's limits allow a record (contract 4.6), and of the types
 * that a record has at most once. The records are held, so that the counts stay true until the end.
 */
export async function readRestrictions(ctx: WriteContext, plan: PairPlan, asked: readonly Asked[]) {
  const { associationTypes, portalId } = ctx.portal;
  const counts = new Map<string, number>();
  const holders = new Map<string, Set<number>>();
  const keyOf = (id: number, type: AssociationType) => `${id}-${type.id}`;
  const endsOf = (link: PairIds, type: AssociationType): End[] => [
    { id: link.fromId, type, otherId: link.toId },
    { id: link.toId, type: associationTypes.inverseOf(type), otherId: link.fromId },
  ];

  await readCounts();
  await readHolders();

  async function readCounts(): Promise<void> {
    const { fromTypeId, toTypeId } = plan.ends;
    const types = new Set([
      ...associationTypes.between(fromTypeId, toTypeId),
      ...associationTypes.between(toTypeId, fromTypeId),
    ]);
    for (const type of types) {
      if (type.maxToObjectIds === undefined) continue;
      const ids = new Set<number>();
      for (const { pair } of asked) {
        if (type.fromTypeId === fromTypeId) ids.add(pair.fromId);
        if (type.fromTypeId === toTypeId) ids.add(pair.toId);
      }
      const direction = { portalId, fromTypeId: type.fromTypeId, toTypeId: type.toTypeId };
      for (const { fromId, count } of await countLiveAssociations(ctx.db, direction, [...ids], type.id)) {
        counts.set(keyOf(fromId, type), count);
      }
    }
  }

  async function readHolders(): Promise<void> {
    const wanted = asked.flatMap(({ pair, types }) => types.flatMap((type) => endsOf(pair, type)));
    const exclusive = wanted.filter(({ type }) => type.isExclusive);
    for (const [type, ends] of Map.groupBy(exclusive, (end) => end.type)) {
      const direction = { portalId, fromTypeId: type.fromTypeId, toTypeId: type.toTypeId };
      const ids = [...new Set(ends.map(({ id }) => id))];
      for (const { fromId, toId } of await listHolders(ctx.db, direction, ids, type.id)) {
        holdersOf(fromId, type).add(toId);
        // Enough of that pair to take the type from it.
        const pair = type.fromTypeId === plan.ends.fromTypeId ? { fromId, toId } : { fromId: toId, toId: fromId };
        const associationTypeId = type.fromTypeId === plan.ends.fromTypeId ? type.id : type.inverseId;
        plan.load([{ ...pair, associationTypeId }]);
      }
    }
  }

  function holdersOf(id: number, type: AssociationType): Set<number> {
    const known = holders.get(keyOf(id, type)) ?? new Set();
    holders.set(keyOf(id, type), known);
    return known;
  }

  function count(link: PairIds, type: AssociationType, by: 1 | -1): void {
    for (const end of endsOf(link, type)) {
      if (end.type.maxToObjectIds === undefined) continue;
      counts.set(keyOf(end.id, end.type), (counts.get(keyOf(end.id, end.type)) ?? 0) + by);
    }
  }

  function remove(link: PairLink, type: AssociationType): void {
    if (!link.has.delete(type.id)) return;
    count(link, type, -1);
    for (const end of endsOf(link, type)) holders.get(keyOf(end.id, end.type))?.delete(end.otherId);
  }

  return {
    /** What refuses that a link gets these types. */
    check(link: PairLink, added: readonly AssociationType[]): Refusal | undefined {
      for (const { id, type } of added.flatMap((type) => endsOf(link, type))) {
        const { maxToObjectIds } = type;
        if (maxToObjectIds === undefined || type.isExclusive) continue;
        if ((counts.get(keyOf(id, type)) ?? 0) < maxToObjectIds) continue;
        const { singular } = objectTypeOfId(ctx.portal, type.fromTypeId);
        return refuseAssociation.limitReached(singular, id, type.id, maxToObjectIds);
      }
      return undefined;
    },

    /** Gives a link a type, and takes it from where the record had it before if it can have only one. */
    add(link: PairLink, type: AssociationType): void {
      for (const end of endsOf(link, type)) {
        if (!end.type.isExclusive) continue;
        for (const otherId of [...holdersOf(end.id, end.type)]) {
          const isFirst = end.id === link.fromId && end.type === type;
          const pair = isFirst ? { fromId: end.id, toId: otherId } : { fromId: otherId, toId: end.id };
          if (otherId !== end.otherId) remove(plan.linkOf(pair), type);
        }
        holdersOf(end.id, end.type).add(end.otherId);
      }
      link.has.add(type.id);
      count(link, type, 1);
    },

    remove,
  };
}
