import type { BatchError } from "../../model/batch.ts";
import { refuseBatch } from "../../model/batch-errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { shoutName } from "../object-types/resolve.ts";
import { traceIdsOf } from "./batch-inputs.ts";

type Named = { readonly id: string; readonly traceId?: string | undefined };

/** One error for all the records that a batch did not find, or none (contract 1.5). */
export function missingError(objectType: ObjectType, missing: readonly Named[]): BatchError[] {
  if (missing.length === 0) return [];
  const ids = [...new Set(missing.map(({ id }) => id))];
  const traced = missing.map(({ traceId }) => ({ traceId }));
  return [{ refusal: refuseBatch.notFound(shoutName(objectType), ids), traceIds: traceIdsOf(traced) }];
}

/**
 * @param keyOf what makes two inputs lead to the same record
 * @throws Refusal 400 where two inputs of a write do so
 */
export function refuseDuplicates<T extends Named>(inputs: readonly T[], keyOf: (input: T) => string): void {
  const seen = new Set<string>();
  const repeated = new Map<string, string>();
  for (const input of inputs) {
    const key = keyOf(input);
    if (seen.has(key)) repeated.set(key, input.id);
    seen.add(key);
  }
  if (repeated.size > 0) throw refuseBatch.duplicates([...repeated.values()]);
}
