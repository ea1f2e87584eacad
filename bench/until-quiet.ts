import { setTimeout as sleep } from "node:timers/promises";
import { readCpuMilliseconds, readTreeCpuMilliseconds } from "./process-usage.ts";

const lookMilliseconds = 250;
const quietLooks = 4;
/** Of one processor. */
const quietShare = 0.08;
const longestMilliseconds = 60_000;

/**
 * Waits until a server and its database have done what the load before has left to them: segments for searches are
 * made and joined, the log is written back, rows are vacuumed. Otherwise the next load would be charged with it.
 */
export async function untilQuiet(pid: number, databasePid: number | undefined): Promise<void> {
  const used = () =>
    (readCpuMilliseconds(pid) ?? 0) + (databasePid === undefined ? 0 : (readTreeCpuMilliseconds(databasePid) ?? 0));
  const end = performance.now() + longestMilliseconds;
  let before = used();
  for (let quiet = 0; quiet < quietLooks && performance.now() < end; ) {
    await sleep(lookMilliseconds);
    const now = used();
    quiet = now - before <= quietShare * lookMilliseconds ? quiet + 1 : 0;
    before = now;
  }
}
