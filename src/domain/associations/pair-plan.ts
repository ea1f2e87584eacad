import type { AssociationType } from "../../model/association-type.ts";
import type { Portal } from "../../model/portal.ts";
import type { PairIds, PairType } from "../../storage/association-pairs.ts";

/** The object types at the two ends of a pair, by id. */
export type Ends = { readonly fromTypeId: string; readonly toTypeId: string };

/** A pair while a write is worked out: the types that it had, and those that it is to have. */
export type PairLink = PairIds & {
  readonly had: ReadonlySet<number>;
  readonly has: Set<number>;
  /** Whether this write has already taken away what it does not name. */
  isReplaced: boolean;
};

export type PairPlan = ReturnType<typeof pairPlan>;

/** Gathers what a write changes between two object types. */
export function pairPlan(portal: Portal, { fromTypeId, toTypeId }: Ends) {
  const { associationTypes } = portal;
  const links = new Map<string, PairLink>();
  const inverseOf = (id: number) => associationTypes.ofId(id)?.inverseId ?? id;

  const keyOf = ({ fromId, toId }: PairIds) => `${fromId}-${toId}`;

  function linkOf(pair: PairIds): PairLink {
    let link = links.get(keyOf(pair));
    if (!link) {
      link = { fromId: pair.fromId, toId: pair.toId, had: new Set(), has: new Set(), isReplaced: false };
      links.set(keyOf(pair), link);
    }
    return link;
  }

  return {
    ends: { fromTypeId, toTypeId },
    keyOf,
    linkOf,

    /** Within one object type the same two records may be named in either order; here the lower id comes first. */
    orient(given: PairIds, types: readonly AssociationType[]): { pair: PairIds; types: readonly AssociationType[] } {
      const { fromId, toId } = given;
      if (fromTypeId !== toTypeId || fromId < toId) return { pair: { fromId, toId }, types };
      return { pair: { fromId: toId, toId: fromId }, types: types.map(associationTypes.inverseOf) };
    },

    /** Takes in what the database holds. */
    load(rows: readonly PairType[]): void {
      for (const row of rows) {
        const link = linkOf(row);
        (link.had as Set<number>).add(row.associationTypeId);
        link.has.add(row.associationTypeId);
      }
    },

    /** The types that a link is to have; one that this process does not know is left as it is. */
    typesOf: (link: PairLink): AssociationType[] => [...link.has].flatMap((id) => associationTypes.ofId(id) ?? []),

    changes(): { added: PairType[]; removed: PairType[] } {
      const rowsOf = ({ fromId, toId }: PairLink, ids: ReadonlySet<number>, others: ReadonlySet<number>) =>
        [...ids].filter((id) => !others.has(id)).map((associationTypeId) => ({ fromId, toId, associationTypeId }));
      const all = [...links.values()];
      return {
        added: all.flatMap((link) => rowsOf(link, link.has, link.had)),
        removed: all.flatMap((link) => rowsOf(link, link.had, link.has)),
      };
    },

    /** The same row as the other record has it. */
    invert: ({ fromId, toId, associationTypeId }: PairType): PairType => ({
      fromId: toId,
      toId: fromId,
      associationTypeId: inverseOf(associationTypeId),
    }),
  };
}
