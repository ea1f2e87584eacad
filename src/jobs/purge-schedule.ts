import type { Services } from "../domain/accounts/services.ts";
import { purgeFiles } from "../domain/files/purge-files.ts";
import { purgeRecycleBin } from "../domain/recycle-bin/purge.ts";
import { takeRound } from "../domain/rounds/take-round.ts";

const job = "purge";
const intervalMilliseconds = 10 * 60_000;
/** How often a process looks whether the next round is due. */
const lookMilliseconds = 60_000;

/**
 * Empties the recycling bin of what has lain in it for more than `days`, now and again, and takes what was erased
 * meanwhile out of the database's files. Of several processes on one database one does it each time.
 * @param report is told of a round that failed; the next one tries again
 * @returns stops the schedule, and waits for a round under way
 */
export function startPurgeSchedule(
  services: Services,
  days: number,
  report: (error: unknown) => void,
): () => Promise<void> {
  let round: Promise<unknown> = Promise.resolve();
  const run = () => {
    round = round
      .then(async () => {
        if (!(await takeRound(services, job, intervalMilliseconds))) return;
        await purgeRecycleBin(services.database, services.now, days);
        await purgeFiles(services, days);
        await services.database.wipeDeleted();
      })
      .catch(report);
  };
  run();
  const timer = setInterval(run, lookMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
  };
}
