import { largestSegment } from "./segment.ts";

/**
 * Room for lists of places, which a search makes and forgets by the dozen for each segment: as arrays of their own they
 * kept the collector as busy as the search.
 */
const room = new Uint16Array(16 * largestSegment);
let used = 0;

/**
 * Room for so many places; what stands in it is of no meaning. It is good until the next `clearScratch`, which the thread
 * that makes segments never calls: it goes on with arrays of their own when the room is full.
 */
export function takePlaces(count: number): Uint16Array {
  if (used + count > room.length) return new Uint16Array(count);
  used += count;
  return room.subarray(used - count, used);
}

/** Takes all room back: no list of the segment before is looked at any more. A thread searches one thing at a time. */
export function clearScratch(): void {
  used = 0;
}
