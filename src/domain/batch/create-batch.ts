import type { BatchError, BatchOutcome, BatchResult } from "../../model/batch.ts";
import { Refusal } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { type CreateInput, type CreatePlan, insertRecords, planCreates } from "../objects/create.ts";
import { giveTurn } from "../turns.ts";
import { checkBatchSize, checkTraceIds, haveOwnTraceIds, type Traced, traceIdsOf } from "./batch-inputs.ts";

export type BatchCreateInput = CreateInput & Traced;

/** An input that is in order so far, or why it is not. */
type Planned = { readonly input: BatchCreateInput; readonly plan: CreatePlan | Refusal };

/**
 * Creates records, all or nothing; where every input has an `objectWriteTraceId` of its own, each on its own
 * (contract 1.5).
 * @throws Refusal 400 and 409 as a single create; for values that are not valid, those of all inputs
 */
export async function createBatch(
  ctx: Context,
  objectType: ObjectType,
  inputs: readonly BatchCreateInput[],
): Promise<BatchOutcome> {
  checkBatchSize(inputs);
  checkTraceIds(inputs);
  if (haveOwnTraceIds(inputs)) return createEach(ctx, objectType, inputs);
  const plans = planCreates(ctx, objectType, inputs);
  await giveTurn(inputs.length);
  await ctx.ids.ready();
  const records = await transaction(ctx, (ctx) => insertRecords(ctx, objectType, plans));
  const results = records.map((record, index) => ({ record, traceId: inputs[index]?.traceId }));
  return { results, errors: [], ignored: [] };
}

async function createEach(
  ctx: Context,
  objectType: ObjectType,
  inputs: readonly BatchCreateInput[],
): Promise<BatchOutcome> {
  const planned: Planned[] = [];
  for (const input of inputs) {
    const [plan] = await attempt(async () => planCreates(ctx, objectType, [input]));
    planned.push({ input, plan: plan as CreatePlan | Refusal });
  }
  await ctx.ids.ready();
  return transaction(ctx, (ctx) => insertEach(ctx, objectType, planned));
}

/** Writes together what is in order, and one by one where that fails: an input that fails leaves nothing of its own. */
async function insertEach(
  ctx: WriteContext,
  objectType: ObjectType,
  planned: readonly Planned[],
): Promise<BatchOutcome> {
  const write = (plans: readonly CreatePlan[]) =>
    attempt(() => ctx.db.savepoint(() => insertRecords(ctx, objectType, plans)));
  const good = planned.map(({ plan }) => plan).filter((plan): plan is CreatePlan => !(plan instanceof Refusal));
  const together = good.length === 0 ? [] : await write(good);
  const failed = together[0] instanceof Refusal;
  const results: BatchResult[] = [];
  const errors: BatchError[] = [];
  for (const { input, plan } of planned) {
    const record = plan instanceof Refusal ? plan : failed ? (await write([plan]))[0] : together[results.length];
    if (record instanceof Refusal) errors.push({ refusal: record, traceIds: traceIdsOf([input]) });
    else if (record) results.push({ record, traceId: input.traceId });
  }
  return { results, errors, ignored: [] };
}

/** What the work gives, or the refusal it ends in as the only entry. */
async function attempt<T>(work: () => Promise<readonly T[]>): Promise<readonly (T | Refusal)[]> {
  try {
    return await work();
  } catch (error) {
    // What is not a refusal (a deadlock, say) concerns the whole transaction.
    if (error instanceof Refusal && error.status < 500) return [error];
    throw error;
  }
}
