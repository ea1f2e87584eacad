import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { Context } from "../context.ts";
import { readCursor, writeCursor } from "../search/cursors.ts";
import { readSort } from "../search/parse-search.ts";
import { countMatching, findPlaces, readPlaces, type SearchOrder } from "../search/places.ts";
import { type CallFilters, readCallFilters } from "./call-filters.ts";

export type CallPage = {
  readonly records: readonly StoredRecord[];
  /** Where the next page begins; undefined on the last. */
  readonly after: string | undefined;
  /** How many there are in all, where that was asked. */
  readonly total: number | undefined;
};

type Asked = {
  /** A property's name, with `-` before it for the greatest first. */
  readonly sort: string;
  readonly after: string | undefined;
  readonly limit: number;
  readonly total: boolean;
};

/**
 * One page of the calls that filters leave, to any depth: a page begins behind the last call of the one before.
 * @throws Refusal 400 for filters, a sort or a cursor that cannot be, 503 where too many searches run
 */
export async function pageCalls(
  ctx: Context,
  calls: ObjectType,
  filters: CallFilters,
  asked: Asked,
): Promise<CallPage> {
  const where = readCallFilters(ctx.portal, calls, filters);
  const order = readOrder(calls, asked.sort);
  const after = readCursor(asked.sort, asked.after);
  // One more than shown tells whether there is a next page.
  const [places, total] = await Promise.all([
    findPlaces(ctx, calls, { where, order, after, limit: asked.limit + 1 }),
    asked.total ? countMatching(ctx, calls, where) : undefined,
  ]);
  const shown = places.slice(0, asked.limit);
  const last = shown.at(-1);
  return {
    records: await readPlaces(ctx, calls, shown),
    after: places.length > asked.limit && last ? writeCursor(asked.sort, last) : undefined,
    total,
  };
}

/** @throws Refusal 400 for a property that cannot be sorted by */
export function readOrder(calls: ObjectType, sort: string): SearchOrder {
  return readSort(calls, [sort]);
}
