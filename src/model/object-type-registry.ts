import type { ObjectType } from "./object-type.ts";

/** The object types of one portal: the built-in ones, with its custom properties, and its custom objects. */
export type ObjectTypeRegistry = {
  readonly all: readonly ObjectType[];
  /** Those whose records can be pinned on others. */
  readonly activities: readonly ObjectType[];
  /** By name (singular, plural, any case) or type id (contract 0.2). */
  find(spelling: string): ObjectType | undefined;
};

export function createObjectTypeRegistry(all: readonly ObjectType[]): ObjectTypeRegistry {
  const bySpelling = new Map<string, ObjectType>();
  for (const type of all) {
    for (const spelling of [type.id, type.singular, type.plural, ...type.aliases]) {
      // A portal's own type must not take a built-in one's name, unless that one yields it.
      const known = bySpelling.get(spelling.toLowerCase());
      if (!known || (known.yieldsName && type.schema)) bySpelling.set(spelling.toLowerCase(), type);
    }
  }
  return {
    all,
    activities: all.filter((type) => type.kind === "activity"),
    find: (spelling) => bySpelling.get(spelling) ?? bySpelling.get(spelling.toLowerCase()),
  };
}
