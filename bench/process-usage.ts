import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second, on every machine that Node runs on. */
const millisecondsPerTick = 10;

type Stat = { readonly parent: number; readonly own: number; readonly ended: number };

/** Processor time of a process with its threads, and of its children that have ended; undefined where there is no /proc. */
function readStat(pid: number): Stat | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The second field is the command in brackets and may itself hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) * millisecondsPerTick;
  return { parent: Number(fields[1]), own: ticks(11), ended: ticks(13) };
}

/** The processor time that a process with all its threads has used so far; undefined where there is no /proc. */
export function readCpuMilliseconds(pid: number): number | undefined {
  return readStat(pid)?.own;
}

/** The same for a process and its children, those that ended included. */
export function readTreeCpuMilliseconds(pid: number): number | undefined {
  const root = readStat(pid);
  if (!root) return undefined;
  let sum = root.own + root.ended;
  for (const name of readdirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : undefined;
    if (stat?.parent === pid) sum += stat.own;
  }
  return sum;
}

/** The process that started another one. */
export function parentOf(pid: number): number | undefined {
  return readStat(pid)?.parent;
}

/** The anonymous memory that is resident, of all threads together, in megabytes; undefined where there is no /proc. */
export function readAnonymousMegabytes(pid: number): number | undefined {
  try {
    const found = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return found ? Number(found[1]) / 1_024 : undefined;
  } catch {
    return undefined;
  }
}
