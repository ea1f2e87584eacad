import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import { listBinnedObjects } from "../../storage/binned-objects.ts";
import type { Context } from "../context.ts";
import { toStoredRecord } from "../objects/stored-record.ts";
import { readCursor, refuseCursor, writeCursor } from "../search/cursors.ts";

const dayMilliseconds = 86_400_000;
const order = "bin";

export type BinPage = {
  readonly records: readonly StoredRecord[];
  readonly after: string | undefined;
};

/**
 * One page of a type's records in the bin, those that came last first.
 * @throws Refusal 400 for a cursor that no page gave
 */
export async function listBin(
  ctx: Context,
  objectType: ObjectType,
  page: { readonly limit: number; readonly after: string | undefined },
): Promise<BinPage> {
  const after = readBinCursor(page.after);
  const rows = await listBinnedObjects(ctx.db, {
    portalId: ctx.portal.portalId,
    objectTypeId: objectType.id,
    archivedAt: after?.archivedAt ?? Number.MAX_SAFE_INTEGER,
    objectId: after?.objectId ?? limits.recordIdCeiling - 1,
    limit: page.limit + 1,
  });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    records: shown.map(toStoredRecord),
    after:
      rows.length > page.limit && last
        ? writeCursor(order, { value: last.archived_at, id: last.object_id })
        : undefined,
  };
}

function readBinCursor(text: string | undefined): { archivedAt: number; objectId: number } | undefined {
  const place = readCursor(order, text);
  if (place === undefined) return undefined;
  const { value, id } = place;
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw refuseCursor();
  return { archivedAt: value, objectId: id };
}

/** From when on a record that came into the bin at a time is removed for good. */
export function purgeTime(archivedAt: number, recycleBinDays: number): number {
  return archivedAt + recycleBinDays * dayMilliseconds;
}
