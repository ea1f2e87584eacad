import type { AssociationType } from "../../model/association-type.ts";
import { type AssociationTypeRegistry, createAssociationTypeRegistry } from "../../model/association-type-registry.ts";
import { associationTypes } from "../../model/catalog/association-types.ts";
import { objectTypes } from "../../model/catalog/object-types.ts";
import { createObjectTypeRegistry, type ObjectTypeRegistry } from "../../model/object-type-registry.ts";
import type {
  AssociationLabelRow,
  AssociationLimitRow,
  ObjectSchemaRow,
  PropertyDefinitionRow,
  SchemaAssociationTypeRow,
} from "../../storage/schema.ts";
import { toLabel, withLimits } from "../associations/own-types.ts";
import { withOwnProperties } from "../object-types/own-properties.ts";
import { toCustomObjectType } from "./custom-object-type.ts";

export const builtInObjectTypes = createObjectTypeRegistry(objectTypes);
const builtInAssociationTypes = createAssociationTypeRegistry(associationTypes);

/** The object types of a portal: the built-in ones with the properties that it defined itself, and its own. */
export function createPortalObjectTypes(
  schemas: readonly ObjectSchemaRow[],
  definitions: readonly PropertyDefinitionRow[],
): ObjectTypeRegistry {
  if (schemas.length === 0 && definitions.length === 0) return builtInObjectTypes;
  const byType = Map.groupBy(definitions, (row) => row.object_type_id);
  const live = schemas.filter((row) => row.archived_at === null);
  return createObjectTypeRegistry([
    ...objectTypes.map((type) => withOwnProperties(type, byType.get(type.id) ?? [])),
    ...live.map((row) => toCustomObjectType(row, byType.get(row.object_type_id) ?? [])),
  ]);
}

/**
 * The association types of a portal: the built-in ones, those between its own object types and others, and its labels;
 * with the limits that it has set.
 */
export function createPortalAssociationTypes(
  objectTypes: ObjectTypeRegistry,
  rows: readonly SchemaAssociationTypeRow[],
  labels: readonly AssociationLabelRow[],
  limits: readonly AssociationLimitRow[],
): AssociationTypeRegistry {
  // Those of an archived type wait for its records to be purged.
  const live = rows.filter((row) => objectTypes.find(row.from_type_id) && objectTypes.find(row.to_type_id));
  if (live.length === 0 && labels.length === 0 && limits.length === 0) return builtInAssociationTypes;
  const unlabelled = createAssociationTypeRegistry([...associationTypes, ...live.map(toAssociationType)]);
  // A label needs the default type that it implies.
  const own = labels.filter((row) => unlabelled.defaultBetween(row.from_type_id, row.to_type_id));
  return createAssociationTypeRegistry(withLimits([...unlabelled.all, ...own.map(toLabel)], limits));
}

/** One direction between a type of the portal's own and another; its kind is the portal's, and so is its id. */
export function toAssociationType(row: SchemaAssociationTypeRow): AssociationType {
  return {
    id: row.association_type_id,
    category: "USER_DEFINED",
    fromTypeId: row.from_type_id,
    toTypeId: row.to_type_id,
    name: row.name,
    label: null,
    inverseId: row.inverse_id,
    isDefault: true,
  };
}
