import type { BatchOutcome } from "../../model/batch.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { RecordView } from "../../model/record.ts";
import { lockObjects } from "../../storage/objects.ts";
import { type Context, transaction } from "../context.ts";
import { holdPinned } from "../pins/pins.ts";
import { checkBatchSize, checkTraceIds, type Traced } from "./batch-inputs.ts";
import { readAllChanges, writeAllChanges } from "./change-records.ts";
import { findReferences, type Reference } from "./find-references.ts";
import { missingError, refuseDuplicates } from "./missing.ts";

export type BatchUpdateInput = Reference & Traced & { readonly properties: Readonly<Record<string, unknown>> };

/**
 * Changes live records, all or nothing; those that are missing are named in one error (contract 1.5).
 * @throws Refusal 400 for a record named twice and for the values of all inputs that are not valid, 409 for a unique
 *   value taken
 */
export async function updateBatch(
  ctx: Context,
  objectType: ObjectType,
  inputs: readonly BatchUpdateInput[],
): Promise<BatchOutcome> {
  checkBatchSize(inputs);
  checkTraceIds(inputs);
  if (inputs.some(({ properties }) => Object.keys(properties).length === 0)) throw refuse.noProperties();
  return transaction(ctx, async (ctx) => {
    await holdPinned(
      ctx,
      inputs.map(({ properties }) => properties),
    );
    const rows = await findReferences(ctx, objectType, inputs, (keys) => lockObjects(ctx.db, "objects", keys));
    const found = inputs.flatMap((input, index) => (rows[index] ? [{ ...input, row: rows[index] }] : []));
    refuseDuplicates(found, ({ row }) => String(row.object_id));
    const read = readAllChanges(ctx, objectType, found);
    if (read.problems.length > 0) throw refuse.propertyValues(read.problems);
    const views = await writeAllChanges(ctx, objectType, read);
    const missing = inputs.filter((_, index) => rows[index] === undefined);
    return {
      results: found.map(({ row, traceId }) => ({ record: views.get(row.object_id) as RecordView, traceId })),
      errors: missingError(objectType, missing),
      ignored: read.ignored,
    };
  });
}
