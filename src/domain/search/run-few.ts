import { refuse } from "../../model/errors.ts";

/** Runs work, at most so many at once, and lets a bounded number wait. */
export type FewAtOnce = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Keeps costly work from taking everything.
 * @param what names it in the refusal 503 of what can no longer wait
 */
export function runFew(what: string, atOnce: number, longestQueue: number): FewAtOnce {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= longestQueue) throw refuse.unavailable(`Too many ${what} are waiting. Try again shortly`);
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place passes on directly, so that nobody who comes in between can take it.
      if (next) next();
      else running -= 1;
    }
  };
}
