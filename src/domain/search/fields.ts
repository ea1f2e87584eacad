import type { PropertyDefinition } from "../../model/property.ts";
import type { SearchField } from "./conditions.ts";

const numeric: ReadonlySet<string> = new Set(["number", "datetime", "date"]);
/** Of no use to a filter (contract 3.1), and long. */
const unsearchable: ReadonlySet<string> = new Set(["hs_body_preview_html"]);

/** False for a property that no filter and no sort can name. */
export function isSearchable({ name }: PropertyDefinition): boolean {
  return !unsearchable.has(name);
}

/** True where values are compared as numbers; times are epoch milliseconds there. */
export function isNumeric({ type }: PropertyDefinition): boolean {
  return numeric.has(type);
}

/** True where the words of the values are kept. */
export function hasWords({ type }: PropertyDefinition): boolean {
  return !numeric.has(type) && type !== "bool";
}

/** True where a value can be several, joined by `;` (contract 8.5). */
export function isMultiple({ type, fieldType, externalOptions, referencedObjectType }: PropertyDefinition): boolean {
  if (type !== "enumeration") return false;
  return fieldType === "checkbox" || (externalOptions && referencedObjectType === undefined);
}

/** Where the values of a property lie. */
export function fieldOf(definition: PropertyDefinition): SearchField {
  if (definition.name === "hs_object_id") return { in: "id" };
  return { in: isNumeric(definition) ? "numbers" : "texts", name: definition.name };
}

/** Several values so that each stands between two semicolons: `;A;B;`. */
export function joinSeveral(stored: string): string {
  return `;${splitSeveral(stored).join(";")};`;
}

export function splitSeveral(text: string): string[] {
  return text.split(";").filter((value) => value !== "");
}
