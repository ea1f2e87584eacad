import { claimJobRound } from "../../storage/job-rounds.ts";
import type { Services } from "../accounts/services.ts";

/**
 * Takes the next round of a job that all processes of a database have a timer for; one of them gets it.
 * @param everyMilliseconds until the round after it is due
 */
export function takeRound(
  { database, now }: Pick<Services, "database" | "now">,
  job: string,
  everyMilliseconds: number,
): Promise<boolean> {
  return claimJobRound(database, { job, now: now(), dueAt: now() + everyMilliseconds });
}
