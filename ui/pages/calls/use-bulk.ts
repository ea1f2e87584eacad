import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { showError } from "../../api/show-error.tsx";
import type { CallFilters } from "../../data/call-filters.ts";
import { callListKey, readAllIds } from "./use-calls.ts";
import type { Selection } from "./use-selection.ts";

const batchSize = 100;

export type Progress = { readonly done: number; readonly of: number; readonly isGathering: boolean };

/** Handles up to a hundred calls, and returns how many of them were refused. */
export type Step = (ids: readonly string[]) => Promise<number>;

/**
 * Does something with all chosen calls, a hundred per request, and tells how far it is. Where everything that matches is
 * chosen the ids are gathered first: what is changed might match no longer, and pages would shift.
 */
export function useBulk(selection: Selection, filters: CallFilters) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const abort = useRef<AbortController>(undefined);

  const run = async (step: Step): Promise<{ done: number; refused: number } | undefined> => {
    const controller = new AbortController();
    abort.current = controller;
    let done = 0;
    let refused = 0;
    try {
      const gather = (count: number) => setProgress({ done: count, of: 0, isGathering: true });
      const ids = selection.isAll ? await readAllIds(filters, gather, controller.signal) : [...selection.ids];
      for (let start = 0; start < ids.length && !controller.signal.aborted; start += batchSize) {
        setProgress({ done: start, of: ids.length, isGathering: false });
        const part = ids.slice(start, start + batchSize);
        refused += await step(part);
        done += part.length;
      }
      return { done: done - refused, refused };
    } catch (error) {
      if (!controller.signal.aborted) showError(error);
      return undefined;
    } finally {
      setProgress(undefined);
      client.invalidateQueries({ queryKey: callListKey });
      client.invalidateQueries({ queryKey: ["record", "calls"] });
    }
  };
  return { progress, run, cancel: () => abort.current?.abort() };
}
