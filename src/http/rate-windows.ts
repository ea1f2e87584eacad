/** Counts what happened to each key within the last `milliseconds`, exact to the event. */
export type RateWindows = {
  count(key: string, now: number): number;
  add(key: string, now: number): void;
  /** How long until the oldest of a key's events is no longer counted. */
  untilNextFree(key: string, now: number): number;
};

const keysBeforeSweep = 10_000;

export function createRateWindows(milliseconds: number): RateWindows {
  const events = new Map<string, number[]>();

  /** The key's events in order of time, without those that no longer count. */
  function current(key: string, now: number): number[] {
    const times = events.get(key) ?? [];
    while (times.length > 0 && (times[0] as number) <= now - milliseconds) times.shift();
    // A clock that was set back must not keep anyone out for as long as it was ahead.
    while (times.length > 0 && (times.at(-1) as number) > now) times.pop();
    return times;
  }

  return {
    count: (key, now) => current(key, now).length,
    add(key, now) {
      const times = current(key, now);
      times.push(now);
      events.set(key, times);
      if (events.size > keysBeforeSweep) {
        for (const other of events.keys()) if (current(other, now).length === 0) events.delete(other);
      }
    },
    untilNextFree: (key, now) => (current(key, now)[0] ?? now - milliseconds) + milliseconds - now,
  };
}
