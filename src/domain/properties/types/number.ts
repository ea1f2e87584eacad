import { accept, type PropertyTypeRules, refuseValue } from "./property-type.ts";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The text that was sent is the text that is returned; no thousands separators (contract 8.3). */
export const numberType: PropertyTypeRules = {
  parse: (raw) =>
    decimal.test(raw) && Number.isFinite(Number(raw))
      ? accept(raw)
      : refuseValue("INVALID_INTEGER", `${raw} was not a valid number`),
  format: (stored) => stored,
  compare: (left, right) => Number(left) - Number(right),
  describe: "a number with at most one decimal point",
};
