import { readlinkSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { basename } from "node:path";

const lowestPriority = 19;

/**
 * Lets other threads go before the calling one where processors are few. Only Linux knows it of a single thread, and
 * tells a thread its number; elsewhere nothing changes.
 */
export function giveWay(niceness: number): void {
  try {
    const thread = Number(basename(readlinkSync("/proc/thread-self")));
    setPriority(thread, Math.min(lowestPriority, getPriority(thread) + niceness));
  } catch {
    // As fast without, as long as there are processors enough.
  }
}
