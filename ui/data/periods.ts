/** Spans of days that are named from today on, so that a saved view stays of use. Days are the viewer's. */
export const periods = [
  { name: "today", label: "Today" },
  { name: "yesterday", label: "Yesterday" },
  { name: "last-7-days", label: "Last 7 days" },
  { name: "last-30-days", label: "Last 30 days" },
  { name: "this-month", label: "This month" },
  { name: "last-month", label: "Last month" },
  { name: "this-year", label: "This year" },
] as const;

export type PeriodName = (typeof periods)[number]["name"];

/** Epoch milliseconds: from the first, up to and without the second. */
export type Span = { readonly from: number; readonly to: number };

export function isPeriodName(text: string | null): text is PeriodName {
  return periods.some(({ name }) => name === text);
}

/** When a named period begins and ends. */
export function spanOfPeriod(name: PeriodName, now = new Date()): Span {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const days = (first: number, last: number): Span => ({
    from: new Date(year, month, day + first).getTime(),
    to: new Date(year, month, day + last + 1).getTime(),
  });
  const months = (first: number, count: number): Span => ({
    from: new Date(year, month + first, 1).getTime(),
    to: new Date(year, month + first + count, 1).getTime(),
  });
  switch (name) {
    case "today":
      return days(0, 0);
    case "yesterday":
      return days(-1, -1);
    case "last-7-days":
      return days(-6, 0);
    case "last-30-days":
      return days(-29, 0);
    case "this-month":
      return months(0, 1);
    case "last-month":
      return months(-1, 1);
    case "this-year":
      return { from: new Date(year, 0, 1).getTime(), to: new Date(year + 1, 0, 1).getTime() };
  }
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The viewer's midnight at which a day such as `2026-03-17` begins, some days later; undefined if it is none. */
export function startOfDay(day: string | undefined, later = 0): number | undefined {
  const [, year, month, date] = dayPattern.exec(day ?? "") ?? [];
  if (year === undefined) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + later).getTime();
}
