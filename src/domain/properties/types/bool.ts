import { accept, compareText, type PropertyTypeRules, refuseValue } from "./property-type.ts";

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
  describe: "true or false",
};
