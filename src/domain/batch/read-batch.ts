import type { BatchOutcome } from "../../model/batch.ts";
import { refuseBatch } from "../../model/batch-errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { findObjects } from "../../storage/objects.ts";
import type { Context } from "../context.ts";
import { addBeside, type Beside } from "../objects/read.ts";
import { toStoredRecord } from "../objects/stored-record.ts";
import { checkBatchSize } from "./batch-inputs.ts";
import { findReferences } from "./find-references.ts";
import { missingError } from "./missing.ts";

/**
 * Reads records, each once, in the order of their first mention; those that are missing are named in one error
 * (contract 1.5).
 * @throws Refusal 400 for too many inputs, and for a property without unique values
 */
export async function readBatch(
  ctx: Context,
  objectType: ObjectType,
  ids: readonly string[],
  idProperty: string | undefined,
  beside: Beside,
): Promise<BatchOutcome> {
  if (beside.history.length > 0 && ids.length > limits.batchInputsWithHistory) {
    throw refuseBatch.tooLarge(limits.batchInputsWithHistory, " for property histories");
  }
  checkBatchSize(ids);
  const table = beside.archived ? "archived_objects" : "objects";
  const references = ids.map((id) => ({ id, idProperty }));
  const rows = await findReferences(ctx, objectType, references, (keys) => findObjects(ctx.db, table, keys));
  const found = [...new Set(rows)].filter((row) => row !== undefined).map(toStoredRecord);
  const views = await addBeside(ctx, objectType, found, beside);
  const missing = references.filter((_, index) => rows[index] === undefined);
  return {
    results: views.map((record) => ({ record, traceId: undefined })),
    errors: missingError(objectType, missing),
    ignored: [],
  };
}
