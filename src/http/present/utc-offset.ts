import { utcOffsetMilliseconds } from "../../domain/accounts/time-zone.ts";

/** How far a time zone is ahead of UTC at a time, as the account endpoints tell it (contract 6.8). */
export function presentOffset(timeZone: string, time: number) {
  const milliseconds = utcOffsetMilliseconds(timeZone, time);
  return { utcOffset: offsetText(milliseconds), utcOffsetMilliseconds: milliseconds };
}

function offsetText(milliseconds: number): string {
  const minutes = Math.abs(milliseconds) / 60_000;
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  return `${milliseconds < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}
