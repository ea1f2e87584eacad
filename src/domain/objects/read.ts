import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { RecordView, StoredRecord } from "../../model/record.ts";
import { findObject, listObjects as listRows, type ObjectKey, type ShownRow } from "../../storage/objects.ts";
import { loadAssociations } from "../associations/list.ts";
import type { Context } from "../context.ts";
import { loadHistories } from "../properties/history.ts";
import { followMerge, resolveRecordKey } from "./find-record.ts";
import { toStoredRecord } from "./stored-record.ts";

/** What a read wants beside the record's own values. */
export type Beside = {
  readonly archived: boolean;
  readonly history: readonly string[];
  readonly associations: readonly ObjectType[];
};

export type ListPage = { readonly limit: number; readonly fromId: number };

/** @throws Refusal 404 where the record is not there, or not in the half (live or bin) that was asked for */
export async function getObject(
  ctx: Context,
  objectType: ObjectType,
  reference: string,
  idProperty: string | undefined,
  beside: Beside,
): Promise<RecordView> {
  const key = await resolveRecordKey(ctx, objectType, reference, idProperty);
  const row = beside.archived ? await findObject(ctx.db, "archived_objects", key) : await findLive(ctx, key);
  if (!row) throw refuse.recordNotFound();
  const [view] = await addBeside(ctx, objectType, [toStoredRecord(row)], beside);
  return view as RecordView;
}

async function findLive(ctx: Context, key: ObjectKey): Promise<ShownRow | undefined> {
  const row = await findObject(ctx.db, "objects", key);
  if (row) return row;
  const primary = await followMerge(ctx, key);
  return primary && findObject(ctx.db, "objects", primary);
}

/** One page of records by id, and the id at which the next begins. */
export async function listObjects(
  ctx: Context,
  objectType: ObjectType,
  page: ListPage,
  beside: Beside,
): Promise<{ readonly records: readonly RecordView[]; readonly nextId: number | undefined }> {
  const rows = await listRows(ctx.db, beside.archived ? "archived_objects" : "objects", {
    portalId: ctx.portal.portalId,
    objectTypeId: objectType.id,
    fromId: page.fromId,
    limit: page.limit + 1,
  });
  const records = rows.slice(0, page.limit).map(toStoredRecord);
  const last = records.at(-1);
  return {
    records: await addBeside(ctx, objectType, records, beside),
    nextId: rows.length > page.limit && last ? last.id + 1 : undefined,
  };
}

/** Adds to records what a request wants to see beside their values. */
export async function addBeside(
  ctx: Context,
  objectType: ObjectType,
  records: readonly StoredRecord[],
  { history, associations }: Beside,
): Promise<readonly RecordView[]> {
  if (history.length === 0 && associations.length === 0) return records;
  const histories = history.length > 0 ? await loadHistories(ctx, objectType, records, history) : undefined;
  const lists = associations.length > 0 ? await loadAssociations(ctx, objectType, records, associations) : undefined;
  return records.map((record) => ({
    ...record,
    ...(histories ? { history: histories.get(record.id) ?? {} } : {}),
    ...(lists ? { associations: lists.get(record.id) ?? [] } : {}),
  }));
}
