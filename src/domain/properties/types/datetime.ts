import { formatTime, parseTime } from "../time-text.ts";
import { accept, compareText, operand, type PropertyTypeRules, refuseValue } from "./property-type.ts";

/** Epoch milliseconds or ISO 8601 in, ISO 8601 in UTC out (contract 8.2). */
export const datetimeType: PropertyTypeRules = {
  parse: (raw) => {
    const time = parseTime(raw);
    return time === undefined ? refuseValue("INVALID_LONG", `${raw} was not a valid long.`) : accept(formatTime(time));
  },
  format: (stored) => String(Date.parse(stored)),
  compare: (left, right) => Date.parse(left) - Date.parse(right) || compareText(left, right),
  searchKey: (stored) => parseTime(stored) ?? Number.NaN,
  searchOperand: (raw) => {
    const time = parseTime(raw);
    return time === undefined ? { ok: false, message: `${raw} was not a valid time` } : operand(time);
  },
  describe: "a time as epoch milliseconds or ISO 8601",
};
