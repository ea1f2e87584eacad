import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import { associationTypes } from "../../model/catalog/association-types.ts";
import { refuse } from "../../model/errors.ts";

const byId = new Map(associationTypes.map((type) => [type.id, type]));
const byPair = Map.groupBy(associationTypes, (type) => pairKey(type.fromTypeId, type.toTypeId));

function pairKey(fromTypeId: string, toTypeId: string): string {
  return `${fromTypeId}>${toTypeId}`;
}

/** The types of one direction between two object types, the default first. */
export function associationTypesBetween(fromTypeId: string, toTypeId: string): readonly AssociationType[] {
  const types = byPair.get(pairKey(fromTypeId, toTypeId)) ?? [];
  return types.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault) || left.id - right.id);
}

/** The unlabelled type of one direction. */
export function defaultAssociationType(fromTypeId: string, toTypeId: string): AssociationType | undefined {
  return byPair.get(pairKey(fromTypeId, toTypeId))?.find((type) => type.isDefault);
}

/** The same link seen from the other side. */
export function inverseOf(type: AssociationType): AssociationType {
  const inverse = byId.get(type.inverseId);
  if (!inverse) throw new Error(`Association type ${type.id} has no inverse in the catalogue`);
  return inverse;
}

/** The type of a stored association row. */
export function associationTypeOfId(id: number): AssociationType {
  const type = byId.get(id);
  if (!type) throw new Error(`A stored association has the unknown type ${id}`);
  return type;
}

/**
 * The type that a create names by category and id.
 * @throws Refusal 400 for an unknown type and for one that starts at another object type (contract 4.7)
 */
export function getTypeFrom(
  fromTypeId: string,
  id: number,
  category: AssociationCategory | undefined = "HUBSPOT_DEFINED",
): AssociationType {
  const type = byId.get(id);
  if (!type || type.category !== category) throw refuse.unknownAssociationType(`${category} ${id}`);
  if (type.fromTypeId !== fromTypeId) throw refuse.associationDirection("from", fromTypeId, type.fromTypeId, id);
  return type;
}

/**
 * The type that a path names by number (`194`) or in snake case (`call_to_contact`).
 * @throws Refusal 400 for an unknown type and for one of another pair or direction
 */
export function getTypeOfPair(fromTypeId: string, toTypeId: string, reference: string): AssociationType {
  if (/^\d{1,10}$/.test(reference)) {
    const type = byId.get(Number(reference));
    if (!type) throw refuse.unknownAssociationType(reference);
    if (type.fromTypeId !== fromTypeId) {
      throw refuse.associationDirection("from", fromTypeId, type.fromTypeId, type.id);
    }
    if (type.toTypeId !== toTypeId) throw refuse.associationDirection("to", toTypeId, type.toTypeId, type.id);
    return type;
  }
  const name = reference.toLowerCase();
  const type = associationTypesBetween(fromTypeId, toTypeId).find((candidate) => candidate.name === name);
  if (type) return type;
  const elsewhere = associationTypes.find((candidate) => candidate.name === name);
  if (elsewhere) throw refuse.associationDirection("from", fromTypeId, elsewhere.fromTypeId, elsewhere.id);
  throw refuse.unknownAssociationType(reference);
}
