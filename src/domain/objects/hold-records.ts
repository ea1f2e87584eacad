import type { Portal } from "../../model/portal.ts";
import { lockObjectIds } from "../../storage/object-locks.ts";
import { lockObject, type ObjectKey, type ObjectTable } from "../../storage/objects.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import type { WriteContext } from "../context.ts";

/** A record that the transaction holds against other writers, live or in the bin. */
export type HeldRecord = { readonly table: ObjectTable; readonly row: ObjectRow };

// Twice: a record on its way out of the bin is in neither table until that way is committed.
const whereToLook: readonly ObjectTable[] = ["objects", "archived_objects", "objects", "archived_objects"];

/** Holds a record wherever it lies; undefined where it is not there at all. */
export async function holdRecord(ctx: WriteContext, key: ObjectKey): Promise<HeldRecord | undefined> {
  for (const table of whereToLook) {
    const row = await lockObject(ctx.db, table, key);
    if (row) return { table, row };
  }
  return undefined;
}

/** Holds two records; undefined where one is not there at all. */
export async function holdPair(
  ctx: WriteContext,
  one: ObjectKey,
  other: ObjectKey,
): Promise<readonly [HeldRecord | undefined, HeldRecord | undefined]> {
  if (holdsBefore(ctx.portal, other, one)) {
    const second = await holdRecord(ctx, other);
    return [await holdRecord(ctx, one), second];
  }
  return [await holdRecord(ctx, one), await holdRecord(ctx, other)];
}

/** Records of one type to hold; `share` keeps them from being changed, `update` also from being held by others. */
export type RecordsToHold = {
  readonly objectTypeId: string;
  readonly ids: readonly number[];
  readonly strength: "update" | "share";
};

/** Where held records lie, by object type id and record id; those that are not there at all are left out. */
export type HeldIds = ReadonlyMap<string, ReadonlyMap<number, ObjectTable>>;

/** Holds many records, each type once and in the common order; `tables` are looked into one after the other. */
export async function holdRecordIds(
  ctx: WriteContext,
  wanted: readonly RecordsToHold[],
  tables: readonly ObjectTable[] = whereToLook,
): Promise<HeldIds> {
  const held = new Map<string, Map<number, ObjectTable>>();
  const byType = [...Map.groupBy(wanted, ({ objectTypeId }) => objectTypeId)];
  byType.sort(([one], [other]) => compareHoldOrder(ctx.portal, one, other));
  for (const [objectTypeId, groups] of byType) {
    const strength = groups.some((group) => group.strength === "update") ? "update" : "share";
    const found = new Map<number, ObjectTable>();
    let ids = [...new Set(groups.flatMap((group) => group.ids))].sort((left, right) => left - right);
    for (const table of tables) {
      const there = await lockObjectIds(ctx.db, table, ctx.portal.portalId, objectTypeId, ids, strength);
      for (const id of there) found.set(id, table);
      ids = ids.filter((id) => !found.has(id));
    }
    held.set(objectTypeId, found);
  }
  return held;
}

/**
 * The order in which every transaction takes hold of records, so that two that want the same ones wait for each other
 * and not in a circle: engagements first, because archiving one leads to the records that it is pinned on.
 */
function holdsBefore(portal: Portal, one: ObjectKey, other: ObjectKey): boolean {
  if (one.objectTypeId === other.objectTypeId) return one.objectId < other.objectId;
  return compareHoldOrder(portal, one.objectTypeId, other.objectTypeId) < 0;
}

/** The same order for object types alone. */
export function compareHoldOrder(portal: Portal, oneTypeId: string, otherTypeId: string): number {
  const rank = (typeId: string) => (portal.objectTypes.find(typeId)?.kind === "activity" ? 0 : 1);
  return rank(oneTypeId) - rank(otherTypeId) || (oneTypeId < otherTypeId ? -1 : Number(oneTypeId > otherTypeId));
}
