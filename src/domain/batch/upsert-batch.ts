import type { BatchOutcome } from "../../model/batch.ts";
import { Refusal, refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { RecordView } from "../../model/record.ts";
import { lockObjects } from "../../storage/objects.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { insertRecords, planCreates } from "../objects/create.ts";
import { holdPinned } from "../pins/pins.ts";
import { parseValues } from "../properties/parse-values.ts";
import { uniqueKey } from "../properties/unique-keys.ts";
import { checkBatchSize, checkTraceIds } from "./batch-inputs.ts";
import { readAllChanges, writeAllChanges } from "./change-records.ts";
import { findReferences, namesRecordId } from "./find-references.ts";
import { missingError, refuseDuplicates } from "./missing.ts";
import type { BatchUpdateInput } from "./update-batch.ts";

const attempts = 3;

/**
 * Changes the records that have a unique value and creates those that nobody has, all or nothing. An input that names
 * its record by id can only change it.
 * @throws Refusal 400 for a record or value named twice and for the values of all inputs that are not valid, 409 for
 *   another unique value taken
 */
export async function upsertBatch(
  ctx: Context,
  objectType: ObjectType,
  inputs: readonly BatchUpdateInput[],
): Promise<BatchOutcome> {
  checkBatchSize(inputs);
  checkTraceIds(inputs);
  const keyOf = ({ id, idProperty = "" }: BatchUpdateInput) => uniqueKey(objectType.properties.get(idProperty), id);
  refuseDuplicates(inputs, (input) => `${input.idProperty ?? ""} ${keyOf(input)}`);
  for (let attempt = 1; ; attempt += 1) {
    await ctx.ids.ready();
    try {
      return await transaction(ctx, (ctx) => upsert(ctx, objectType, inputs));
    } catch (error) {
      // Somebody created the same record at the same time: now it is there to be changed.
      if (attempt === attempts || !(error instanceof Refusal && error.status === 409)) throw error;
    }
  }
}

async function upsert(
  ctx: WriteContext,
  objectType: ObjectType,
  inputs: readonly BatchUpdateInput[],
): Promise<BatchOutcome> {
  await holdPinned(
    ctx,
    inputs.map(({ properties }) => properties),
  );
  const rows = await findReferences(ctx, objectType, inputs, (keys) => lockObjects(ctx.db, "objects", keys));
  const entries = inputs.map((input, index) => ({ input, row: rows[index] }));
  const known = entries.flatMap(({ input, row }) => (row ? [{ ...input, row }] : []));
  refuseDuplicates(known, ({ row }) => String(row.object_id));
  const added = entries.filter(({ input, row }) => !row && !namesRecordId(input)).map(({ input }) => input);
  const creates = added.map((input) => ({ properties: withIdProperty(objectType, input), associations: [] }));

  const read = readAllChanges(ctx, objectType, known);
  const unread = creates.flatMap(
    ({ properties }) => parseValues(ctx.portal, objectType, properties, "refuse").problems,
  );
  const problems = [...read.problems, ...unread];
  if (problems.length > 0) throw refuse.propertyValues(problems);
  const plans = planCreates(ctx, objectType, creates);
  const views = await writeAllChanges(ctx, objectType, read);
  const created = plans.length === 0 ? [] : await insertRecords(ctx, objectType, plans);
  const createdBy = new Map(added.map((input, index) => [input, created[index]]));
  const recordOf = (input: BatchUpdateInput, row: ObjectRow | undefined): RecordView | undefined =>
    row ? views.get(row.object_id) : createdBy.get(input);
  return {
    results: entries.flatMap(({ input, row }) => {
      const record = recordOf(input, row);
      return record ? [{ record, traceId: input.traceId, isNew: row === undefined }] : [];
    }),
    errors: missingError(
      objectType,
      entries.filter(({ input, row }) => !recordOf(input, row)).map(({ input }) => input),
    ),
    ignored: read.ignored,
  };
}

/** The properties of a create with the value by which the record was looked for. */
function withIdProperty(
  objectType: ObjectType,
  { id, idProperty = "", properties }: BatchUpdateInput,
): Readonly<Record<string, unknown>> {
  const given = properties[idProperty];
  const definition = objectType.properties.get(idProperty);
  // Such a record would have no value at all, and each repetition would make another one.
  if (id.trim() === "") throw refuse.invalid(`An upsert by ${idProperty} needs a value as its id`);
  if (given === undefined) return { ...properties, [idProperty]: id };
  if (given !== null && uniqueKey(definition, String(given)) === uniqueKey(definition, id)) return properties;
  throw refuse.invalid(`No record has the ${idProperty} ${id}, and the properties of a new one name another`, {
    id: [id],
    idProperty: [idProperty],
  });
}
