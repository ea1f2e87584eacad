import { objectTypes } from "../../model/catalog/object-types.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { createObjectTypeRegistry, type ObjectTypeRegistry } from "../../model/object-type-registry.ts";
import type { PropertyDefinitionRow } from "../../storage/schema.ts";
import { toDefinition } from "../properties/custom-definition.ts";

const builtIn = createObjectTypeRegistry(objectTypes);

/** The object types of a portal: the built-in ones with the properties that it defined itself. */
export function createPortalObjectTypes(definitions: readonly PropertyDefinitionRow[]): ObjectTypeRegistry {
  if (definitions.length === 0) return builtIn;
  const byType = Map.groupBy(definitions, (row) => row.object_type_id);
  return createObjectTypeRegistry(objectTypes.map((type) => withOwnProperties(type, byType.get(type.id) ?? [])));
}

/** A type without properties of the portal's own stays the very same: what was worked out of it stays known. */
function withOwnProperties(type: ObjectType, rows: readonly PropertyDefinitionRow[]): ObjectType {
  // A name that a newer version of the catalogue has taken is the catalogue's.
  const own = rows.filter((row) => !type.properties.has(row.name)).map(toDefinition);
  if (own.length === 0) return type;
  const [live, archived] = [own.filter(isLive), own.filter((property) => !isLive(property))];
  return {
    ...type,
    properties: new Map([...type.properties, ...live.map((property) => [property.name, property] as const)]),
    archivedProperties: new Map(archived.map((property) => [property.name, property])),
  };
}

function isLive({ custom }: { readonly custom?: { readonly archivedAt: number | null } }): boolean {
  return custom?.archivedAt === null;
}
