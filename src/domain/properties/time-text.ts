const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const usual = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;
/** The years 1 to 9999: every reader of ISO 8601 takes them, and many know no year 0. */
const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Reads a time as clients send it: epoch milliseconds, or ISO 8601 with `Z` or an offset (contract 8.2). A day alone
 * is its midnight, and a time without an offset is UTC.
 * @returns epoch milliseconds, or undefined where it is no time
 */
export function parseTime(text: string): number | undefined {
  if (/^-?\d{1,16}$/.test(text)) {
    const time = Number(text);
    return time >= earliest && time <= latest ? time : undefined;
  }
  if (usual.test(text)) return readUsual(text);
  const match = iso.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const fraction = Number(`${match[7] ?? ""}000`.slice(0, 3));
  const date = new Date(0);
  // The setters, because Date.UTC takes the years 0 to 99 for the twentieth century's.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, fraction);
  // What does not exist (the 30th of February) has run over into something else.
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (!exists || minute > 59 || second > 59) return undefined;
  const offset = offsetMinutes(match[8]);
  if (offset === undefined) return undefined;
  const result = date.getTime() - offset * 60_000;
  return result >= earliest && result <= latest ? result : undefined;
}

let dayRead = "";
let dayReadAt: number | undefined;

/** A time as most clients write it; several of them in one request tend to be of the same day. */
function readUsual(text: string): number | undefined {
  const day = text.slice(0, "2026-03-17".length);
  if (day !== dayRead) {
    dayReadAt = parseTime(day);
    dayRead = day;
  }
  if (dayReadAt === undefined) return undefined;
  const minutes = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
  return dayReadAt + minutes * 60_000 + Math.round(Number(text.slice(17, -1)) * 1_000);
}

function offsetMinutes(text: string | undefined): number | undefined {
  if (!text || text.toUpperCase() === "Z") return 0;
  const digits = text.slice(1).replace(":", "").padEnd(4, "0");
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 18 || minutes > 59) return undefined;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

const dayMilliseconds = 86_400_000;
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));
const threeDigits = Array.from({ length: 1_000 }, (_, number) => `.${String(number).padStart(3, "0")}`);
let lastDay = Number.NaN;
let lastDayText = "";

/**
 * A time as every answer writes it: ISO 8601 in UTC, without a fraction where that is zero (contract 8.2). A list
 * writes hundreds of them, most of the same few days, so the day is not worked out anew.
 */
export function formatTime(time: number): string {
  const day = Math.floor(time / dayMilliseconds);
  if (day !== lastDay) {
    lastDayText = new Date(time).toISOString().slice(0, -"00:00:00.000Z".length);
    lastDay = day;
  }
  const milliseconds = time - day * dayMilliseconds;
  const seconds = Math.floor(milliseconds / 1_000);
  const fraction = milliseconds % 1_000;
  const hour = twoDigits[Math.floor(seconds / 3_600)];
  const minute = twoDigits[Math.floor(seconds / 60) % 60];
  return `${lastDayText}${hour}:${minute}:${twoDigits[seconds % 60]}${fraction === 0 ? "" : threeDigits[fraction]}Z`;
}
