import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import {
  countRecent,
  findAmongTypes,
  listAmongTypes,
  listLinkedPage,
  listRecentNames,
} from "../../storage/engagements.ts";
import { findObject } from "../../storage/objects.ts";
import type { Context } from "../context.ts";
import { parseRecordId } from "../objects/record-id.ts";
import { type Engagement, loadEngagements } from "./engagement.ts";
import { engagementTypes } from "./kinds.ts";

/** A page of engagements and where the next one begins. */
export type EngagementPage = {
  readonly results: readonly Engagement[];
  readonly hasMore: boolean;
  readonly offset: number;
};

export type PageOfIds = { readonly afterId: number; readonly limit: number };

/** All engagements of the portal in the order of their ids, which is by age; the offset is the last id of the page. */
export async function listEngagements(ctx: Context, { afterId, limit }: PageOfIds): Promise<EngagementPage> {
  const rows = await listAmongTypes(ctx.db, engagementTypes(ctx), afterId, limit + 1);
  const shown = rows.slice(0, limit);
  return {
    results: await loadEngagements(ctx, shown),
    hasMore: rows.length > limit,
    offset: shown.at(-1)?.object_id ?? afterId,
  };
}

/**
 * What changed at `since` (epoch ms) or later, the last change first; the offset counts, and the first 10,000 can be
 * reached.
 */
export async function listRecentEngagements(
  ctx: Context,
  since: number,
  page: { readonly offset: number; readonly limit: number },
): Promise<EngagementPage & { readonly total: number }> {
  const types = engagementTypes(ctx);
  const limit = Math.min(page.limit, limits.recentEngagements - page.offset);
  const names = limit > 0 ? await listRecentNames(ctx.db, types, since, { offset: page.offset, limit }) : [];
  const ids = names.map((name) => name.object_id);
  const byId = new Map((await findAmongTypes(ctx.db, types, ids)).map((row) => [row.object_id, row]));
  const counted = await countRecent(ctx.db, types, since, limits.recentEngagements);
  const total = Math.min(counted, limits.recentEngagements);
  const offset = page.offset + names.length;
  return {
    results: await loadEngagements(
      ctx,
      ids.flatMap((id) => byId.get(id) ?? []),
    ),
    hasMore: names.length > 0 && offset < total,
    offset,
    total,
  };
}

/**
 * The engagements of one record in the order of their ids.
 * @throws Refusal 404 where the record is not live
 */
export async function listEngagementsOf(
  ctx: Context,
  objectType: ObjectType,
  reference: string,
  { afterId, limit }: PageOfIds,
): Promise<EngagementPage> {
  const types = engagementTypes(ctx);
  const key = { portalId: types.portalId, objectTypeId: objectType.id, objectId: parseRecordId(reference) };
  if (!(await findObject(ctx.db, "objects", key))) throw refuse.recordNotFound();
  const links = await listLinkedPage(ctx.db, key, types.typeIds, { afterId, limit: limit + 1 });
  const ids = links.slice(0, limit).map((link) => link.to_id);
  return {
    results: await loadEngagements(ctx, await findAmongTypes(ctx.db, types, ids)),
    hasMore: links.length > limit,
    offset: ids.at(-1) ?? afterId,
  };
}
