import type { Transaction } from "../../storage/database.ts";
import type { ObjectKey } from "../../storage/objects.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import { insertSearchChanges, putSearchChange } from "../../storage/search-changes.ts";

/** Versions of what no search finds any more. */
export const archivedVersion = 0;
export const erasedVersion = -1;

type Noted = Pick<ObjectRow, "portal_id" | "object_type_id" | "object_id" | "version">;

/**
 * Lets searches know of a record that is live and was written; it belongs into the transaction that writes it. From
 * then on they look at the record itself, until it comes into a segment.
 */
export function noteWritten(tx: Transaction, row: Noted): void {
  putSearchChange(tx, toChange(row));
}

/** The same for new records. */
export async function noteCreated(tx: Transaction, rows: readonly Noted[]): Promise<void> {
  await insertSearchChanges(tx, rows.map(toChange));
}

/** The record is in the bin. */
export function noteArchived(tx: Transaction, key: ObjectKey): void {
  putSearchChange(tx, absent(key, archivedVersion));
}

/** The record is gone for good, and so must be what segments have of it. */
export function noteErased(tx: Transaction, key: ObjectKey): void {
  putSearchChange(tx, absent(key, erasedVersion));
}

function toChange({ portal_id, object_type_id, object_id, version }: Noted) {
  return { portal_id, object_type_id, object_id, version };
}

function absent(key: ObjectKey, version: number) {
  return { portal_id: key.portalId, object_type_id: key.objectTypeId, object_id: key.objectId, version };
}
