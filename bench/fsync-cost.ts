import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { median } from "./median.ts";

const most = 300;
const longestMilliseconds = 2_000;
const page = Buffer.alloc(4_096, 1);

/** What it costs to bring one page of a growing file to the disk below `folder`, in milliseconds. */
export function measureFsync(folder: string): number {
  const file = join(folder, "fsync-probe");
  const descriptor = openSync(file, "w");
  const times: number[] = [];
  const end = performance.now() + longestMilliseconds;
  while (times.length < most && performance.now() < end) {
    writeSync(descriptor, page);
    const start = performance.now();
    fsyncSync(descriptor);
    times.push(performance.now() - start);
  }
  closeSync(descriptor);
  rmSync(file);
  return median(times);
}
