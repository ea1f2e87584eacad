import { isLike, runText } from "../terms.ts";
import type { TermIndex } from "./segment-parts.ts";

/** Terms of an index that follow one another, the last one not included. */
export type TermRange = readonly [first: number, end: number];

/** The terms that are this token, or begin with it. */
export function findToken({ lines, offsets }: TermIndex, token: string, cutShort: boolean): TermRange[] {
  const sought = Buffer.from(token);
  const count = offsets.length - 1;
  const first = firstWhere(count, (at) => compareTerm(lines, offsets, at, sought, false) >= 0);
  const end = firstWhere(count, (at) => compareTerm(lines, offsets, at, sought, cutShort) > 0);
  return first < end ? [[first, end]] : [];
}

/** The runs that hold this one. */
export function findRun(index: TermIndex, run: readonly string[], cutShort: boolean): TermRange[] {
  const sought = runText(run, cutShort).trim();
  return findHolding(index, sought).filter(([at]) => ` ${termAt(index, at)} `.includes(runText(run, cutShort)));
}

/** The terms that are like a pattern. */
export function findLike(index: TermIndex, parts: readonly string[]): TermRange[] {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  const filled = parts.filter((part) => part !== "");
  if (filled.length === 1 && first !== "") return findToken(index, first, true);
  if (filled.length === 1) return last === "" ? findHolding(index, filled[0] as string) : findEnding(index, last);
  const longest = filled.reduce((one, other) => (other.length > one.length ? other : one), "");
  return findHolding(index, longest).filter(([at]) => isLike(termAt(index, at), parts));
}

/** The terms that end with a text: each is looked at from its end, which tells most of them apart at once. */
function findEnding({ lines, offsets }: TermIndex, text: string): TermRange[] {
  const sought = Buffer.from(text);
  const found: TermRange[] = [];
  const lastByte = sought.at(-1);
  for (let at = 0; at + 1 < offsets.length; at += 1) {
    const end = (offsets[at + 1] as number) - 1;
    if (lines[end - 1] !== lastByte) continue;
    const start = end - sought.length;
    if (start >= (offsets[at] as number) && lines.compare(sought, 0, sought.length, start, end) === 0) {
      found.push([at, at + 1]);
    }
  }
  return found;
}

/** The terms whose line holds a text. */
function findHolding({ lines, offsets }: TermIndex, text: string): TermRange[] {
  const sought = Buffer.from(text);
  const found: TermRange[] = [];
  const count = offsets.length - 1;
  let least = 0;
  for (let from = 0; ; ) {
    const place = lines.indexOf(sought, from);
    if (place === -1) return found;
    const behind = firstWhere(count - least, (at) => (offsets[least + at] as number) > place) + least;
    found.push([behind - 1, behind]);
    least = behind;
    if (behind >= count) return found;
    // The rest of the line says no more.
    from = offsets[behind] as number;
  }
}

function termAt({ lines, offsets }: TermIndex, at: number): string {
  return lines.toString("utf8", offsets[at], (offsets[at + 1] as number) - 1);
}

function compareTerm(lines: Buffer, offsets: Uint32Array, at: number, sought: Buffer, cutShort: boolean): number {
  const start = offsets[at] as number;
  const end = (offsets[at + 1] as number) - 1;
  return lines.compare(sought, 0, sought.length, start, cutShort ? Math.min(end, start + sought.length) : end);
}

/** The first place of `count` at which a condition is true that stays true from there on; `count` if there is none. */
export function firstWhere(count: number, isTrue: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
