import type { ObjectType } from "../../model/object-type.ts";
import type { StoredRecord } from "../../model/record.ts";
import { listAssociations } from "../../storage/associations.ts";
import { inChunks } from "../../storage/in-chunks.ts";
import { findObjects } from "../../storage/objects.ts";
import type { Context } from "../context.ts";
import { getObjectType } from "../object-types/resolve.ts";
import { toStoredRecord } from "../objects/stored-record.ts";

/** SQLite joins at most 500 selects into one statement. */
const callsPerStatement = 100;
const contactsPerCall = 500;

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
  for (const chunk of inChunks(callIds, callsPerStatement)) {
    for (const { from_id, to_id } of await listAssociations(ctx.db, side, chunk, contactsPerCall)) {
      pairs.set(from_id, (pairs.get(from_id) ?? new Set()).add(to_id));
    }
  }
  const objectIds = [...new Set([...pairs.values()].flatMap((ids) => [...ids]))];
  const rows = await findObjects(ctx.db, "objects", { portalId, objectTypeId: contacts.id, objectIds });
  const found = new Map(rows.map((row) => [row.object_id, toStoredRecord(row)]));
  return new Map([...pairs].map(([id, contactIds]) => [id, [...contactIds].flatMap((each) => found.get(each) ?? [])]));
}
