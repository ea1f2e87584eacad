import type { PropertyOption } from "../../../model/property.ts";
import {
  accept,
  compareText,
  operand,
  type Parsed,
  type ParseInput,
  type PropertyTypeRules,
  refuseValue,
} from "./property-type.ts";

/**
 * One option's value, case-sensitive; with a checkbox several, joined by `;`, where a leading `;` adds to what is
 * stored (contract 8.5). Options that live elsewhere (owners, files) are checked by the property's value rule.
 */
export const enumerationType: PropertyTypeRules = {
  parse(raw, input) {
    if (input.definition.fieldType !== "checkbox") return parseOne(raw, input);
    const parts = raw.split(";").filter((part) => part !== "");
    const values = raw.startsWith(";") && input.stored ? input.stored.split(";") : [];
    // What a record has stays writable where its option was taken away meanwhile.
    const kept = new Set(input.stored?.split(";"));
    for (const part of parts) {
      const parsed = kept.has(part) ? accept(part) : parseOne(part, input);
      if (!parsed.ok) return parsed;
      if (!values.includes(parsed.value)) values.push(parsed.value);
    }
    return accept(values.join(";"));
  },
  format: (stored) => stored,
  compare: compareText,
  searchKey: (stored) => stored,
  // What is no option (any more) may still be stored, so it is looked for and not refused.
  searchOperand: (raw, { options }) => operand(options.find((option) => matches(option, raw))?.value ?? raw),
  describe: "one of the property's options",
};

function parseOne(raw: string, { definition, options }: ParseInput): Parsed {
  if (definition.externalOptions) return accept(raw);
  const option = options.find((candidate) => matches(candidate, raw));
  if (option) return accept(option.value);
  const allowed = options.map((candidate) => candidate.value).join(", ");
  return refuseValue("INVALID_OPTION", `${raw} was not one of the allowed options: [${allowed}]`);
}

function matches(option: PropertyOption, raw: string): boolean {
  return option.value === raw || (option.anyCase === true && option.value.toLowerCase() === raw.toLowerCase());
}
