import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { Context } from "../context.ts";
import { parseSearch, type SearchInput } from "./parse-search.ts";
import { readPlaces } from "./places.ts";

export type Found = {
  readonly total: number;
  readonly records: readonly StoredRecord[];
  /** The offset of the next page, where there is more. */
  readonly next: number | undefined;
};

/**
 * Finds live records: one page of them and how many there are. What was committed before is found (section 12, row 16);
 * what is deleted while it is read is left out.
 * @throws Refusal 400 for a search that is not valid, 503 where too many run or it takes too long
 */
export async function searchObjects(ctx: Context, objectType: ObjectType, input: SearchInput): Promise<Found> {
  const query = parseSearch(ctx.portal, objectType, input);
  const { places, total = 0 } = await ctx.searches.find(query);
  const records = await readPlaces(ctx, objectType, places);
  const end = query.offset + places.length;
  return { total, records, next: places.length > 0 && end < total ? end : undefined };
}
