import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";

/** @throws Refusal 400 with the words of contract 7.4 for what is no object type of the portal */
export function getObjectType(portal: Portal, spelling: string): ObjectType {
  const type = portal.objectTypes.find(spelling);
  if (type) return type;
  throw /^\d+-\d+$/.test(spelling) ? refuse.unknownObjectTypeId(spelling) : refuse.unknownObjectTypeName(spelling);
}

/** The object type of a stored type id. */
export function objectTypeOfId(portal: Portal, id: string): ObjectType {
  const type = portal.objectTypes.find(id);
  if (!type) throw new Error(`A stored record has the unknown object type ${id}`);
  return type;
}

/** How error messages of 1.5 and 4.7 name a type: `CALL`. */
export function shoutName(type: ObjectType): string {
  return type.singular.toUpperCase();
}
