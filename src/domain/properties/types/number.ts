import { accept, operand, type PropertyTypeRules, refuseValue } from "./property-type.ts";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const decimalParts = /^(?<sign>[+-])?(?<whole>\d*)\.?(?<fraction>\d*)(?:[eE](?<exponent>[+-]?\d+))?$/;

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

const farFromPoint = 1_000;

/** A number in the one way that all who write the same one share: `5` for `5.0`, `05` and `50e-1`. */
export function plainDecimal(text: string): string {
  const parts = decimalParts.exec(text);
  if (!parts) return text;
  const { sign, whole = "", fraction = "", exponent = "0" } = parts.groups as Record<string, string | undefined>;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits === "") return "0";
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  const minus = sign === "-" ? "-" : "";
  // What has no end of zeros is not written out.
  if (Math.abs(power) > farFromPoint) return `${minus}${significant}e${power}`;
  if (power >= 0) return `${minus}${significant}${"0".repeat(power)}`;
  const padded = significant.padStart(1 - power, "0");
  return `${minus}${padded.slice(0, power)}.${padded.slice(power)}`;
}
