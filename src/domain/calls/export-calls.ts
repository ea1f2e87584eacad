import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { Context } from "../context.ts";
import { findPlaces, readPlaces, type SearchPlace } from "../search/places.ts";
import { contactsOfCalls } from "./call-contacts.ts";
import { type CallFilters, readCallFilters } from "./call-filters.ts";
import { readOrder } from "./page-calls.ts";

const placesPerSearch = 20_000;
/** Few enough that others are answered between two parts. */
const recordsPerPart = 200;

/** Some of the calls, with the contacts of each where these were asked for. */
export type ExportPart = {
  readonly records: readonly StoredRecord[];
  readonly contacts: ReadonlyMap<number, readonly StoredRecord[]>;
};

/**
 * All calls that filters leave, part by part in an order, however many they are.
 * @throws Refusal 400 for filters or a sort that cannot be, 503 where too many searches run; both before the first part
 */
export async function exportCalls(
  ctx: Context,
  calls: ObjectType,
  filters: CallFilters,
  { sort, withContacts }: { readonly sort: string; readonly withContacts: boolean },
): Promise<AsyncIterable<ExportPart>> {
  const where = readCallFilters(ctx.portal, calls, filters);
  const order = readOrder(calls, sort);
  const find = (after: SearchPlace | undefined) =>
    findPlaces(ctx, calls, { where, order, after, limit: placesPerSearch });
  const first = await find(undefined);
  return (async function* () {
    for (let places = first; places.length > 0; places = await find(places.at(-1))) {
      for (let from = 0; from < places.length; from += recordsPerPart) {
        const part = places.slice(from, from + recordsPerPart);
        const records = await readPlaces(ctx, calls, part);
        const ids = withContacts ? part.map(({ id }) => id) : [];
        yield { records, contacts: await contactsOfCalls(ctx, calls, ids) };
      }
      if (places.length < placesPerSearch) return;
    }
  })();
}
