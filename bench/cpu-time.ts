import { readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second, on every machine that Node runs on. */
const millisecondsPerTick = 10;

/** The processor time that a process with all its threads has used so far; undefined where there is no /proc. */
export function readCpuMilliseconds(pid: number): number | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The second field is the command in brackets and may itself hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return (user + system) * millisecondsPerTick;
}
