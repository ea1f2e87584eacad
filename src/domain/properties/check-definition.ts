import { displayHints, fieldTypesOf, reservedPropertyNames } from "../../model/catalog/property-kinds.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { FieldType, PropertyType } from "../../model/property.ts";
import { type OptionInput, readOptions } from "./check-options.ts";
import type { DefinitionDocument } from "./custom-definition.ts";
import { checkTexts } from "./text-rules.ts";

/** The members of a definition as a client sends them; null counts as not sent. */
export type DefinitionInput = {
  readonly label?: string | null;
  readonly description?: string | null;
  readonly type?: string | null;
  readonly fieldType?: string | null;
  readonly groupName?: string | null;
  readonly options?: readonly OptionInput[] | null;
  readonly displayOrder?: number | null;
  readonly hasUniqueValue?: boolean | null;
  readonly hidden?: boolean | null;
  readonly formField?: boolean | null;
  readonly externalOptions?: boolean | null;
  readonly referencedObjectType?: string | null;
  readonly showCurrencySymbol?: boolean | null;
  readonly calculationFormula?: string | null;
  readonly dataSensitivity?: string | null;
  readonly numberDisplayHint?: string | null;
  readonly dateDisplayHint?: string | null;
  readonly textDisplayHint?: string | null;
};

/** @throws Refusal 400 where no property can have the name (contract 6.4) */
export function checkPropertyName(name: string): void {
  checkTexts(name, "name");
  if (!/^[a-z][a-z0-9_]*$/.test(name) || name.length > limits.propertyNameLength) {
    const rule = `lower case letters, digits and underscores, a letter first, at most ${limits.propertyNameLength} in all`;
    throw refuse.invalid(`Property name "${name.slice(0, 200)}" is not valid. Allowed: ${rule}`, {
      name: [name.slice(0, 200)],
    });
  }
  if (reservedPropertyNames.has(name)) throw refuse.invalid(`Property name "${name}" is reserved`, { name: [name] });
}

/**
 * Reads a whole definition, complete or not.
 * @param groupNames the groups that the object type has
 * @throws Refusal 400 that names the member
 */
export function readDefinition(input: DefinitionInput, groupNames: ReadonlySet<string>): DefinitionDocument {
  checkTexts(input, "A definition");
  const { type, fieldType } = readKind(input);
  const ofOwners = readOwnerReference(input, type);
  const hasUniqueValue = input.hasUniqueValue ?? false;
  if (hasUniqueValue && (type === "bool" || type === "enumeration")) {
    throw refuse.invalid(`A property of type ${type} cannot have unique values`, { hasUniqueValue: ["true"] });
  }
  refuseWhatIsNotKept(input);
  const groupName = input.groupName ?? "";
  if (!groupNames.has(groupName)) {
    throw refuse.invalid(`Property group "${groupName.slice(0, 200)}" does not exist`, {
      groupName: [groupName.slice(0, 200)],
    });
  }
  return {
    label: readLabel(input.label ?? ""),
    description: readDescription(input.description ?? ""),
    type,
    fieldType,
    groupName,
    options: readOptions(input.options ?? [], type, fieldType, ofOwners),
    displayOrder: input.displayOrder ?? -1,
    hasUniqueValue,
    hidden: input.hidden ?? false,
    formField: input.formField ?? false,
    ofOwners,
    ...(typeof input.showCurrencySymbol === "boolean" ? { showCurrencySymbol: input.showCurrencySymbol } : {}),
    displayHints: readDisplayHints(input),
  };
}

/** The type and field type, which must be one of the pairs that go together. */
function readKind(input: DefinitionInput): { readonly type: PropertyType; readonly fieldType: FieldType } {
  const { type = "", fieldType = "" } = input as { type?: string; fieldType?: string };
  if (fieldType === "calculation_equation") {
    throw refuse.invalid("Calculated properties are not supported: choose another fieldType", {
      fieldType: [fieldType],
    });
  }
  const fieldTypes = Object.hasOwn(fieldTypesOf, type) ? fieldTypesOf[type as PropertyType] : undefined;
  if (!fieldTypes) throw refuseWord("type", type, Object.keys(fieldTypesOf));
  if (!fieldTypes.includes(fieldType as FieldType)) {
    throw refuseWord("fieldType", fieldType, fieldTypes, ` for type ${type}`);
  }
  return { type: type as PropertyType, fieldType: fieldType as FieldType };
}

/** True where the values are owners: the one reference to other things that a property can be. */
function readOwnerReference(input: DefinitionInput, type: PropertyType): boolean {
  const referenced = input.referencedObjectType ?? "";
  if (referenced === "" && !input.externalOptions) return false;
  if (referenced === "OWNER" && type === "enumeration") return true;
  if (type !== "enumeration") throw refuse.invalid("Only a property of type enumeration can have external options");
  throw refuseWord("referencedObjectType", referenced, ["OWNER"], " with externalOptions");
}

function refuseWhatIsNotKept({ calculationFormula, dataSensitivity }: DefinitionInput): void {
  if (calculationFormula) throw refuse.invalid("Calculated properties are not supported: leave out calculationFormula");
  if (dataSensitivity && dataSensitivity !== "non_sensitive") {
    throw refuseWord("dataSensitivity", dataSensitivity, ["non_sensitive"]);
  }
}

/** @throws Refusal 400 for an empty or long one */
export function readLabel(label: string): string {
  checkTexts(label, "label");
  if (label.trim() !== "" && label.length <= limits.propertyLabelLength) return label;
  throw refuse.invalid(`label must have 1 to ${limits.propertyLabelLength} characters`, {
    label: [label.slice(0, 50)],
  });
}

function readDescription(description: string): string {
  if (description.length <= limits.propertyDescriptionLength) return description;
  throw refuse.invalid(`description must have at most ${limits.propertyDescriptionLength} characters`);
}

function readDisplayHints(input: DefinitionInput): Record<string, string> {
  const hints: Record<string, string> = {};
  for (const [member, words] of Object.entries(displayHints)) {
    const word = input[member as keyof DefinitionInput] as string | null | undefined;
    if (word === null || word === undefined) continue;
    if (!words.includes(word)) throw refuseWord(member, word, words);
    hints[member] = word;
  }
  return hints;
}

function refuseWord(member: string, given: string, allowed: readonly string[], remark = "") {
  const shown = given.slice(0, 200);
  return refuse.invalid(`${member} "${shown}" is not allowed${remark}. Allowed: ${allowed.join(", ")}`, {
    [member]: [shown],
  });
}
