import type { FieldType, PropertyDefinition, PropertyOption, PropertyType } from "../property.ts";

type Extras = Partial<Omit<PropertyDefinition, "name" | "label" | "type" | "fieldType" | "description">>;

/** Fills in what most definitions share, so that a catalogue line says only what is particular. */
export function defineProperty(
  name: string,
  label: string,
  type: PropertyType,
  fieldType: FieldType,
  description: string,
  extras: Extras = {},
): PropertyDefinition {
  return {
    name,
    label,
    description,
    type,
    fieldType,
    groupName: "",
    options: type === "bool" ? booleanOptions : [],
    externalOptions: false,
    readOnly: false,
    calculated: false,
    hidden: false,
    hasUniqueValue: false,
    chosen: false,
    ...extras,
  };
}

export const booleanOptions: readonly PropertyOption[] = [
  { value: "true", label: "True" },
  { value: "false", label: "False" },
];

/** Options whose labels are the values made readable: `NO_ANSWER` becomes `No answer`. */
export function optionsOf(...values: string[]): PropertyOption[] {
  return values.map((value) => {
    const words = value.toLowerCase().replaceAll("_", " ");
    return { value, label: words.charAt(0).toUpperCase() + words.slice(1) };
  });
}
