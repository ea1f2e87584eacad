import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import type { Portal } from "../../model/portal.ts";

/** The type of a stored association row. */
export function associationTypeOfId(portal: Portal, id: number): AssociationType {
  const type = portal.associationTypes.ofId(id);
  if (!type) throw new Error(`A stored association has the unknown type ${id}`);
  return type;
}

/**
 * The type that a create names by category and id.
 * @throws Refusal 400 for an unknown type and for one that starts at another object type (contract 4.7)
 */
export function getTypeFrom(
  portal: Portal,
  fromTypeId: string,
  id: number,
  category?: AssociationCategory,
): AssociationType {
  const type = portal.associationTypes.ofId(id);
  if (!type || type.category !== (category ?? type.category)) {
    throw refuse.unknownAssociationType(`${category ?? "HUBSPOT_DEFINED"} ${id}`);
  }
  if (type.fromTypeId !== fromTypeId) throw refuse.associationDirection("from", fromTypeId, type.fromTypeId, id);
  return type;
}

/**
 * The type that a path names by number (`194`) or in snake case (`call_to_contact`).
 * @throws Refusal 400 for an unknown type and for one of another pair or direction
 */
export function getTypeOfPair(
  portal: Portal,
  fromTypeId: string,
  toTypeId: string,
  reference: string,
): AssociationType {
  const type = findByReference(portal, reference);
  if (!type) throw refuse.unknownAssociationType(reference);
  if (type.fromTypeId !== fromTypeId) throw refuse.associationDirection("from", fromTypeId, type.fromTypeId, type.id);
  if (type.toTypeId !== toTypeId) throw refuse.associationDirection("to", toTypeId, type.toTypeId, type.id);
  return type;
}

function findByReference(portal: Portal, reference: string): AssociationType | undefined {
  if (/^\d{1,10}$/.test(reference)) return portal.associationTypes.ofId(Number(reference));
  const name = reference.toLowerCase();
  return portal.associationTypes.all.find((type) => type.name === name);
}
