import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyValues } from "../../model/property.ts";
import { type PropertyVersion, parseProperties, type StoredRecord } from "../../model/record.ts";
import { listHistory } from "../../storage/property-history.ts";
import type { PropertyHistoryRow } from "../../storage/schema.ts";
import type { Context } from "../context.ts";
import { isReadable } from "../object-types/readable.ts";
import { formatTime } from "./time-text.ts";

export type History = Readonly<Record<string, readonly PropertyVersion[]>>;

/**
 * Every version of the named properties of each record, newest first; unknown names are passed over. A row of history
 * holds what a write replaced, so the newest version is the current value and the oldest comes from the creation.
 */
export async function loadHistories(
  ctx: Context,
  objectType: ObjectType,
  records: readonly StoredRecord[],
  names: readonly string[],
): Promise<Map<number, History>> {
  const known = names.filter((name) => isReadable(objectType, name));
  const ids = records.map((record) => record.id);
  const rows = ids.length === 0 ? [] : await listHistory(ctx.db, ctx.portal.portalId, objectType.id, ids);
  const byRecord = Map.groupBy(rows, (row) => row.object_id);
  return new Map(
    records.map((record) => {
      const writes = (byRecord.get(record.id) ?? [])
        // What was written since the record was read would not fit its values.
        .filter((row) => row.version <= record.version)
        .map((row) => ({ row, previous: parsePrevious(row) }));
      const values = parseProperties(record);
      const history: Record<string, readonly PropertyVersion[]> = {};
      for (const name of known) history[name] = versionsOf(objectType, record, values, writes, name);
      return [record.id, history];
    }),
  );
}

type Write = { readonly row: PropertyHistoryRow; readonly previous: Readonly<Record<string, string | null>> };

function parsePrevious(row: PropertyHistoryRow): Write["previous"] {
  return JSON.parse(row.previous) as Write["previous"];
}

function versionsOf(
  objectType: ObjectType,
  record: StoredRecord,
  values: PropertyValues,
  writes: readonly Write[],
  name: string,
): PropertyVersion[] {
  // The time of the last change differs with each write and so has no entry of its own.
  if (name === objectType.modifiedDateProperty) {
    const times = [...writes.map(({ row }) => versionAt(formatTime(row.changed_at), row))];
    return [...times, creationVersion(formatTime(record.createdAt), record, values)];
  }
  const versions: PropertyVersion[] = [];
  let value = values[name] ?? null;
  for (const { row, previous } of writes) {
    const replaced = previous[name];
    if (replaced === undefined) continue;
    versions.push(versionAt(value ?? "", row));
    value = replaced;
  }
  if (value !== null) versions.push(creationVersion(value, record, values));
  return versions;
}

function versionAt(value: string, row: PropertyHistoryRow): PropertyVersion {
  return {
    value,
    timestamp: row.changed_at,
    sourceType: row.source_type,
    sourceId: row.source_id,
    sourceLabel: row.source_label,
    updatedByUserId: row.user_id,
  };
}

function creationVersion(value: string, record: StoredRecord, values: PropertyValues): PropertyVersion {
  return {
    value,
    timestamp: record.createdAt,
    sourceType: values.hs_object_source ?? "INTEGRATION",
    sourceId: values.hs_object_source_id ?? null,
    sourceLabel: values.hs_object_source_label ?? null,
    updatedByUserId: null,
  };
}
