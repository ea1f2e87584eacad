import type { SchemaAssociation, SchemaView } from "../../domain/custom-objects/schemas.ts";
import { formatTime } from "../../domain/properties/time-text.ts";
import type { ObjectSchema } from "../../model/object-schema.ts";
import type { Portal } from "../../model/portal.ts";
import { presentProperty } from "./property.ts";

/** The schema of an object type in wire order (contract 6.5). */
export function presentSchema({ objectType, associations }: SchemaView, portal: Portal) {
  const schema = objectType.schema as ObjectSchema;
  return {
    id: objectType.id.slice("2-".length),
    name: schema.name,
    objectTypeId: objectType.id,
    fullyQualifiedName: schema.fullyQualifiedName,
    labels: schema.labels,
    ...(schema.description === "" ? {} : { description: schema.description }),
    ...(schema.primaryDisplayProperty === null ? {} : { primaryDisplayProperty: schema.primaryDisplayProperty }),
    secondaryDisplayProperties: schema.secondaryDisplayProperties,
    searchableProperties: schema.searchableProperties,
    requiredProperties: schema.requiredProperties,
    properties: [...objectType.properties.values()].map((definition) => presentProperty(definition, portal)),
    associations: associations.map(presentSchemaAssociation),
    archived: schema.archivedAt !== null,
    createdAt: formatTime(schema.createdAt),
    updatedAt: formatTime(schema.updatedAt),
    createdByUserId: schema.createdUserId,
    updatedByUserId: schema.updatedUserId,
  };
}

/** Here, other than in the v3 paths, names are in upper case. */
export function presentSchemaAssociation({ id, name, fromTypeId, toTypeId, createdAt }: SchemaAssociation) {
  const time = formatTime(createdAt);
  return {
    id: String(id),
    name: name.toUpperCase(),
    fromObjectTypeId: fromTypeId,
    toObjectTypeId: toTypeId,
    createdAt: time,
    updatedAt: time,
  };
}
