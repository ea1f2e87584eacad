import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import { findObjects } from "../../storage/objects.ts";
import type { Context } from "../context.ts";
import { toStoredRecord } from "../objects/stored-record.ts";
import {
  byId,
  type Group,
  type GroupQuery,
  type SearchCondition,
  type SearchPlace,
  type SearchQuery,
} from "./conditions.ts";

export type { Group, GroupKey, SearchCondition, SearchField, SearchOrder, SearchPlace } from "./conditions.ts";

type Page = Pick<SearchQuery, "where" | "order" | "after" | "limit">;

/**
 * The next records of an order behind a place, to any depth.
 * @throws Refusal 503 where too many searches run or this one takes too long
 */
export async function findPlaces(ctx: Context, objectType: ObjectType, page: Page): Promise<readonly SearchPlace[]> {
  const query = { ...page, ...typeOf(ctx, objectType), offset: 0, counted: false };
  return (await ctx.searches.find(query)).places;
}

/** @throws Refusal 503 as above */
export async function countMatching(ctx: Context, objectType: ObjectType, where: SearchCondition): Promise<number> {
  const query = { where, order: byId, ...typeOf(ctx, objectType), offset: 0, limit: 0, counted: true };
  return (await ctx.searches.find(query)).total ?? 0;
}

/** Counts the records that match, in groups. @throws Refusal 503 as above */
export function groupMatching(
  ctx: Context,
  objectType: ObjectType,
  wanted: Pick<GroupQuery, "where" | "keys" | "sum" | "range">,
): Promise<Group[]> {
  return ctx.searches.group({ ...wanted, ...typeOf(ctx, objectType) });
}

/** The records of these places that are still live, in the same order. */
export async function readPlaces(
  ctx: Context,
  objectType: ObjectType,
  places: readonly SearchPlace[],
): Promise<StoredRecord[]> {
  const objectIds = places.map(({ id }) => id);
  const rows = await findObjects(ctx.db, "objects", { ...typeOf(ctx, objectType), objectIds });
  const found = new Map(rows.map((row) => [row.object_id, row]));
  return objectIds.flatMap((id) => found.get(id) ?? []).map(toStoredRecord);
}

function typeOf(ctx: Context, objectType: ObjectType) {
  return { portalId: ctx.portal.portalId, objectTypeId: objectType.id };
}
