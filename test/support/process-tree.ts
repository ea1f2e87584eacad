import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** True if the process has ended, or never started. */
export function isOver(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Waits for the end of a process, but not longer than the limit; tells whether it has ended. */
export async function hasEnded(child: ChildProcess, limitMs: number): Promise<boolean> {
  if (isOver(child)) return true;
  const settled = new AbortController();
  const options = { signal: settled.signal };
  await Promise.race([once(child, "exit", options), sleep(limitMs, undefined, options)]).finally(() => settled.abort());
  return isOver(child);
}

/** Ends a process and all below it with SIGKILL, as a power cut would: nobody gets to clean up. */
export function killTree(pid: number | undefined): void {
  if (pid === undefined) return;
  // Stopped first, so that it neither reacts to its children's death nor makes new ones.
  signal(pid, "SIGSTOP");
  const descendants = listDescendants(pid);
  for (const each of [pid, ...descendants]) signal(each, "SIGKILL");
}

/** Signals a process and all that it started, provided that it was started as the head of its own process group. */
export function signalGroup(head: ChildProcess, name: NodeJS.Signals): void {
  if (head.pid !== undefined) signal(-head.pid, name);
}

/** True while a process with this id is there and is more than the remains of one that has ended. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isRemains(pid);
}

function isRemains(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
}

/** The process ids of all that a process started, and of what those started. */
export function listDescendants(root: number): number[] {
  const parents = existsSync("/proc/self/stat") ? readProc() : readPs();
  const found: number[] = [];
  const visit = (parent: number) => {
    for (const [pid, ppid] of parents) {
      if (ppid !== parent) continue;
      found.push(pid);
      visit(pid);
    }
  };
  visit(root);
  return found;
}

/** Read by hand on Linux, because slim images come without ps. */
function readProc(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The second field is the command in brackets and may itself hold blanks and brackets.
      const ppid = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
      parents.set(Number(name), Number(ppid));
    } catch {
      // Ended while we were looking.
    }
  }
  return parents;
}

function readPs(): Map<number, number> {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}
