/** Keeps what was used last, up to a weight in all. */
export type WeighedCache<T> = {
  get(key: string | number): T | undefined;
  set(key: string | number, value: T, weight: number): void;
};

export function createWeighedCache<T>(heaviest: number): WeighedCache<T> {
  const entries = new Map<string | number, { readonly value: T; readonly weight: number }>();
  let total = 0;
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
      total += weight - (entries.get(key)?.weight ?? 0);
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
