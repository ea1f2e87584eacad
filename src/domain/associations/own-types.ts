import type { AssociationType } from "../../model/association-type.ts";
import type { AssociationLabelRow, AssociationLimitRow } from "../../storage/schema.ts";

/** One direction of a label that a portal made (contract 4.6). */
export function toLabel(row: AssociationLabelRow): AssociationType {
  return {
    id: row.association_type_id,
    category: "USER_DEFINED",
    fromTypeId: row.from_type_id,
    toTypeId: row.to_type_id,
    name: row.name,
    label: row.label,
    inverseId: row.inverse_id,
    isDefault: false,
  };
}

/** Types with the limits that a portal has set on them. */
export function withLimits(
  types: readonly AssociationType[],
  limits: readonly AssociationLimitRow[],
): readonly AssociationType[] {
  const maxima = new Map(limits.map((row) => [row.association_type_id, row.max_to_object_ids]));
  return types.map((type) => {
    const maxToObjectIds = maxima.get(type.id);
    return maxToObjectIds === undefined ? type : { ...type, maxToObjectIds };
  });
}
