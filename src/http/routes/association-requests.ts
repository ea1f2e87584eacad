import type { EndTypes } from "../../domain/associations/associate-pairs.ts";
import { refuseBatch } from "../../model/batch-errors.ts";
import type { ObjectType } from "../../model/object-type.ts";

/** The path parameters of the two object types of a batch, a label or a configuration. */
export const endParameters = ["fromObjectType", "toObjectType"];

/** The two object types that such a path names. */
export function endsOf(typeOf: (parameter: string) => ObjectType): EndTypes {
  return { from: typeOf("fromObjectType"), to: typeOf("toObjectType") };
}

/**
 * The inputs of a batch.
 * @throws Refusal 400 where there are none or more than `limit` (contract 1.2, 1.5)
 */
export function readInputs<T>(inputs: readonly T[], limit: number): readonly T[] {
  if (inputs.length === 0) throw refuseBatch.empty();
  if (inputs.length > limit) throw refuseBatch.tooLarge(limit);
  return inputs;
}

/** What is left of a list whose ids may be null. */
export function withoutNulls<T extends { readonly id: unknown }>(list: readonly (T | null)[]): T[] {
  return list.filter((one): one is T => one !== null && one.id !== null);
}
