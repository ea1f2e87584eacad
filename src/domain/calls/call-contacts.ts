import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import { listAssociations } from "../../storage/associations.ts";
import { inChunks } from "../../storage/in-chunks.ts";
import { findObjects } from "../../storage/objects.ts";
import type { AssociationRow } from "../../storage/schema.ts";
import type { Context } from "../context.ts";
import { getObjectType } from "../object-types/resolve.ts";
import { toStoredRecord } from "../objects/stored-record.ts";

/** SQLite joins at most 500 selects into one statement. */
const callsPerStatement = 100;
const rowsPerCall = 500;
const contactsPerStatement = 1_000;

/** The contacts that calls are associated with, by the call's id and in the order of the contacts' ids. */
export async function contactsOfCalls(
  ctx: Context,
  calls: ObjectType,
  callIds: readonly number[],
): Promise<ReadonlyMap<number, readonly StoredRecord[]>> {
  const { portalId } = ctx.portal;
  const contacts = getObjectType(ctx.portal, "contacts");
  const side = { portalId, fromTypeId: calls.id, toTypeId: contacts.id };
  const pairs = new Map<number, Set<number>>();
  const add = (rows: readonly AssociationRow[]) => {
    for (const { from_id, to_id } of rows) pairs.set(from_id, (pairs.get(from_id) ?? new Set()).add(to_id));
  };
  for (const chunk of inChunks(callIds, callsPerStatement)) {
    const rows = await listAssociations(ctx.db, side, chunk, rowsPerCall);
    add(rows);
    // Few calls have so many that they do not come at once; of those the rest is asked for call by call.
    for (const [callId, own] of Map.groupBy(rows, (row) => row.from_id)) {
      for (let page = own; page.length === rowsPerCall; ) {
        const last = page.at(-1) as AssociationRow;
        const after = { toId: last.to_id, associationTypeId: last.association_type_id };
        page = await listAssociations(ctx.db, side, [callId], rowsPerCall, after);
        add(page);
      }
    }
  }
  const found = new Map<number, StoredRecord>();
  const contactIds = new Set([...pairs.values()].flatMap((ids) => [...ids]));
  for (const objectIds of inChunks([...contactIds], contactsPerStatement)) {
    const rows = await findObjects(ctx.db, "objects", { portalId, objectTypeId: contacts.id, objectIds });
    for (const row of rows) found.set(row.object_id, toStoredRecord(row));
  }
  return new Map([...pairs].map(([id, contactIds]) => [id, [...contactIds].flatMap((each) => found.get(each) ?? [])]));
}
