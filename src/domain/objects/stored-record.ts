import { jsonText } from "../../model/json-text.ts";
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

const keysKept = 5_000;
const keyTexts = new Map<string, string>();

/** The stored text of a record's values: keys in wire order, so that a read can pass it on as it is. */
export function toDocument(values: Readonly<Record<string, string>>): string {
  let text = "";
  for (const name of Object.keys(values).sort()) text += `${keyText(name)}${jsonText(values[name] as string)}`;
  return text === "" ? "{}" : `{${text.slice(1)}}`;
}

/** A key with what stands before and after it; the same few names come with every record. */
function keyText(name: string): string {
  let known = keyTexts.get(name);
  if (known === undefined) {
    known = `,${jsonText(name)}:`;
    if (keyTexts.size >= keysKept) keyTexts.clear();
    keyTexts.set(name, known);
  }
  return known;
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
