/** Dates as the viewer reads them: the browser's own language and time zone. */

const styles = {
  dateTime: { dateStyle: "medium", timeStyle: "short" },
  exact: { dateStyle: "full", timeStyle: "long" },
  date: { dateStyle: "medium" },
  utcDate: { dateStyle: "medium", timeZone: "UTC" },
  time: { timeStyle: "short" },
  month: { month: "long", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Made when first needed: each costs the browser milliseconds. */
const formats = new Map<keyof typeof styles, Intl.DateTimeFormat>();
let relative: Intl.RelativeTimeFormat | undefined;

/** The name of the viewer's time zone, such as `Europe/Berlin`. */
export function viewerTimeZone(): string {
  return formatOf("dateTime").resolvedOptions().timeZone;
}

/** A moment as the API writes it: ISO text, or epoch milliseconds as a number or as text. */
export type Moment = string | number;

/** Reads a moment into epoch milliseconds; undefined if it is none. */
export function readMoment(moment: Moment | null | undefined): number | undefined {
  if (moment === null || moment === undefined || moment === "") return undefined;
  const isNumber = typeof moment === "number" || /^-?\d{6,}$/.test(moment);
  const milliseconds = isNumber ? Number(moment) : Date.parse(moment);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Date and time: "17 Mar 2026, 14:32". */
export function formatDateTime(moment: Moment | null | undefined): string {
  return format("dateTime", moment);
}

/** Everything about the moment, for a tooltip. */
export function formatExact(moment: Moment | null | undefined): string {
  return format("exact", moment);
}

/** The day, in the viewer's time zone. */
export function formatDay(moment: Moment | null | undefined): string {
  return format("date", moment);
}

/** A property of type `date` is a day without a time zone, kept as midnight UTC. */
export function formatPlainDate(moment: Moment | null | undefined): string {
  return format("utcDate", moment);
}

export function formatTime(moment: Moment | null | undefined): string {
  return format("time", moment);
}

/** The month: "March 2026". */
export function formatMonth(moment: Moment | null | undefined): string {
  return format("month", moment);
}

function format(style: keyof typeof styles, moment: Moment | null | undefined): string {
  const milliseconds = readMoment(moment);
  return milliseconds === undefined ? "" : formatOf(style).format(milliseconds);
}

function formatOf(style: keyof typeof styles): Intl.DateTimeFormat {
  const made = formats.get(style) ?? new Intl.DateTimeFormat(undefined, styles[style]);
  formats.set(style, made);
  return made;
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;
const daysShownAsRelative = 6;

/** "3 hours ago" for what is close, the day for what is not. */
export function formatRelative(moment: Moment | null | undefined, now = Date.now()): string {
  const milliseconds = readMoment(moment);
  if (milliseconds === undefined) return "";
  const distance = milliseconds - now;
  if (Math.abs(distance) > daysShownAsRelative * 86_400_000) return formatDay(milliseconds);
  relative ??= new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  for (const [unit, length] of units) {
    if (Math.abs(distance) >= length) return relative.format(Math.trunc(distance / length), unit);
  }
  return relative.format(0, "minute");
}
