import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { AssociationList, StoredRecord } from "../../model/record.ts";
import { type AssociationCursor, listAssociations as listRows } from "../../storage/associations.ts";
import { findObject } from "../../storage/objects.ts";
import type { AssociationRow } from "../../storage/schema.ts";
import type { Context } from "../context.ts";
import { parseRecordId } from "../objects/record-id.ts";

/**
 * One page of a live record's associations to an object type, in the order of the other records' ids.
 * @throws Refusal 404 where the record is not live, 400 for a cursor that was never given out
 */
export async function listAssociations(
  ctx: Context,
  fromType: ObjectType,
  reference: string,
  toType: ObjectType,
  page: { readonly limit: number; readonly after: string | undefined },
): Promise<AssociationList> {
  const { portalId } = ctx.portal;
  const fromId = parseRecordId(reference);
  const row = await findObject(ctx.db, "objects", { portalId, objectTypeId: fromType.id, objectId: fromId });
  if (!row) throw refuse.recordNotFound();
  const side = { portalId, fromTypeId: fromType.id, toTypeId: toType.id };
  const rows = await listRows(ctx.db, side, [fromId], page.limit + 1, parseCursor(page.after));
  return toAssociationList(ctx, toType, rows, page.limit);
}

/** What each record's answer shows of its associations: a first page for each of the types, where there are any. */
export async function loadAssociations(
  ctx: Context,
  fromType: ObjectType,
  records: readonly StoredRecord[],
  toTypes: readonly ObjectType[],
): Promise<Map<number, AssociationList[]>> {
  const lists = new Map<number, AssociationList[]>(records.map((record) => [record.id, []]));
  const ids = records.map((record) => record.id);
  if (ids.length === 0) return lists;
  for (const toType of new Set(toTypes)) {
    const side = { portalId: ctx.portal.portalId, fromTypeId: fromType.id, toTypeId: toType.id };
    const rows = await listRows(ctx.db, side, ids, limits.associationsInline + 1);
    for (const [id, own] of Map.groupBy(rows, (row) => row.from_id)) {
      lists.get(id)?.push(toAssociationList(ctx, toType, own, limits.associationsInline));
    }
  }
  return lists;
}

/** A page out of one row more than it shows, where there are more. */
export function toAssociationList(
  ctx: Context,
  toType: ObjectType,
  rows: readonly AssociationRow[],
  limit: number,
): AssociationList {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    plural: toType.plural,
    rows: shown.flatMap((row) => {
      // A label that this process does not know yet, or any more, is not shown: its pair has the default as well.
      const type = ctx.portal.associationTypes.ofId(row.association_type_id);
      return type ? [{ id: row.to_id, type: type.name }] : [];
    }),
    after: rows.length > limit && last ? `${last.to_id}-${last.association_type_id}` : undefined,
  };
}

function parseCursor(text: string | undefined): AssociationCursor | undefined {
  if (text === undefined || text === "") return undefined;
  const match = /^(\d{1,16})-(\d{1,9})$/.exec(text);
  const toId = Number(match?.[1]);
  if (!match || toId >= limits.recordIdCeiling) {
    throw refuse.parameter("query", "after", "It is not a cursor that an earlier page gave");
  }
  return { toId, associationTypeId: Number(match[2]) };
}
