import type { StoredRecord } from "../../model/record.ts";
import type { ObjectKey, ShownRow } from "../../storage/objects.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import { formatTime } from "../properties/time-text.ts";

/** A row as the domain hands it out. */
export function toStoredRecord(row: ShownRow): StoredRecord {
  return {
    id: row.object_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    archivedAt: row.archived_at,
    properties: row.properties,
  };
}

export function keyOf(row: Pick<ObjectRow, "portal_id" | "object_type_id" | "object_id">): ObjectKey {
  return { portalId: row.portal_id, objectTypeId: row.object_type_id, objectId: row.object_id };
}

/** The stored text of a record's values: keys in wire order, so that a read can pass it on as it is. */
export function toDocument(values: Readonly<Record<string, string>>): string {
  return JSON.stringify(values, Object.keys(values).sort());
}

/** Puts a record's times into its values, which mirror them (contract 1.4). */
export function setTimes(
  draft: Record<string, string>,
  names: { readonly createDateProperty: string; readonly modifiedDateProperty: string },
  createdAt: number,
  updatedAt: number,
): void {
  draft[names.createDateProperty] = formatTime(createdAt);
  draft[names.modifiedDateProperty] = formatTime(updatedAt);
}
