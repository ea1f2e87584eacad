import { countSearchChanges } from "../../storage/search-changes.ts";
import { refreshStatistics } from "../../storage/statistics.ts";
import type { Clock } from "../context.ts";
import { takeRound } from "../rounds/take-round.ts";
import { removeOrphanedParts, type TidyServices, tidySegments } from "./tidy-segments.ts";

/** Keeps the segments up to the records while the server runs. */
export type SegmentKeeper = {
  /** Resolves when few changed records are left, so that searches are fast. */
  catchUp(portalId?: number): Promise<void>;
  stop(): Promise<void>;
};

const lookMilliseconds = 500;
const job = "search segments";
/** Where there are several servers: for so long the others leave it to the one that has begun. */
const roundMilliseconds = 1_000;
/** Changed records that are put into a segment at once, and as soon as no more come. */
const worthwhile = 2_048;
const worthwhileAtRest = 128;
/** A database counts what was written a second or two later. */
const looksAfterGrowth = 6;

/**
 * @param services of which `now` is the clock
 * @param onError is told what kept a type from being brought up; it is tried again
 */
export function startSegmentKeeper(
  services: TidyServices & { readonly now: Clock },
  onError: (error: unknown) => void,
): SegmentKeeper {
  let before = new Map<string, number>();
  let isStopped = false;
  // What came before the last server stopped may not have been looked at either.
  let looksAtStatistics = looksAfterGrowth;
  const report = (error: unknown): void => {
    if (!isStopped) onError(error);
  };
  let working: Promise<void> | undefined = removeOrphanedParts(services.database, services.now())
    .catch(report)
    .finally(() => {
      working = undefined;
    });

  /** Looks once through what has changed; at rest is what has as many changes as at the last look. */
  async function look(portalId: number | undefined): Promise<void> {
    const counts = await countSearchChanges(services.database);
    const now = new Map<string, number>();
    let isOurs: boolean | undefined;
    for (const { portal_id, object_type_id, count, lowest } of counts) {
      const key = `${portal_id} ${object_type_id}`;
      now.set(key, count);
      if (isStopped || (portalId !== undefined && portal_id !== portalId)) continue;
      const isAtRest = before.get(key) === count;
      const least = isAtRest ? worthwhileAtRest : worthwhile;
      // What was erased goes without delay.
      if (count < least && lowest >= 0) continue;
      isOurs ??= services.database.engine === "sqlite" || (await takeRound(services, job, roundMilliseconds));
      if (!isOurs) continue;
      // What stands in the way of one type must not keep all others.
      await tidySegments(services, portal_id, object_type_id, least, () => !isStopped).catch(report);
      looksAtStatistics = looksAfterGrowth;
    }
    if (looksAtStatistics > 0 && !isStopped) {
      looksAtStatistics -= 1;
      await refreshStatistics(services.database);
    }
    if (portalId === undefined) before = now;
  }

  function work(portalId?: number): Promise<void> {
    const next = (working ?? Promise.resolve())
      .then(() => look(portalId))
      .catch(report)
      .finally(() => {
        if (working === next) working = undefined;
      });
    working = next;
    return next;
  }

  const timer = setInterval(() => {
    if (!working) void work();
  }, lookMilliseconds);
  timer.unref();

  return {
    catchUp: work,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await working;
    },
  };
}
