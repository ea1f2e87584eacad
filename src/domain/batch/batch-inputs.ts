import { refuseBatch } from "../../model/batch-errors.ts";
import { limits } from "../../model/limits.ts";
import { checkText } from "../properties/text-rules.ts";

/** @throws Refusal 400 for none and for more than the limit (contract 1.2; section 12, row 13) */
export function checkBatchSize(inputs: readonly unknown[]): void {
  if (inputs.length === 0) throw refuseBatch.empty();
  if (inputs.length > limits.batchInputs) throw refuseBatch.tooLarge(limits.batchInputs);
}

/** What a client names its input, to find it in the answer. */
export type Traced = { readonly traceId: string | undefined };

/** @throws Refusal 400 for a name that is not valid text */
export function checkTraceIds(inputs: readonly Traced[]): void {
  for (const { traceId } of inputs) checkText(traceId ?? "", "An objectWriteTraceId");
}

/** Whether every input has a name of its own: only then may a part of the creates fail (contract 1.5). */
export function haveOwnTraceIds(inputs: readonly Traced[]): boolean {
  return (
    !inputs.some(({ traceId }) => !traceId) && new Set(inputs.map(({ traceId }) => traceId)).size === inputs.length
  );
}

/** The names among these that clients gave. */
export function traceIdsOf(inputs: readonly Traced[]): string[] {
  return inputs.map(({ traceId }) => traceId).filter((traceId) => traceId !== undefined);
}
