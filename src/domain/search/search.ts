import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import { listLiveObjects } from "../../storage/search-documents.ts";
import { type SearchQuery, searchPage, searchTotal } from "../../storage/search-sql.ts";
import type { Context } from "../context.ts";
import { toStoredRecord } from "../objects/stored-record.ts";
import { parseSearch, type SearchInput } from "./parse-search.ts";

export type Found = {
  readonly total: number;
  readonly records: readonly StoredRecord[];
  /** The offset of the next page, where there is more. */
  readonly next: number | undefined;
};

/**
 * Finds live records: one page of them and how many there are. What was committed before is found (section 12, row 16).
 * @throws Refusal 400 for a search that is not valid, 503 where too many run or it takes too long
 */
export async function searchObjects(ctx: Context, objectType: ObjectType, input: SearchInput): Promise<Found> {
  const query = parseSearch(ctx.portal, objectType, input);
  const ids = (await ctx.database.longQuery(searchPage(ctx.db.engine, query))).map((row) => row.object_id);
  const total = await countAll(ctx, query, ids.length);
  const rows = await listLiveObjects(ctx.db, ctx.portal.portalId, objectType.id, ids);
  const byId = new Map(rows.map((row) => [row.object_id, row]));
  const end = query.offset + ids.length;
  return {
    total,
    // What was deleted since the page was found is missing here.
    records: ids.flatMap((id) => byId.get(id) ?? []).map(toStoredRecord),
    next: ids.length > 0 && end < total ? end : undefined,
  };
}

/** Counts only where the page does not tell the number by itself. */
async function countAll(ctx: Context, query: SearchQuery, found: number): Promise<number> {
  const end = query.offset + found;
  if (found < query.limit && (found > 0 || query.offset === 0)) return end;
  const [row] = await ctx.database.longQuery(searchTotal(ctx.db.engine, query));
  return found > 0 ? Math.max(row?.total ?? 0, end) : (row?.total ?? 0);
}
