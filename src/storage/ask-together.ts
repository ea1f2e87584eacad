/**
 * Lets callers that come together share one piece of work by key; none is given what was begun before it asked.
 */
export function askTogether<K, T>(work: (key: K) => Promise<T>): (key: K, name: string) => Promise<T> {
  const running = new Map<string, { readonly current: Promise<T>; next: Promise<T> | undefined }>();

  function start(key: K, name: string): Promise<T> {
    const current = work(key).finally(() => {
      const entry = running.get(name);
      if (entry?.current === current && !entry.next) running.delete(name);
    });
    running.set(name, { current, next: undefined });
    return current;
  }

  return (key, name) => {
    const entry = running.get(name);
    if (!entry) return start(key, name);
    entry.next ??= entry.current.then(
      () => start(key, name),
      () => start(key, name),
    );
    return entry.next;
  };
}
