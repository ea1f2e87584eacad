import { formatTime } from "../../domain/properties/time-text.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition } from "../../model/property.ts";
import { presentProperty } from "./property.ts";

/** One error of a batch that succeeded otherwise (contract 1.5). */
export type BatchProblem = {
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
};

/** The answer to a batch of definitions as JSON text, in wire order (contract 1.4). */
export function presentPropertyBatch(
  definitions: readonly PropertyDefinition[],
  problems: readonly BatchProblem[],
  portal: Portal,
  startedAt: number,
  completedAt: number,
): string {
  return JSON.stringify({
    completedAt: formatTime(completedAt),
    status: "COMPLETE",
    startedAt: formatTime(startedAt),
    results: definitions.map((definition) => presentProperty(definition, portal)),
    ...(problems.length > 0
      ? {
          errors: problems.map(({ category, message, context }) => ({ status: "error", category, message, context })),
          numErrors: problems.length,
        }
      : {}),
  });
}
