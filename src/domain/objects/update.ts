import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties, type RecordView } from "../../model/record.ts";
import { lockObject } from "../../storage/objects.ts";
import { type Context, sourceOf, transaction } from "../context.ts";
import { applyPin, holdPinned } from "../pins/pins.ts";
import { parseValues } from "../properties/parse-values.ts";
import { changeRecord } from "./change-record.ts";
import { resolveRecordKey } from "./find-record.ts";
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
    await holdPinned(ctx, input.properties);
    const row = await lockObject(ctx.db, "objects", key);
    if (!row) throw refuse.recordNotFound();
    const unknown = ctx.portal.strict ? "refuse" : "ignore";
    const stored = parseProperties(row);
    const { changes, ignored, problems } = parseValues(ctx.portal, objectType, input.properties, unknown, stored);
    if (problems.length > 0) throw refuse.propertyValues(problems);
    const next = await changeRecord(ctx, objectType, row, changes, sourceOf(ctx));
    await applyPin(ctx, objectType, keyOf(next), changes);
    const cleared = [...changes].filter(([, value]) => value === null).map(([name]) => name);
    return { record: { ...toStoredRecord(next), cleared }, ignored };
  });
}
