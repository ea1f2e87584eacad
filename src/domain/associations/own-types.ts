import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import { type AssociationTypeRegistry, createAssociationTypeRegistry } from "../../model/association-type-registry.ts";
import { associationTypes } from "../../model/catalog/association-types.ts";
import type { AssociationLimitRow, AssociationTypeRow } from "../../storage/schema.ts";

const builtIn = createAssociationTypeRegistry(associationTypes);

/** The association types of a portal: the built-in ones and its own, with the limits that it has set. */
export function associationTypesOf(
  own: readonly AssociationTypeRow[],
  limits: readonly AssociationLimitRow[],
): AssociationTypeRegistry {
  if (own.length === 0 && limits.length === 0) return builtIn;
  const maxima = new Map(limits.map((row) => [row.association_type_id, row.max_to_object_ids]));
  const all = [...associationTypes, ...own.map(toAssociationType)];
  return createAssociationTypeRegistry(
    all.map((type) => {
      const maxToObjectIds = maxima.get(type.id);
      return maxToObjectIds === undefined ? type : { ...type, maxToObjectIds };
    }),
  );
}

export function toAssociationType(row: AssociationTypeRow): AssociationType {
  return {
    id: row.association_type_id,
    category: row.category as AssociationCategory,
    fromTypeId: row.from_type_id,
    toTypeId: row.to_type_id,
    name: row.name,
    label: row.label,
    inverseId: row.inverse_id,
    isDefault: row.is_default === 1,
  };
}
