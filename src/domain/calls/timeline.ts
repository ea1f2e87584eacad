import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties, type StoredRecord } from "../../model/record.ts";
import { isTimeZone } from "../accounts/time-zone.ts";
import type { Context } from "../context.ts";
import { getObject } from "../objects/read.ts";
import { readRecordId } from "../objects/record-id.ts";
import { pinProperty } from "../pins/pins.ts";
import { readCursor, writeCursor } from "../search/cursors.ts";
import { findPlaces, groupMatching, readPlaces, type SearchCondition } from "../search/places.ts";
import { readFilter } from "../search/read-filter.ts";
import { type CallFilters, noCallFilters, readCallFilters } from "./call-filters.ts";
import { clockShifts, dayMilliseconds, slotStart, timeOfWall } from "./time-slots.ts";

export type Month = {
  /** The beginning by the viewer's clocks, in epoch milliseconds. */
  readonly start: number;
  /** `2026-03`. */
  readonly name: string;
  readonly calls: number;
};

export type Timeline = {
  readonly records: readonly StoredRecord[];
  readonly after: string | undefined;
  /** What only the first page tells. */
  readonly head:
    | { readonly pinned: StoredRecord | undefined; readonly total: number; readonly months: readonly Month[] }
    | undefined;
};

type Asked = {
  readonly outcome: CallFilters["outcome"];
  readonly timeZone: string;
  readonly after: string | undefined;
  readonly limit: number;
};

const time = { in: "numbers", name: "hs_timestamp" } as const;
const newestFirst = { field: time, descending: true };
const order = "timeline";

/**
 * One page of a record's calls, the newest first; with the first page the pinned call, and how many there are by month.
 * @throws Refusal 404 where the record is not live, 400 for an outcome, time zone or cursor that cannot be
 */
export async function readTimeline(
  ctx: Context,
  calls: ObjectType,
  objectType: ObjectType,
  reference: string,
  asked: Asked,
): Promise<Timeline> {
  if (!isTimeZone(asked.timeZone)) throw refuse.parameter("query", "timeZone", "It is not the name of a time zone");
  const after = readCursor(order, asked.after);
  const beside = { archived: false, history: [], associations: [] };
  const record = await getObject(ctx, objectType, reference, undefined, beside);
  const ofRecord = readFilter(ctx.portal, calls, {
    propertyName: `associations.${objectType.id}`,
    operator: "EQ",
    value: record.id,
  });
  const filters = readCallFilters(ctx.portal, calls, { ...noCallFilters, outcome: asked.outcome });
  const where: SearchCondition = { is: "all", of: [ofRecord, filters] };
  const [places, head] = await Promise.all([
    findPlaces(ctx, calls, { where, order: newestFirst, after, limit: asked.limit + 1 }),
    after ? undefined : readHead(ctx, calls, record, where, asked.timeZone),
  ]);
  const shown = places.slice(0, asked.limit);
  const last = shown.at(-1);
  return {
    records: await readPlaces(ctx, calls, shown),
    after: places.length > asked.limit && last ? writeCursor(order, last) : undefined,
    head,
  };
}

async function readHead(
  ctx: Context,
  calls: ObjectType,
  record: StoredRecord,
  where: SearchCondition,
  timeZone: string,
): Promise<Timeline["head"]> {
  const months = await countMonths(ctx, calls, where, timeZone);
  const pinnedId = readRecordId(parseProperties(record)[pinProperty] ?? "");
  // What is pinned may be another engagement than a call.
  const [pinned] = pinnedId === undefined ? [] : await readPlaces(ctx, calls, [{ id: pinnedId, value: null }]);
  return { pinned, total: months.reduce((sum, month) => sum + month.calls, 0), months };
}

async function countMonths(
  ctx: Context,
  calls: ObjectType,
  where: SearchCondition,
  timeZone: string,
): Promise<Month[]> {
  const measures = { where, sum: time, range: time };
  const [all] = await groupMatching(ctx, calls, { ...measures, keys: [{ by: "set", field: time }] });
  if (!all || all.lowest === null || all.highest === null) return [];
  const shifts = clockShifts(timeZone, all.lowest, all.highest);
  const days = await groupMatching(ctx, calls, {
    ...measures,
    keys: [{ by: "slot", field: time, width: dayMilliseconds, shifts }],
  });
  const counts = new Map<number, number>();
  for (const { keys, records } of days) {
    const month = slotStart("month", Number(keys[0]) * dayMilliseconds);
    counts.set(month, (counts.get(month) ?? 0) + records);
  }
  return [...counts]
    .sort(([one], [other]) => other - one)
    .map(([wall, calls]) => ({
      start: timeOfWall(shifts, wall),
      name: new Date(wall).toISOString().replace(/-\d\dT.*$/, ""),
      calls,
    }));
}
