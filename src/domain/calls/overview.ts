import { connectedOutcomeId } from "../../model/catalog/outcomes.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { isTimeZone } from "../accounts/time-zone.ts";
import type { Context } from "../context.ts";
import { type Group, groupMatching, type SearchCondition, type SearchField } from "../search/places.ts";
import { type CallFilters, readCallFilters } from "./call-filters.ts";
import {
  clockShifts,
  dayMilliseconds,
  longestSlot,
  nextSlot,
  type SlotWidth,
  slotStart,
  timeOfWall,
  wallTime,
} from "./time-slots.ts";

export type Figures = {
  readonly calls: number;
  /** With the outcome that means that somebody was reached. */
  readonly connected: number;
  /** The durations of those, added up. */
  readonly talkMilliseconds: number;
};

export type Overview = {
  readonly bucket: SlotWidth;
  /** The times that were asked for, or else those of the calls found. */
  readonly from: number | null;
  readonly to: number | null;
  readonly totals: Figures & {
    /** How many of the connected calls tell their duration. */
    readonly timed: number;
    readonly recorded: number;
    readonly voicemails: number;
    readonly voicemailsWaiting: number;
  };
  /** Each bucket's beginning, empty ones too. */
  readonly overTime: readonly (Figures & { readonly start: number })[];
  /** By stored value, null where it is not set; most calls first. */
  readonly by: Readonly<Record<Dimension, readonly (Figures & { readonly value: string | null })[]>>;
};

export type Dimension = "owner" | "outcome" | "direction" | "status";

type Asked = { readonly timeZone: string; readonly bucket: SlotWidth | "auto" };

const text = (name: string): SearchField => ({ in: "texts", name });
const dimensions: readonly (readonly [Dimension, SearchField])[] = [
  ["owner", text("hubspot_owner_id")],
  ["outcome", text("hs_call_disposition")],
  ["direction", text("hs_call_direction")],
  ["status", text("hs_call_status")],
];
const measures = {
  sum: { in: "numbers", name: "hs_call_duration" },
  range: { in: "numbers", name: "hs_timestamp" },
} as const;

/**
 * What the calls that filters leave come to, and how they spread over time by the viewer's clocks.
 * @throws Refusal 400 for filters, a time zone or a bucket that cannot be, 503 where too many searches run
 */
export async function overviewCalls(
  ctx: Context,
  calls: ObjectType,
  filters: CallFilters,
  { timeZone, bucket }: Asked,
): Promise<Overview> {
  if (!isTimeZone(timeZone)) throw refuse.parameter("query", "timeZone", "It is not the name of a time zone");
  const where = readCallFilters(ctx.portal, calls, filters);
  const keys = [...dimensions.map(([, field]) => field), text("hs_call_has_voicemail")].map(
    (field) => ({ by: "value", field }) as const,
  );
  const recorded = { by: "set", field: text("hs_call_recording_url") } as const;
  const groups = await groupMatching(ctx, calls, { where, keys: [...keys, recorded], ...measures });
  const from = filters.from ?? extreme(groups, "lowest", Math.min) ?? null;
  const last = extreme(groups, "highest", Math.max);
  const to = filters.to ?? (last === undefined ? null : last + 1);
  const width = bucket === "auto" ? widthFor(from, to) : bucket;
  return {
    bucket: width,
    from,
    to,
    totals: totalsOf(groups),
    overTime:
      from === null || to === null || to <= from
        ? []
        : await overTime(ctx, calls, where, { timeZone, width, from, to, mayCut: bucket === "auto" }),
    by: {
      owner: byKey(groups, keyOf("owner")),
      outcome: byKey(groups, keyOf("outcome")),
      direction: byKey(groups, keyOf("direction")),
      status: byKey(groups, keyOf("status")),
    },
  };
}

function extreme(groups: readonly Group[], name: "lowest" | "highest", choose: (...times: number[]) => number) {
  const times = groups.map((group) => group[name]).filter((time) => time !== null);
  return times.length === 0 ? undefined : times.reduce((one, other) => choose(one, other));
}

/** So that a chart has some dozens of points. */
function widthFor(from: number | null, to: number | null): SlotWidth {
  const days = from === null || to === null ? 0 : (to - from) / dayMilliseconds;
  if (days <= 2) return "hour";
  if (days <= 92) return "day";
  if (days <= 731) return "week";
  return days <= 40 * 366 ? "month" : "year";
}

