import type { AssociationType } from "./association-type.ts";

/** The association types of one portal: the built-in ones, its labels, and those of its custom objects. */
export type AssociationTypeRegistry = {
  readonly all: readonly AssociationType[];
  ofId(id: number): AssociationType | undefined;
  /** One direction between two object types, the default first, then by id. */
  between(fromTypeId: string, toTypeId: string): readonly AssociationType[];
  /** The unlabelled type of one direction. */
  defaultBetween(fromTypeId: string, toTypeId: string): AssociationType | undefined;
  /** The same link seen from the other side. */
  inverseOf(type: AssociationType): AssociationType;
};

export function createAssociationTypeRegistry(all: readonly AssociationType[]): AssociationTypeRegistry {
  const byId = new Map(all.map((type) => [type.id, type]));
  const byPair = new Map<string, AssociationType[]>();
  for (const [pair, types] of Map.groupBy(all, (type) => pairKey(type.fromTypeId, type.toTypeId))) {
    byPair.set(
      pair,
      types.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault) || left.id - right.id),
    );
  }
  const between = (fromTypeId: string, toTypeId: string) => byPair.get(pairKey(fromTypeId, toTypeId)) ?? [];
  return {
    all,
    ofId: (id) => byId.get(id),
    between,
    defaultBetween: (fromTypeId, toTypeId) => between(fromTypeId, toTypeId).find((type) => type.isDefault),
    inverseOf(type) {
      const inverse = byId.get(type.inverseId);
      if (!inverse) throw new Error(`Association type ${type.id} has no inverse`);
      return inverse;
    },
  };
}

function pairKey(fromTypeId: string, toTypeId: string): string {
  return `${fromTypeId}>${toTypeId}`;
}
