import { objectTypes } from "../../model/catalog/object-types.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";

const bySpelling = new Map<string, ObjectType>(
  objectTypes.flatMap((type) =>
    [type.id, type.singular, type.plural, ...type.aliases].map((spelling) => [spelling, type] as const),
  ),
);

/** The object type of a name (singular, plural, any case) or type id (contract 0.2). */
export function findObjectType(spelling: string): ObjectType | undefined {
  return bySpelling.get(spelling) ?? bySpelling.get(spelling.toLowerCase());
}

/** @throws Refusal 400 with the words of contract 7.4 for what is no object type */
export function getObjectType(spelling: string): ObjectType {
  const type = findObjectType(spelling);
  if (type) return type;
  throw /^\d+-\d+$/.test(spelling) ? refuse.unknownObjectTypeId(spelling) : refuse.unknownObjectTypeName(spelling);
}

/** The object type of a stored type id. */
export function objectTypeOfId(id: string): ObjectType {
  const type = bySpelling.get(id);
  if (!type) throw new Error(`A stored record has the unknown object type ${id}`);
  return type;
}

/** How error messages of 1.5 and 4.7 name a type: `CALL`. */
export function shoutName(type: ObjectType): string {
  return type.singular.toUpperCase();
}

/** The object types whose records can be pinned on others. */
export const activityTypes: readonly ObjectType[] = objectTypes.filter((type) => type.kind === "activity");
