import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import { listLiveObjects } from "../../storage/search-documents.ts";
import { type GroupKey, type GroupQuery, searchGroups } from "../../storage/search-groups.ts";
import { type PlaceQuery, type SearchPlace, searchPlaces } from "../../storage/search-keyset.ts";
import { type SearchCondition, type SearchField, searchTotal } from "../../storage/search-sql.ts";
import type { Context } from "../context.ts";
import { toStoredRecord } from "../objects/stored-record.ts";

export type { GroupKey, SearchCondition, SearchField, SearchPlace };

/** An order of records: what has no value comes last, equal ones by id. */
export type SearchOrder = PlaceQuery["order"];

type Page = Pick<PlaceQuery, "where" | "order" | "after" | "limit">;

/**
 * The next records of an order behind a place, to any depth.
 * @throws Refusal 503 where too many searches run or this one takes too long
 */
export async function findPlaces(ctx: Context, objectType: ObjectType, page: Page): Promise<SearchPlace[]> {
  const query = { ...page, portalId: ctx.portal.portalId, objectTypeId: objectType.id };
  const rows = await ctx.database.longQuery(searchPlaces(ctx.db.engine, query));
  return rows.map(({ object_id, value }) => ({ id: object_id, value: asNumber(page.order.field, value) }));
}

/** @throws Refusal 503 as above */
export async function countMatching(ctx: Context, objectType: ObjectType, where: SearchCondition): Promise<number> {
  const query = { portalId: ctx.portal.portalId, objectTypeId: objectType.id, where };
  const [row] = await ctx.database.longQuery(searchTotal(ctx.db.engine, query));
  return row?.total ?? 0;
}

/** Some of the records that match, told apart by keys. */
export type Group = {
  /** In the order in which they were asked for. */
  readonly keys: readonly (string | number | null)[];
  readonly records: number;
  /** How many have a value that was added up. */
  readonly measured: number;
  readonly sum: number;
  readonly lowest: number | null;
  readonly highest: number | null;
};

/** @throws Refusal 503 as above */
export async function groupMatching(
  ctx: Context,
  objectType: ObjectType,
  wanted: Pick<GroupQuery, "where" | "keys" | "sum" | "range">,
): Promise<Group[]> {
  const query = { ...wanted, portalId: ctx.portal.portalId, objectTypeId: objectType.id };
  const rows = await ctx.database.longQuery(searchGroups(ctx.db.engine, query));
  return rows.map((row) => ({
    keys: wanted.keys.map((key, index) => {
      const value = row[`key${index}`] ?? null;
      return key.by === "value" ? asNumber(key.field, value) : Number(value);
    }),
    records: row.records,
    measured: row.measured,
    sum: Number(row.sum ?? 0),
    lowest: asNumber(wanted.range, row.lowest) as number | null,
    highest: asNumber(wanted.range, row.highest) as number | null,
  }));
}

/** The records of these places that are still live, in the same order. */
export async function readPlaces(
  ctx: Context,
  objectType: ObjectType,
  places: readonly SearchPlace[],
): Promise<StoredRecord[]> {
  const ids = places.map(({ id }) => id);
  const rows = await listLiveObjects(ctx.db, ctx.portal.portalId, objectType.id, ids);
  const byId = new Map(rows.map((row) => [row.object_id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []).map(toStoredRecord);
}

/** PostgreSQL gives numbers of any size as text. */
function asNumber(field: SearchField, value: string | number | null): string | number | null {
  return value === null || field.in === "texts" ? value : Number(value);
}
