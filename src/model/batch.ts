import type { Refusal } from "./errors.ts";
import type { RecordView } from "./record.ts";

/** What a batch did with one input. */
export type BatchResult = {
  readonly record: RecordView;
  /** What the client named its input, to be repeated in the answer. */
  readonly traceId: string | undefined;
  /** Of an upsert alone: whether it created the record. */
  readonly isNew?: boolean;
};

/** What a batch could not do, while the rest of it was done (contract 1.5). */
export type BatchError = { readonly refusal: Refusal; readonly traceIds: readonly string[] };

export type BatchOutcome = {
  /** In the order of the inputs (section 12, row 24). */
  readonly results: readonly BatchResult[];
  readonly errors: readonly BatchError[];
  /** Names of properties that were passed over in any input (section 12, row 1). */
  readonly ignored: readonly string[];
};
