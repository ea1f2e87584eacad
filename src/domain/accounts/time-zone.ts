const zonesKept = 100;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * How far a time zone is ahead of UTC at a time.
 * @throws RangeError for what is no time zone
 */
export function utcOffsetMilliseconds(timeZone: string, time: number): number {
  const parts = formatOf(timeZone).formatToParts(time);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /^GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -1 : 1) * minutes * 60_000;
}

/** To make a format takes a hundred times as long as to use it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    if (formats.size >= zonesKept) formats.clear();
    formats.set(timeZone, format);
  }
  return format;
}

/** True for a name that the time zone database knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return !name.includes("\0");
  } catch {
    return false;
  }
}
