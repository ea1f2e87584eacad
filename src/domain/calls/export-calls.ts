import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { Context } from "../context.ts";
import { findPlaces, readPlaces, type SearchPlace } from "../search/places.ts";
import { type CallFilters, readCallFilters } from "./call-filters.ts";
import { readOrder } from "./page-calls.ts";

const placesPerSearch = 20_000;
/** Few enough that others are answered between two parts. */
const recordsPerPart = 200;

/**
 * All calls that filters leave, part by part in an order, however many they are.
 * @throws Refusal 400 for filters or a sort that cannot be, 503 where too many searches run; both before the first part
 */
export async function exportCalls(
  ctx: Context,
  calls: ObjectType,
  filters: CallFilters,
  sort: string,
): Promise<AsyncIterable<readonly StoredRecord[]>> {
  const where = readCallFilters(ctx.portal, calls, filters);
  const order = readOrder(calls, sort);
  const find = (after: SearchPlace | undefined) =>
    findPlaces(ctx, calls, { where, order, after, limit: placesPerSearch });
  const first = await find(undefined);
  return (async function* () {
    for (let places = first; places.length > 0; places = await find(places.at(-1))) {
      for (let from = 0; from < places.length; from += recordsPerPart) {
        yield await readPlaces(ctx, calls, places.slice(from, from + recordsPerPart));
      }
      if (places.length < placesPerSearch) return;
    }
  })();
}
