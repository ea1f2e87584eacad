import { useCallback, useMemo } from "react";
import { useSearchParams } from "wouter";
import { isPeriodName, type PeriodName, spanOfPeriod, startOfDay } from "./periods.ts";

/** Which calls are meant. It lies in the address bar, so that a view can be kept, sent and gone back to. */
export type CallFilters = {
  readonly q: string;
  /** Ids, or `none` for calls without one; any of them. The same for the other lists. */
  readonly owner: readonly string[];
  readonly outcome: readonly string[];
  readonly status: readonly string[];
  readonly direction: readonly string[];
  readonly type: readonly string[];
  /** A named period; it counts for more than the days. */
  readonly when: PeriodName | undefined;
  /** The first and last day, such as `2026-03-17`. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly recording: boolean | undefined;
  readonly voicemail: boolean | undefined;
  /** Voicemails that nobody has dealt with yet. */
  readonly waiting: boolean;
};

export const listFilters = ["owner", "outcome", "status", "direction", "type"] as const;
export type ListFilter = (typeof listFilters)[number];

export const noFilters: CallFilters = {
  q: "",
  owner: [],
  outcome: [],
  status: [],
  direction: [],
  type: [],
  when: undefined,
  from: undefined,
  to: undefined,
  recording: undefined,
  voicemail: undefined,
  waiting: false,
};

/** Reads the filters out of an address; what makes no sense is passed over. */
export function readFilters(address: URLSearchParams): CallFilters {
  const list = (name: ListFilter) => (address.get(name) ?? "").split(",").filter(Boolean);
  const choice = (name: string) => ({ true: true, false: false })[address.get(name) ?? ""];
  const day = (name: string) => {
    const text = address.get(name) ?? undefined;
    return startOfDay(text) === undefined ? undefined : text;
  };
  const when = address.get("when");
  return {
    q: address.get("q") ?? "",
    owner: list("owner"),
    outcome: list("outcome"),
    status: list("status"),
    direction: list("direction"),
    type: address.getAll("type").filter(Boolean),
    when: isPeriodName(when) ? when : undefined,
    from: day("from"),
    to: day("to"),
    recording: choice("recording"),
    voicemail: choice("voicemail"),
    waiting: address.get("waiting") === "true",
  };
}

/** The filters as the parameters of an address; what is not set leaves nothing. */
export function writeFilters(filters: CallFilters): [name: string, value: string][] {
  const { type, waiting, ...others } = filters;
  const written = Object.entries(others)
    .filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]): [string, string] => [name, String(value)]);
  // The labels of call types may have commas of their own.
  for (const each of type) written.push(["type", each]);
  if (waiting) written.push(["waiting", "true"]);
  return written;
}

/** The filters as `/app/calls`, `/app/calls.csv` and `/app/overview` take them. */
export function queryOfFilters(filters: CallFilters) {
  const { q, owner, outcome, status, direction, type, recording, voicemail, waiting } = filters;
  const span = filters.when === undefined ? undefined : spanOfPeriod(filters.when);
  return {
    q: q.trim() === "" ? undefined : q.trim(),
    owner: [...owner],
    outcome: [...outcome],
    status: [...status],
    direction: [...direction],
    type: [...type],
    from: span?.from ?? startOfDay(filters.from),
    to: span?.to ?? startOfDay(filters.to, 1),
    recording,
    voicemail,
    waiting: waiting || undefined,
  };
}

/** How many filters are set, the text aside. */
export function countFilters(filters: CallFilters): number {
  const { q: _, from, to, ...others } = filters;
  return (
    Object.keys(writeFilters({ ...noFilters, ...others })).length + (from !== undefined || to !== undefined ? 1 : 0)
  );
}

/** The filters of the page one is on, and how to change them. Everything else in the address stays. */
export function useCallFilters() {
  const [address, setAddress] = useSearchParams();
  const text = address.toString();
  const filters = useMemo(() => readFilters(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (changes: Partial<CallFilters>) =>
      setAddress(
        (former) => {
          const next = new URLSearchParams(former);
          for (const name of Object.keys(noFilters)) next.delete(name);
          for (const [name, value] of writeFilters({ ...readFilters(former), ...changes })) next.append(name, value);
          return next;
        },
        { replace: true },
      ),
    [setAddress],
  );
  const clear = useCallback(() => change(noFilters), [change]);
  return { filters, change, clear };
}
