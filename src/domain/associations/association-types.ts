import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import { holdAssociationLabels } from "../../storage/association-labels.ts";
import type { WriteContext } from "../context.ts";

/** The types that an association from one record has to have so that the pair has these: labels imply the default. */
export function withDefault(portal: Portal, types: readonly AssociationType[]): AssociationType[] {
  if (types.every((type) => type.isDefault)) return [...types];
  const all = new Set(types);
  for (const { isDefault, fromTypeId, toTypeId } of types) {
    const implied = isDefault ? undefined : portal.associationTypes.defaultBetween(fromTypeId, toTypeId);
    if (implied) all.add(implied);
  }
  return [...all];
}

/** Whether a type may take something from other associations of a record, or be refused because of them. */
export function isRestricted(type: AssociationType): boolean {
  return type.isExclusive === true || type.maxToObjectIds !== undefined;
}

/**
 * The unlabelled type from one object type to another.
 * @throws Refusal 400 where the two cannot be associated
 */
export function getDefaultType(portal: Portal, from: ObjectType, to: ObjectType): AssociationType {
  const type = portal.associationTypes.defaultBetween(from.id, to.id);
  if (!type) throw refuse.unknownAssociationType(`${from.singular}_to_${to.singular}`);
  return type;
}

/**
 * Which labels of these types were deleted since the portal was last looked at; the others are held, so that none is
 * deleted before the transaction ends.
 */
export async function findDeletedLabels(ctx: WriteContext, types: Iterable<AssociationType>): Promise<Set<number>> {
  const labels = new Set<number>();
  for (const { id } of types) if (id >= limits.firstLabelTypeId) labels.add(id);
  const held = await holdAssociationLabels(ctx.db, ctx.portal.portalId, [...labels]);
  return new Set([...labels].filter((id) => !held.has(id)));
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
 * The type that a write between two object types names by category and id.
 * @throws Refusal 400 for an unknown type and for one of another pair or direction (contract 4.7)
 */
export function getTypeBetween(
  portal: Portal,
  fromTypeId: string,
  toTypeId: string,
  id: number,
  category?: AssociationCategory,
): AssociationType {
  const type = getTypeFrom(portal, fromTypeId, id, category);
  if (type.toTypeId !== toTypeId) throw refuse.associationDirection("to", toTypeId, type.toTypeId, id);
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
  const type = findByReference(portal, fromTypeId, toTypeId, reference);
  if (!type) throw refuse.unknownAssociationType(reference);
  if (type.fromTypeId !== fromTypeId) throw refuse.associationDirection("from", fromTypeId, type.fromTypeId, type.id);
  if (type.toTypeId !== toTypeId) throw refuse.associationDirection("to", toTypeId, type.toTypeId, type.id);
  return type;
}

function findByReference(
  portal: Portal,
  fromTypeId: string,
  toTypeId: string,
  reference: string,
): AssociationType | undefined {
  const { associationTypes } = portal;
  if (/^\d{1,10}$/.test(reference)) return associationTypes.ofId(Number(reference));
  const name = reference.toLowerCase();
  const hasName = (type: AssociationType) => type.name.toLowerCase() === name;
  // Labels of several pairs may share a name.
  return associationTypes.between(fromTypeId, toTypeId).find(hasName) ?? associationTypes.all.find(hasName);
}
