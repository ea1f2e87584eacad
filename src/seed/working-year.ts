import { utcOffsetMilliseconds } from "../domain/accounts/time-zone.ts";
import type { Random } from "./random.ts";

const day = 86_400_000;
const minute = 60_000;
const daysOfYear = 365;

/** How busy a sales team is, Sunday first. */
const weekdays = [0.004, 0.92, 1.1, 1.12, 1.05, 0.8, 0.02];
/** The same for each hour of the team's own clock: two peaks, and a dip over lunch. */
const hours = [
  0, 0, 0, 0, 0, 0, 0.002, 0.02, 0.35, 1, 1.25, 1.15, 0.45, 0.6, 1.1, 1.2, 1, 0.55, 0.12, 0.03, 0.006, 0.002, 0, 0,
].map((weight, hour) => [hour, weight] as const);
/** January first: slow summers and the last days of the year. */
const months = [0.95, 1, 1.08, 1, 1.02, 1, 0.82, 0.72, 1.08, 1.1, 1.12, 0.7];
const holidays = new Set(["01-01", "05-01", "12-24", "12-25", "12-26", "12-31"]);
const ownHoliday = 0.03;
/** How much the team grows over the year. */
const growth = 0.35;

/**
 * The times of `count` calls in the year that ends at `until`, in order: working hours of working days in the
 * portal's time zone, a few outside of them.
 */
export function* workingTimes(random: Random, count: number, until: number, timeZone: string): Generator<number> {
  const days = Array.from({ length: daysOfYear }, (_, index) => describeDay(until, index, timeZone));
  const total = days.reduce((sum, { weight }) => sum + weight, 0);
  let soFar = 0;
  let given = 0;
  for (const { start, weight } of days) {
    soFar += weight;
    // Each day's share of the whole, rounded so that the year adds up.
    const upTo = Math.round((count * soFar) / total);
    const times = Array.from({ length: upTo - given }, () => start + timeOfDay(random));
    given = upTo;
    yield* times.sort((one, other) => one - other);
  }
}

/** The first moment of that year. */
export function startOfYear(until: number): number {
  return until - daysOfYear * day;
}

function describeDay(until: number, index: number, timeZone: string): { start: number; weight: number } {
  const start = startOfYear(until) + index * day;
  // Its date as the calendar of UTC has it; the hours are the portal's own.
  const date = new Date(start);
  const season = (months[date.getUTCMonth()] as number) * (1 + (growth * index) / daysOfYear);
  const monthAndDay = date.toISOString().slice(5, 10);
  const weight = (weekdays[date.getUTCDay()] as number) * season * (holidays.has(monthAndDay) ? ownHoliday : 1);
  return { start: start - utcOffsetMilliseconds(timeZone, start + day / 2), weight };
}

function timeOfDay(random: Random): number {
  return random.weighted(hours) * 60 * minute + random.integer(0, 60 * minute - 1);
}
