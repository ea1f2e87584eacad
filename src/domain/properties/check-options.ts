import { booleanOptions } from "../../model/catalog/property-builder.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { FieldType, PropertyOption, PropertyType } from "../../model/property.ts";

/** An option as a client sends it. */
export type OptionInput = {
  readonly label: string;
  readonly value: string;
  readonly description?: string | null;
  readonly displayOrder?: number | null;
  readonly hidden?: boolean | null;
};

/**
 * Reads the options of a definition (contract 6.4).
 * @throws Refusal 400 for too many, for values that are empty, too long or there twice, and where the type has none
 */
export function readOptions(
  inputs: readonly OptionInput[],
  type: PropertyType,
  fieldType: FieldType,
  ofOwners: boolean,
): readonly PropertyOption[] {
  if (type === "bool") return readBooleanOptions(inputs);
  if (inputs.length > 0 && (type !== "enumeration" || ofOwners)) {
    throw refuse.invalid("Only a property of type enumeration without external options can have options");
  }
  if (inputs.length > limits.optionsPerProperty) {
    throw refuse.invalid(`A property has at most ${limits.optionsPerProperty} options`);
  }
  const seen = new Set<string>();
  for (const option of inputs) {
    checkOption(option, fieldType);
    if (seen.has(option.value)) {
      throw refuse.invalid(`Option value "${option.value}" is there twice`, { options: [option.value] });
    }
    seen.add(option.value);
  }
  return inputs.map(toOption);
}

function checkOption({ label, value, description }: OptionInput, fieldType: FieldType): void {
  for (const [member, text] of Object.entries({ label, value })) {
    if (text.trim() !== "" && text.length <= limits.optionTextLength) continue;
    throw refuse.invalid(`The ${member} of an option must have 1 to ${limits.optionTextLength} characters`);
  }
  if (fieldType === "checkbox" && value.includes(";")) {
    throw refuse.invalid(`Option value "${value}" has a semicolon, which stands between the values of a checkbox`);
  }
  if ((description ?? "").length > limits.propertyDescriptionLength) {
    throw refuse.invalid(
      `The description of an option must have at most ${limits.propertyDescriptionLength} characters`,
    );
  }
}

function readBooleanOptions(inputs: readonly OptionInput[]): readonly PropertyOption[] {
  if (inputs.length === 0) return booleanOptions;
  const values = inputs.map((option) => option.value).sort();
  if (values.join() === "false,true") return inputs.map(toOption);
  throw refuse.invalid("The options of a property of type bool are true and false", { options: values.slice(0, 10) });
}

function toOption({ label, value, description, displayOrder, hidden }: OptionInput): PropertyOption {
  return {
    label,
    value,
    ...(description ? { description } : {}),
    ...(typeof displayOrder === "number" ? { displayOrder } : {}),
    ...(hidden ? { hidden } : {}),
  };
}
