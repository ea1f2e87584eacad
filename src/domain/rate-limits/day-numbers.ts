import { utcOffsetMilliseconds } from "../accounts/time-zone.ts";

const dayMilliseconds = 86_400_000;
/** Zones are set, and begin their days, at quarters of an hour of UTC. */
const quarterMilliseconds = 900_000;

/** When the day of a time zone ends that a time falls in. */
export function endOfDay(timeZone: string, now: number): number {
  const dayOf = createDayNumbers();
  const today = dayOf(timeZone, now);
  let end = now - (now % quarterMilliseconds) + quarterMilliseconds;
  while (dayOf(timeZone, end) === today) end += quarterMilliseconds;
  return end;
}

/** Numbers the days of time zones: a day begins at midnight there. */
export function createDayNumbers(): (timeZone: string, now: number) => number {
  const known = new Map<string, { readonly number: number; readonly from: number }>();
  return (timeZone, now) => {
    const last = known.get(timeZone);
    if (last && last.from <= now && now < last.from + quarterMilliseconds) return last.number;
    const number = Math.floor((now + utcOffsetMilliseconds(timeZone, now)) / dayMilliseconds);
    known.set(timeZone, { number, from: now - (now % quarterMilliseconds) });
    return number;
  };
}
