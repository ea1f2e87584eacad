import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { SchemaLabels } from "../../model/object-schema.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { ObjectSchemaRow } from "../../storage/schema.ts";
import { readLabel } from "../properties/check-definition.ts";
import { checkText, checkTexts } from "../properties/text-rules.ts";
import { qualifiedName, type SchemaDocument } from "./custom-object-type.ts";
import { builtInObjectTypes } from "./portal-types.ts";

/** The members of a schema as a client sends them; null counts as not sent. */
export type SchemaInput = {
  readonly labels?: { readonly singular?: string | null; readonly plural?: string | null } | null;
  readonly description?: string | null;
  readonly clearDescription?: boolean | null;
  readonly primaryDisplayProperty?: string | null;
  readonly secondaryDisplayProperties?: readonly string[] | null;
  readonly searchableProperties?: readonly string[] | null;
  readonly requiredProperties?: readonly string[] | null;
};

/**
 * @param rows the portal's schemas
 * @throws Refusal 400 where no type can have the name, 409 where a live one has it
 */
export function checkSchemaName(name: string, portalId: number, rows: readonly ObjectSchemaRow[]): void {
  checkText(name, "name");
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || name.length > limits.propertyNameLength) {
    const rule = `letters, digits and underscores, a letter first, at most ${limits.propertyNameLength} in all`;
    throw refuse.invalid(`Object type name "${name.slice(0, 200)}" is not valid. Allowed: ${rule}`, {
      name: [name.slice(0, 200)],
    });
  }
  const spellings = [name, qualifiedName(portalId, name)].map((text) => text.toLowerCase());
  const taken = rows
    .filter((row) => row.archived_at === null)
    .flatMap((row) => [row.name, qualifiedName(portalId, row.name)].map((text) => text.toLowerCase()));
  const isTaken = (spelling: string) => {
    const builtIn = builtInObjectTypes.find(spelling);
    return (builtIn && !builtIn.yieldsName) || taken.includes(spelling);
  };
  if (spellings.some(isTaken)) {
    throw refuse.alreadyExists(`An object type named '${name}' already exists.`);
  }
}

/**
 * Reads what a schema says over what it said before.
 * @param objectType the type with all of its properties, which the schema's lists must name
 * @throws Refusal 400 that names the member
 */
export function readSchemaDocument(input: SchemaInput, before: SchemaDocument, objectType: ObjectType): SchemaDocument {
  checkTexts(input, "A schema");
  const description = input.clearDescription ? "" : (input.description ?? before.description);
  if (description.length > limits.propertyDescriptionLength) {
    throw refuse.invalid(`description must have at most ${limits.propertyDescriptionLength} characters`);
  }
  const document: SchemaDocument = {
    labels: readLabels(input.labels ?? {}, before.labels),
    description,
    primaryDisplayProperty: input.primaryDisplayProperty ?? before.primaryDisplayProperty,
    secondaryDisplayProperties: input.secondaryDisplayProperties ?? before.secondaryDisplayProperties,
    searchableProperties: input.searchableProperties ?? before.searchableProperties,
    requiredProperties: input.requiredProperties ?? before.requiredProperties,
  };
  const primary = document.primaryDisplayProperty === null ? [] : [document.primaryDisplayProperty];
  checkNames("primaryDisplayProperty", primary, objectType);
  checkNames("secondaryDisplayProperties", document.secondaryDisplayProperties, objectType);
  checkNames("searchableProperties", document.searchableProperties, objectType);
  checkNames("requiredProperties", document.requiredProperties, objectType);
  if (document.searchableProperties.length > limits.searchablePropertiesPerType) {
    throw refuse.invalid(`searchableProperties has at most ${limits.searchablePropertiesPerType} names`);
  }
  const readOnly = document.requiredProperties.filter((name) => objectType.properties.get(name)?.readOnly);
  if (readOnly.length > 0) {
    throw refuse.invalid("requiredProperties names properties that no client can set", {
      requiredProperties: readOnly,
    });
  }
  return document;
}

function readLabels(input: NonNullable<SchemaInput["labels"]>, before: SchemaLabels): SchemaLabels {
  return { singular: readLabel(input.singular ?? before.singular), plural: readLabel(input.plural ?? before.plural) };
}

function checkNames(member: string, names: readonly string[], objectType: ObjectType): void {
  const unknown = names.filter((name) => !objectType.properties.has(name)).map((name) => name.slice(0, 200));
  if (unknown.length > 0) {
    throw refuse.invalid(`${member} names properties that do not exist: ${unknown.join(", ")}`, { [member]: unknown });
  }
  if (new Set(names).size < names.length) throw refuse.invalid(`${member} names a property twice`);
}
