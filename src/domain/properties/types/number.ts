import { accept, operand, type PropertyTypeRules, refuseValue } from "./property-type.ts";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The text that was sent is the text that is returned; no thousands separators (contract 8.3). */
export const numberType: PropertyTypeRules = {
  parse: (raw) =>
    decimal.test(raw) && Number.isFinite(Number(raw))
      ? accept(raw)
      : refuseValue("INVALID_INTEGER", `${raw} was not a valid number`),
  format: (stored) => stored,
  compare: (left, right) => Number(left) - Number(right),
  searchKey: Number,
  searchOperand: (raw) => {
    const number = Number(raw);
    return decimal.test(raw) && Number.isFinite(number)
      ? operand(number)
      : { ok: false, message: `${raw} was not a valid number` };
  },
  describe: "a number with at most one decimal point",
};
