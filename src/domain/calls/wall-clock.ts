import { utcOffsetMilliseconds } from "../accounts/time-zone.ts";

/** Everywhere clocks change at a quarter of an hour. */
const quarter = 900_000;

/** Makes what shows stored times as the clocks of a time zone do: `2026-03-17 01:32:44`. */
export function wallClock(timeZone: string): (stored: string) => string {
  // Times that follow each other tend to be close.
  let lastQuarter = Number.NaN;
  let offset = 0;
  return (stored) => {
    const time = Date.parse(stored);
    if (Number.isNaN(time)) return stored;
    const at = Math.floor(time / quarter);
    if (at !== lastQuarter) {
      lastQuarter = at;
      offset = utcOffsetMilliseconds(timeZone, time);
    }
    return new Date(time + offset)
      .toISOString()
      .slice(0, -"mmm".length - 2)
      .replace("T", " ");
  };
}
