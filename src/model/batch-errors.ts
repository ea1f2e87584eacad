import { Refusal, refuse } from "./errors.ts";

/** The refusals of batches: contract 1.2 and 1.5; section 12, row 13. */
export const refuseBatch = {
  empty: () => refuse.invalid("Batch input provided should have at least one object."),

  tooLarge: (limit: number, what = "") =>
    refuse.invalid(
      `The maximum number of inputs supported in a batch request${what} is ${limit}. Please reduce the number of items and try again`,
    ),

  /** One record named twice in a batch that would write it twice. */
  duplicates: (ids: string[]) =>
    refuse.invalid(`Duplicate IDs found in batch input: [${ids.join(", ")}]. IDs must be unique`, { ids }),

  duplicateValue: (propertyName: string, value: string) =>
    refuse.invalid(`Duplicate values of "${propertyName}" found in batch input: [${value}]. Values must be unique`, {
      propertyName: [propertyName],
      values: [value],
    }),

  /** All the missing records of a batch in one error. */
  notFound: (typeName: string, ids: readonly string[]) =>
    new Refusal({
      status: 404,
      category: "OBJECT_NOT_FOUND",
      message: `Could not get some ${typeName} objects, they may be deleted or not exist. Check that ids are valid.`,
      context: { ids },
    }),
};
