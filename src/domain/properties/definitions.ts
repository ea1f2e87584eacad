import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyDefinition } from "../../model/property.ts";

/** What a list of definitions is narrowed to. */
export type DefinitionFilter = {
  readonly archived: boolean;
  /** Empty for all. */
  readonly names: readonly string[];
  readonly dataSensitivity: string | undefined;
};

const sensitivities = ["non_sensitive", "sensitive", "highly_sensitive"];

/** The definitions of an object type, live or archived. */
export function listProperties(objectType: ObjectType, filter: DefinitionFilter): PropertyDefinition[] {
  checkSensitivity(filter.dataSensitivity);
  // None of the properties here is marked as sensitive.
  if (filter.dataSensitivity !== undefined && filter.dataSensitivity !== "non_sensitive") return [];
  const all = [...definitionsOf(objectType, filter.archived).values()];
  const names = new Set(filter.names);
  return names.size === 0 ? all : all.filter(({ name }) => names.has(name));
}

/** @throws Refusal 404 where the object type has no such property, live or archived as asked */
export function getProperty(objectType: ObjectType, name: string, archived = false): PropertyDefinition {
  const definition = definitionsOf(objectType, archived).get(name);
  if (!definition) throw refuse.thingNotFound("Property", name);
  return definition;
}

/** @throws Refusal 400 for a word that the parameter `dataSensitivity` does not take */
export function checkSensitivity(word: string | undefined): void {
  if (word === undefined || sensitivities.includes(word)) return;
  throw refuse.parameter("query", "dataSensitivity", `Allowed: ${sensitivities.join(", ")}`);
}

/** The named definitions in the order of their names' first mention, and the names that are none. */
export function findProperties(
  objectType: ObjectType,
  names: readonly string[],
  archived: boolean,
): { readonly found: PropertyDefinition[]; readonly missing: string[] } {
  const known = definitionsOf(objectType, archived);
  const wanted = [...new Set(names)];
  return {
    found: wanted.flatMap((name) => known.get(name) ?? []),
    missing: wanted.filter((name) => !known.has(name)),
  };
}

const none: ReadonlyMap<string, PropertyDefinition> = new Map();

function definitionsOf(objectType: ObjectType, archived: boolean): ReadonlyMap<string, PropertyDefinition> {
  return archived ? (objectType.archivedProperties ?? none) : objectType.properties;
}