const keyOf = (dimension: Dimension) => dimensions.findIndex(([name]) => name === dimension);
const outcomeKey = keyOf("outcome");
const voicemailKey = dimensions.length;
const recordedKey = voicemailKey + 1;

function figuresOf(group: Group, outcome: string | number | null): Figures {
  const isConnected = outcome === connectedOutcomeId;
  return {
    calls: group.records,
    connected: isConnected ? group.records : 0,
    talkMilliseconds: isConnected ? group.sum : 0,
  };
}

const nothing: Figures = { calls: 0, connected: 0, talkMilliseconds: 0 };

function add(one: Figures, other: Figures): Figures {
  return {
    calls: one.calls + other.calls,
    connected: one.connected + other.connected,
    talkMilliseconds: one.talkMilliseconds + other.talkMilliseconds,
  };
}

function totalsOf(groups: readonly Group[]): Overview["totals"] {
  const count = (fits: (keys: Group["keys"]) => boolean) =>
    groups.filter(({ keys }) => fits(keys)).reduce((sum, { records }) => sum + records, 0);
  const isVoicemail = (keys: Group["keys"]) => String(keys[voicemailKey]) === "true";
  return {
    ...groups.map((group) => figuresOf(group, group.keys[outcomeKey] ?? null)).reduce(add, nothing),
    timed: groups
      .filter(({ keys }) => keys[outcomeKey] === connectedOutcomeId)
      .reduce((sum, { measured }) => sum + measured, 0),
    recorded: count((keys) => keys[recordedKey] === 1),
    voicemails: count(isVoicemail),
    voicemailsWaiting: count((keys) => isVoicemail(keys) && keys[outcomeKey] === null),
  };
}

function byKey(groups: readonly Group[], index: number) {
  const sums = new Map<string | null, Figures>();
  for (const group of groups) {
    const value = (group.keys[index] ?? null) as string | null;
    sums.set(value, add(sums.get(value) ?? nothing, figuresOf(group, group.keys[outcomeKey] ?? null)));
  }
  return [...sums]
    .map(([value, figures]) => ({ value, ...figures }))
    .sort((one, other) => other.calls - one.calls || ((one.value ?? "") < (other.value ?? "") ? -1 : 1));
}

type Span = {
  readonly timeZone: string;
  readonly width: SlotWidth;
  readonly from: number;
  readonly to: number;
  /** Whether only the newest buckets are shown where there would be too many. */
  readonly mayCut: boolean;
};

async function overTime(
  ctx: Context,
  calls: ObjectType,
  where: SearchCondition,
  span: Span,
): Promise<Overview["overTime"]> {
  const { width, to } = span;
  const from = Math.max(span.from, earliest(span));
  const shifts = clockShifts(span.timeZone, from, to);
  // Slots are not all as long as the longest, so a few more may have come out.
  const starts = bucketStarts(width, wallTime(shifts, from), wallTime(shifts, to - 1)).slice(-limits.overviewBuckets);
  // Weeks and months are made of days, which the database can count by itself.
  const counted = width === "hour" ? 3_600_000 : dayMilliseconds;
  const groups = await groupMatching(ctx, calls, {
    where,
    keys: [
      { by: "slot", field: measures.range, width: counted, shifts },
      { by: "value", field: text("hs_call_disposition") },
    ],
    ...measures,
  });
  const figures = new Map<number, Figures>();
  for (const group of groups) {
    const start = slotStart(width, Number(group.keys[0]) * counted);
    figures.set(start, add(figures.get(start) ?? nothing, figuresOf(group, group.keys[1] ?? null)));
  }
  return starts.map((wall) => ({ start: timeOfWall(shifts, wall), ...(figures.get(wall) ?? nothing) }));
}

/**
 * Where time is cut off so that there are not too many buckets.
 * @throws Refusal 400 where the width was the client's own
 */
function earliest({ width, to, from, mayCut }: Span): number {
  const cutAt = to - (limits.overviewBuckets - 1) * longestSlot[width];
  if (from >= cutAt || mayCut) return cutAt;
  throw refuse.parameter("query", "bucket", `There would be more than ${limits.overviewBuckets} of them`);
}

function bucketStarts(width: SlotWidth, firstWall: number, lastWall: number): number[] {
  const starts: number[] = [];
  for (let start = slotStart(width, firstWall); start <= lastWall; start = nextSlot(width, start)) starts.push(start);
  return starts;
}
