/** Keeps what was used last, up to a weight in all. */
export type WeighedCache<T> = {
  get(key: string | number): T | undefined;
  set(key: string | number, value: T, weight: number): void;
};

/**
 * @param oneOf once it is full, one of so many new entries takes the place of what was used longest ago. Searches go
 *   through the segments in one order: if all that one reads is a little more than there is room for, each new part
 *   would push out the very one that is asked for next, and nothing would ever be found
 */
export function createWeighedCache<T>(heaviest: number, oneOf = 1): WeighedCache<T> {
  const entries = new Map<string | number, { readonly value: T; readonly weight: number }>();
  let total = 0;
  let turnedAway = 0;
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      // A map remembers in which order its keys came.
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, weight) {
      const former = entries.get(key);
      if (!former && total + weight > heaviest && turnedAway < oneOf - 1) {
        turnedAway += 1;
        return;
      }
      turnedAway = 0;
      total += weight - (former?.weight ?? 0);
      entries.delete(key);
      entries.set(key, { value, weight });
      for (const [oldest, entry] of entries) {
        if (total <= heaviest) break;
        entries.delete(oldest);
        total -= entry.weight;
      }
    },
  };
}
