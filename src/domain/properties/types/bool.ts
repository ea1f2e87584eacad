import { accept, compareText, operand, type PropertyTypeRules, refuseValue } from "./property-type.ts";

/** `true` or `false`; clients that print `True` mean the same (contract 8.4). */
export const boolType: PropertyTypeRules = {
  parse: (raw) => {
    const value = raw.toLowerCase();
    return value === "true" || value === "false"
      ? accept(value)
      : refuseValue("INVALID_OPTION", `${raw} was not one of the allowed options: [true, false]`);
  },
  format: (stored) => stored,
  compare: compareText,
  searchKey: (stored) => stored,
  searchOperand: (raw) => {
    const value = raw.toLowerCase();
    return value === "true" || value === "false"
      ? operand(value)
      : { ok: false, message: `${raw} was not one of the allowed options: [true, false]` };
  },
  describe: "true or false",
};
