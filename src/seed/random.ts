/** A stream of random numbers that a seed decides: the same seed and name give the same numbers on every machine. */
export type Random = {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number, both ends included. */
  integer(lowest: number, highest: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the pairs' values, by their weights. */
  weighted<T>(pairs: readonly (readonly [value: T, weight: number])[]): T;
  /** Around `median`, never below zero, with a long tail to the right: as durations are. */
  logNormal(median: number, spread: number): number;
};

/**
 * Makes a stream of its own for each name, so that what one part draws does not move what another gets.
 * @param seed a whole number
 */
export function createRandom(seed: number, name: string): Random {
  // FNV-1a over seed and name, then the generator sfc32, which passes the usual tests and is quick.
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${name}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  let [a, b, c, counter] = [hash, hash ^ 0x9e3779b9, Math.imul(hash, 0x85ebca6b), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The first numbers of similar seeds are similar.
  for (let round = 0; round < 15; round += 1) next();

  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
  return {
    next,
    integer: (lowest, highest) => lowest + Math.floor(next() * (highest - lowest + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted(pairs) {
      let left = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of pairs) {
        left -= weight;
        if (left < 0) return value;
      }
      return (pairs.at(-1) as (typeof pairs)[number])[0];
    },
    logNormal: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  };
}
