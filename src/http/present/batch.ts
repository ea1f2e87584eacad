import { formatTime } from "../../domain/properties/time-text.ts";
import type { BatchError, BatchOutcome, BatchResult } from "../../model/batch.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { type Place, recordPresenter } from "./record.ts";

/**
 * A batch's answer as JSON text in wire order (contract 1.4 and 1.5).
 * @param names the properties to show; undefined shows all that are set
 * @param startedAt when the request began, and completedAt when it was done, in epoch milliseconds
 */
export function presentBatch(
  { results, errors }: BatchOutcome,
  objectType: ObjectType,
  names: readonly string[] | undefined,
  place: Place,
  { startedAt, completedAt }: { readonly startedAt: number; readonly completedAt: number },
): string {
  const present = recordPresenter(objectType, names, place);
  const records = results.map((result) => present(result.record, membersOfResult(result))).join(",");
  let text = `{"completedAt":"${formatTime(completedAt)}","status":"COMPLETE","startedAt":"${formatTime(startedAt)}"`;
  text += `,"results":[${records}]`;
  if (errors.length > 0) text += `,"errors":${JSON.stringify(errors.map(presentError))},"numErrors":${errors.length}`;
  return `${text}}`;
}

function membersOfResult({ traceId, isNew }: BatchResult): string {
  let text = "";
  if (isNew !== undefined) text += `,"new":${isNew}`;
  if (traceId !== undefined) text += `,"objectWriteTraceId":${JSON.stringify(traceId)}`;
  return text;
}

function presentError({ refusal, traceIds }: BatchError) {
  const { category, subCategory, message, errors } = refusal;
  const traced = traceIds.length > 0 ? { ...refusal.context, objectWriteTraceId: traceIds } : refusal.context;
  return { status: "error", category, subCategory, message, context: traced, errors };
}
