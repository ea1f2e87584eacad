/** Choices that all follow from one number, so that the same number makes the same request again. */
export type Chance = {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** True in this share of the cases. */
  happens(share: number): boolean;
  oneOf<T>(list: readonly T[]): T;
  /** As `oneOf`, and mostly one of the last: what is new is worked with more than what is old. */
  recent<T>(list: readonly T[]): T;
  /** From none to `most` of them, some perhaps twice. */
  some<T>(list: readonly T[], most: number): T[];
  /** As many results as chance wants, from `least` to `most`. */
  several<T>(least: number, most: number, make: () => T): T[];
};

/** @param seed a whole number of 32 bits */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  // Mulberry32: small, and good enough to choose with.
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  const several = <T>(least: number, most: number, make: () => T) =>
    Array.from({ length: least + below(most - least + 1) }, make);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return {
    below,
    several,
    oneOf,
    happens: (share) => next() < share,
    recent: (list) => list[list.length - 1 - Math.floor(next() ** 3 * list.length)] as (typeof list)[number],
    some: (list, most) => (list.length === 0 ? [] : several(0, most, () => oneOf(list))),
  };
}
