import { type EngagementKind, engagementLinkLists } from "../../model/catalog/engagement-kinds.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyValues } from "../../model/property.ts";
import { parseProperties } from "../../model/record.ts";
import { findAmongTypes, listLinks } from "../../storage/engagements.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import type { Context } from "../context.ts";
import { readableBy } from "../object-types/readable.ts";
import { objectTypeOfId } from "../object-types/resolve.ts";
import { followMerge } from "../objects/find-record.ts";
import { parseRecordId } from "../objects/record-id.ts";
import { engagementTypes, kindOfTypeId } from "./kinds.ts";

/** An activity as the older engagements API shows it. Times are epoch milliseconds. */
export type Engagement = {
  readonly id: number;
  readonly kind: EngagementKind;
  readonly objectType: ObjectType;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly values: PropertyValues;
  /** The ids of associated live records by their type id. */
  readonly links: ReadonlyMap<string, readonly number[]>;
  /** True where the token may not read the content. */
  readonly redacted: boolean;
};

/** @throws Refusal 404 where no activity of the portal has the id */
export async function getEngagement(ctx: Context, reference: string): Promise<Engagement> {
  const [engagement] = await loadEngagements(ctx, [await getEngagementRow(ctx, reference)]);
  return engagement as Engagement;
}

/** @throws Refusal 404 where no activity of the portal has the id */
export async function getEngagementRow(ctx: Context, reference: string): Promise<ObjectRow> {
  const row = await findEngagementRow(ctx, parseRecordId(reference));
  if (!row) throw refuse.recordNotFound();
  return row;
}

/** The live activity with this id, or the one into which it was merged. */
export async function findEngagementRow(ctx: Context, id: number): Promise<ObjectRow | undefined> {
  const types = engagementTypes(ctx);
  const [row] = await findAmongTypes(ctx.db, types, [id]);
  if (row) return row;
  for (const objectTypeId of types.typeIds) {
    const primary = await followMerge(ctx, { portalId: types.portalId, objectTypeId, objectId: id });
    if (primary) return (await findAmongTypes(ctx.db, types, [primary.objectId]))[0];
  }
  return undefined;
}

/** Adds to stored activities what the older API shows beside their values; in the order of the rows. */
export async function loadEngagements(ctx: Context, rows: readonly ObjectRow[]): Promise<Engagement[]> {
  const toTypeIds = engagementLinkLists.map(({ objectTypeId }) => objectTypeId);
  const ids = rows.map((row) => row.object_id);
  const links = Map.groupBy(await listLinks(ctx.db, engagementTypes(ctx), ids, toTypeIds), (link) => link.from_id);
  return rows.map((row) => {
    const objectType = objectTypeOfId(ctx.portal, row.object_type_id);
    const byType = Map.groupBy(links.get(row.object_id) ?? [], (link) => link.to_type_id);
    return {
      id: row.object_id,
      kind: kindOfTypeId(row.object_type_id),
      objectType,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      values: parseProperties(row),
      links: new Map([...byType].map(([typeId, own]) => [typeId, own.map((link) => link.to_id)])),
      redacted: isRedacted(ctx, objectType),
    };
  });
}

/** Whether the token that asks may not read the content of this kind. */
export function isRedacted({ actor }: Context, objectType: ObjectType): boolean {
  return readableBy(objectType, actor.scopes).unreadable !== undefined;
}
