import { utcOffsetMilliseconds } from "../accounts/time-zone.ts";

/** From a time on (epoch ms), what is added to a time to have what clocks show. */
export type ClockShift = { readonly from: number; readonly add: number };

export type SlotWidth = "hour" | "day" | "week" | "month" | "year";

const hour = 3_600_000;
export const dayMilliseconds = 24 * hour;
/** Shorter than clocks stay changed anywhere: in Morocco it is a month. */
const step = 7 * dayMilliseconds;
/** When clocks are looked at this closely; nobody calls at other times. */
const firstWatched = Date.UTC(1970);
const lastWatched = Date.UTC(2100);

/** The longest that a slot can be. */
export const longestSlot: Readonly<Record<SlotWidth, number>> = {
  hour,
  day: dayMilliseconds,
  week: 7 * dayMilliseconds,
  month: 31 * dayMilliseconds,
  year: 366 * dayMilliseconds,
};

/** How clocks of a time zone stand from one time to another; the first shift holds before its time as well. */
export function clockShifts(timeZone: string, from: number, to: number): ClockShift[] {
  const shifts: ClockShift[] = [{ from, add: utcOffsetMilliseconds(timeZone, from) }];
  const end = Math.min(to, lastWatched);
  for (let time = from; time < end; ) {
    const next = time < firstWatched ? Math.min(firstWatched, end) : Math.min(time + step, end);
    const [before, after] = [shifts.at(-1)?.add ?? 0, utcOffsetMilliseconds(timeZone, next)];
    if (before !== after) shifts.push({ from: changeBetween(timeZone, time, next, before), add: after });
    time = next;
  }
  return shifts;
}

/** The first time at which clocks no longer stand as they did. */
function changeBetween(timeZone: string, from: number, to: number, before: number): number {
  let [same, changed] = [from, to];
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (utcOffsetMilliseconds(timeZone, middle) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

/** What clocks show at a time, as if it were UTC. */
export function wallTime(shifts: readonly ClockShift[], time: number): number {
  const shift = shifts.findLast(({ from }) => from <= time) ?? shifts[0];
  return time + (shift?.add ?? 0);
}

/** When clocks show this for the first time; where they pass over it, when they do. */
export function timeOfWall(shifts: readonly ClockShift[], wall: number): number {
  for (const [index, { from, add }] of shifts.entries()) {
    const time = wall - add;
    const end = shifts[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    if (time < end) return index === 0 ? time : Math.max(time, from);
  }
  return wall;
}

/** The beginning of the slot that holds a wall time. A week begins on Monday. */
export function slotStart(width: SlotWidth, wall: number): number {
  switch (width) {
    case "hour":
      return Math.floor(wall / hour) * hour;
    case "day":
      return Math.floor(wall / dayMilliseconds) * dayMilliseconds;
    case "week": {
      // The first of January 1970 was a Thursday.
      const days = Math.floor(wall / dayMilliseconds);
      return (Math.floor((days + 3) / 7) * 7 - 3) * dayMilliseconds;
    }
    case "month":
      return firstOfMonth(wall, 0);
    case "year":
      return firstOfMonth(wall, -new Date(wall).getUTCMonth());
  }
}

/** The beginning of the slot behind the one that begins at a wall time. */
export function nextSlot(width: SlotWidth, start: number): number {
  switch (width) {
    case "hour":
      return start + hour;
    case "day":
      return start + dayMilliseconds;
    case "week":
      return start + 7 * dayMilliseconds;
    case "month":
      return firstOfMonth(start, 1);
    case "year":
      return firstOfMonth(start, 12);
  }
}

function firstOfMonth(wall: number, monthsOn: number): number {
  const date = new Date(wall);
  const first = new Date(0);
  // The setter, because Date.UTC takes the years 0 to 99 for the twentieth century's.
  first.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + monthsOn, 1);
  return first.getTime();
}
