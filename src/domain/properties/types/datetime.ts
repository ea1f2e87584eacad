import { formatTime, parseTime } from "../time-text.ts";
import { accept, compareText, type PropertyTypeRules, refuseValue } from "./property-type.ts";

/** Epoch milliseconds or ISO 8601 in, ISO 8601 in UTC out (contract 8.2). */
export const datetimeType: PropertyTypeRules = {
  parse: (raw) => {
    const time = parseTime(raw);
    return time === undefined ? refuseValue("INVALID_LONG", `${raw} was not a valid long.`) : accept(formatTime(time));
  },
  format: (stored) => String(Date.parse(stored)),
  compare: (left, right) => Date.parse(left) - Date.parse(right) || compareText(left, right),
  describe: "a time as epoch milliseconds or ISO 8601",
};
