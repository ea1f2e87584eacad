/** Numbers as the viewer's browser writes them. */

const plain = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });

export function formatNumber(value: number): string {
  return plain.format(value);
}

/** A share of one: 0.333 is "33.3 %". */
export function formatPercent(share: number): string {
  return percent.format(share);
}

/** "12.3K", for axes and tiles. */
export function formatCompact(value: number): string {
  return compact.format(value);
}

/** An amount in a currency such as `EUR`. */
export function formatMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat(undefined, { style: "currency", currency }).format(amount);
}

/** Milliseconds as a clock that counts: "0:42", "12:05", "1:02:33". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Milliseconds in words: "1 h 2 min", "42 s". */
export function formatDurationWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${formatNumber(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** Reads "1:30", "1h 2m", "90 s" or "2.5" (minutes) into milliseconds; undefined if it is none of these. */
export function readDuration(text: string): number | undefined {
  const given = text.trim().toLowerCase().replace(",", ".");
  const clock = /^(?:(\d+):)?(\d+):([0-5]?\d)$/.exec(given);
  if (clock) return (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  if (/^\d+(\.\d+)?$/.test(given)) return Math.round(Number(given) * 60_000);
  const parts = [...given.matchAll(/(\d+(?:\.\d+)?)\s*(h|m|s)[a-z]*/g)];
  if (parts.length === 0 || given.replace(/(\d+(?:\.\d+)?)\s*(h|m|s)[a-z]*/g, "").trim() !== "") return undefined;
  const unit: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 };
  return Math.round(parts.reduce((sum, [, value, name]) => sum + Number(value) * (unit[name ?? "s"] ?? 0), 0));
}

/** Bytes: "1.2 MB". */
export function formatBytes(bytes: number): string {
  const names = ["B", "kB", "MB", "GB"];
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), names.length - 1);
  const digits = power === 0 ? 0 : 1;
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: digits }).format(bytes / 1000 ** power)} ${names[power]}`;
}
