import type { LiveSegment } from "./find-places.ts";
import { largestSegment, termLists } from "./segment.ts";
import type { SegmentSummary } from "./stored-segment.ts";

/** Sizes at which segments are of the next level; those of one level are merged when there are enough. */
const levels = [2_048, 8_192, largestSegment];
const enough = 4;
const mostAtOnce = 8;
const mostlyDead = 0.3;
/**
 * What the texts of one segment may take while it is made, in bytes of a thread that has 256 MB: a portal's notes can be
 * so long that as many of them as a segment has room for would not fit.
 */
const heaviest = 150_000_000;
/** Each text stands there once by itself and once among all others. */
const weightOfTextByte = 2;
const weightOfTerm = 100;

/**
 * Segments that are better one: one of which much is dead, or several of about the same size. So every record is
 * written a few times over, and there are few segments at any time.
 */
export function pickMerge(segments: readonly LiveSegment[]): LiveSegment[] | undefined {
  const worn = segments.find(({ records, dead }) => dead.length > mostlyDead * records);
  if (worn) return [worn];
  for (const level of levels.keys()) {
    const same = segments.filter((segment) => levelOf(segment) === level);
    if (same.length < enough) continue;
    const fitting: LiveSegment[] = [];
    let size = 0;
    for (const segment of same.toSorted((one, other) => sizeOf(one) - sizeOf(other))) {
      if (fitting.length === mostAtOnce || size + sizeOf(segment) > largestSegment) break;
      fitting.push(segment);
      size += sizeOf(segment);
    }
    // Of large ones fewer fit together.
    if (fitting.length >= enough || (fitting.length > 1 && size > largestSegment / 2)) return fitting;
  }
  return undefined;
}

function levelOf(segment: LiveSegment): number {
  const level = levels.findIndex((size) => sizeOf(segment) < size);
  return level === -1 ? levels.length : level;
}

/** How much of the room of a segment one takes, counted in records. */
function sizeOf({ records, dead, summary }: LiveSegment): number {
  return Math.max(records - dead.length, (weightOf(summary) / heaviest) * largestSegment);
}

function weightOf({ texts, textBytes = 0 }: SegmentSummary): number {
  const counts = Object.values(texts).map((column) => termLists.reduce((sum, list) => sum + column[list], 0));
  return weightOfTextByte * textBytes + weightOfTerm * counts.reduce((sum, count) => sum + count, 0);
}
