import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyDefinitionRow } from "../../storage/schema.ts";
import { toDefinition } from "../properties/custom-definition.ts";

/**
 * An object type with what the portal defined on it. Where that is nothing it stays the very same: what was worked out
 * of it stays known.
 */
export function withOwnProperties(type: ObjectType, rows: readonly PropertyDefinitionRow[]): ObjectType {
  // A name that a newer version of the catalogue has taken is the catalogue's.
  const own = rows.filter((row) => !type.properties.has(row.name)).map(toDefinition);
  if (own.length === 0) return type;
  const byName = own.map((property) => [property.name, property] as const);
  return {
    ...type,
    properties: new Map([...type.properties, ...byName.filter(([, { custom }]) => custom?.archivedAt === null)]),
    archivedProperties: new Map(byName.filter(([, { custom }]) => custom?.archivedAt !== null)),
  };
}
