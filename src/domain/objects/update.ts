import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties, type RecordView } from "../../model/record.ts";
import { lockObject, type ObjectKey } from "../../storage/objects.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import { type Context, sourceOf, transaction, type WriteContext } from "../context.ts";
import { applyPin, holdPinned } from "../pins/pins.ts";
import { type ParsedValues, type PropertyChanges, parseValues } from "../properties/parse-values.ts";
import { changeRecord } from "./change-record.ts";
import { followMerge, resolveRecordKey } from "./find-record.ts";
import { keyOf, toStoredRecord } from "./stored-record.ts";

export type UpdateInput = {
  readonly reference: string;
  readonly idProperty: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
};

export type Updated = { readonly record: RecordView; readonly ignored: readonly string[] };

/**
 * Changes properties of a live record. Unknown and read-only names are passed over and reported, or refused in strict
 * mode (section 12, row 1).
 * @throws Refusal 404 for a record that is not live, 400 for values that are not valid, 409 for a unique value taken
 */
export async function updateObject(ctx: Context, objectType: ObjectType, input: UpdateInput): Promise<Updated> {
  if (Object.keys(input.properties).length === 0) throw refuse.noProperties();
  return transaction(ctx, async (ctx) => {
    const key = await resolveRecordKey(ctx, objectType, input.reference, input.idProperty);
    await holdPinned(ctx, [input.properties]);
    const row = await lockLive(ctx, key);
    if (!row) throw refuse.recordNotFound();
    const { changes, ignored, problems } = readChanges(ctx, objectType, row, input.properties);
    if (problems.length > 0) throw refuse.propertyValues(problems);
    return { record: await writeChanges(ctx, objectType, row, changes), ignored };
  });
}

async function lockLive(ctx: WriteContext, key: ObjectKey): Promise<ObjectRow | undefined> {
  const row = await lockObject(ctx.db, "objects", key);
  if (row) return row;
  const primary = await followMerge(ctx, key);
  return primary && lockObject(ctx.db, "objects", primary);
}

/** Reads what an update wants of a record, by the rules of the portal for unknown and read-only names. */
export function readChanges(
  ctx: Context,
  objectType: ObjectType,
  row: ObjectRow,
  properties: Readonly<Record<string, unknown>>,
): ParsedValues {
  const unknown = ctx.portal.strict ? "refuse" : "ignore";
  return parseValues(ctx.portal, objectType, properties, unknown, parseProperties(row));
}

/**
 * Changes a record that the transaction holds, and its pin.
 * @throws Refusal 400 for what the values must not be together, 409 for a unique value taken
 */
export async function writeChanges(
  ctx: WriteContext,
  objectType: ObjectType,
  row: ObjectRow,
  changes: PropertyChanges,
): Promise<RecordView> {
  const next = await changeRecord(ctx, objectType, row, changes, sourceOf(ctx));
  await applyPin(ctx, objectType, keyOf(next), changes);
  const cleared = [...changes].filter(([, value]) => value === null).map(([name]) => name);
  return { ...toStoredRecord(next), cleared };
}
