import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties } from "../../model/record.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
import { propertyTypes } from "../properties/types/property-types.ts";
import { isMultiple, isNumeric, isSearchable, joinSeveral } from "./fields.ts";
import type { SearchDocument } from "./segments/search-document.ts";

/**
 * Every definition by which values can have been stored. Values of archived ones are kept with the others, so that
 * nothing has to be read anew when one comes back.
 */
const searchable = perObjectType((objectType) => {
  const all = [...(objectType.archivedProperties?.values() ?? []), ...objectType.properties.values()];
  return new Map(all.filter(isSearchable).map((definition) => [definition.name, definition]));
});

const multiple = perObjectType(
  (objectType) => new Set([...searchable(objectType).values()].filter(isMultiple).map(({ name }) => name)),
);

/** What searches see of a live record. */
export function readDocument(
  objectType: ObjectType,
  row: { readonly object_id: number; readonly properties: string },
): SearchDocument {
  const values = parseProperties(row);
  const definitions = searchable(objectType);
  const several = multiple(objectType);
  const numbers = new Map<string, number>();
  const texts = new Map<string, string>();
  for (const name of Object.keys(values)) {
    const definition = definitions.get(name);
    if (!definition) continue;
    const key = propertyTypes[definition.type].searchKey(values[name] as string);
    if (!isNumeric(definition)) texts.set(name, several.has(name) ? joinSeveral(String(key)) : String(key));
    else if (Number.isFinite(key)) numbers.set(name, Number(key));
  }
  return { id: row.object_id, numbers, texts, multiple: several };
}
