import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { basename } from "node:path";

/**
 * Lets other threads go before the calling one where processors are few. Only Linux knows it of a single thread, and
 * tells a thread its number; elsewhere nothing changes.
 */
export function giveWay(niceness: number): void {
  try {
    setPriority(Number(basename(readlinkSync("/proc/thread-self"))), niceness);
  } catch {
    // As fast without, as long as there are processors enough.
  }
}
