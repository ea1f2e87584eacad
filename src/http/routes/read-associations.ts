import type { Static } from "typebox";
import type { AssociationInput } from "../../domain/associations/links.ts";
import type { associationInput, associationTypeSpec } from "../schemas/objects.ts";

type Given = Static<typeof associationInput>;

/** The `associations` of a create: an array, or the single object of the guide's words (section 12, row 3). */
export function readAssociations(given: readonly Given[] | Given | null | undefined): AssociationInput[] {
  if (given === null || given === undefined) return [];
  const all = Array.isArray(given) ? (given as readonly Given[]) : [given as Given];
  return all.map(({ to, types }) => ({ to, types: readTypes(types) }));
}

/** Association types of a body, whose ids may be text. */
export function readTypes(types: readonly Static<typeof associationTypeSpec>[]) {
  return types.map(({ associationCategory, associationTypeId }) => ({
    associationCategory,
    associationTypeId: Number(associationTypeId),
  }));
}
