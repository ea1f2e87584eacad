import { parseTime } from "../time-text.ts";
import { accept, compareText, operand, type PropertyTypeRules, refuseValue } from "./property-type.ts";

const dayMilliseconds = 86_400_000;

/** A day: `YYYY-MM-DD`, or the epoch milliseconds of its midnight in UTC (contract 8.2). */
export const dateType: PropertyTypeRules = {
  parse: (raw) => {
    const time = parseTime(raw);
    if (time === undefined) return refuseValue("INVALID_DATE", `${raw} was not a valid date.`);
    const iso = new Date(time).toISOString();
    return time % dayMilliseconds === 0
      ? accept(iso.slice(0, 10))
      : refuseValue("INVALID_DATE", `${raw} is at ${iso.slice(11, 19)}, not midnight!`);
  },
  format: (stored) => String(Date.parse(stored)),
  compare: compareText,
  searchKey: (stored) => parseTime(stored) ?? Number.NaN,
  // Unlike a value, the bound of a range may lie within a day: clients compute "30 days ago" from the present moment.
  searchOperand: (raw) => {
    const time = parseTime(raw);
    return time === undefined ? { ok: false, message: `${raw} was not a valid date` } : operand(time);
  },
  describe: "a day as YYYY-MM-DD, or its midnight in UTC as epoch milliseconds",
};
