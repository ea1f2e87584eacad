import type { LiveSegment } from "./find-places.ts";
import { largestSegment } from "./segment.ts";

/** Sizes at which segments are of the next level; those of one level are merged when there are enough. */
const levels = [2_048, 8_192, largestSegment];
const enough = 4;
const mostAtOnce = 8;
const mostlyDead = 0.3;

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
    for (const segment of same.toSorted((one, other) => alive(one) - alive(other))) {
      if (fitting.length === mostAtOnce || size + alive(segment) > largestSegment) break;
      fitting.push(segment);
      size += alive(segment);
    }
    // Of large ones fewer fit together.
    if (fitting.length >= enough || (fitting.length > 1 && size > largestSegment / 2)) return fitting;
  }
  return undefined;
}

function levelOf(segment: LiveSegment): number {
  const level = levels.findIndex((size) => alive(segment) < size);
  return level === -1 ? levels.length : level;
}

function alive({ records, dead }: LiveSegment): number {
  return records - dead.length;
}
