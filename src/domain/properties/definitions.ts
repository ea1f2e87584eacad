import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyDefinition } from "../../model/property.ts";

/** @throws Refusal 404 where the object type has no such property */
export function getProperty(objectType: ObjectType, name: string): PropertyDefinition {
  const definition = objectType.properties.get(name);
  if (!definition) throw refuse.thingNotFound("Property", name);
  return definition;
}
