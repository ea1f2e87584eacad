import { useCallback, useEffect, useState } from "react";

export type Selection = {
  readonly ids: ReadonlySet<string>;
  /** Everything that matches the filters, beyond what was loaded. */
  readonly isAll: boolean;
  readonly isEmpty: boolean;
  has(id: string): boolean;
  toggle(id: string): void;
  setMany(ids: readonly string[], isChosen: boolean): void;
  chooseAll(): void;
  clear(): void;
};

const none: ReadonlySet<string> = new Set();

/** Which calls are chosen. It begins afresh when `scope` changes: other filters show other calls. */
export function useSelection(scope: string): Selection {
  const [ids, setIds] = useState(none);
  const [isAll, setAll] = useState(false);
  const clear = useCallback(() => {
    setIds(none);
    setAll(false);
  }, []);
  useEffect(clear, [scope]);
  const setMany = useCallback((changed: readonly string[], isChosen: boolean) => {
    setAll(false);
    setIds((former) => {
      const next = new Set(former);
      for (const id of changed) {
        if (isChosen) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  }, []);
  const has = (id: string) => isAll || ids.has(id);
  return {
    ids,
    isAll,
    isEmpty: ids.size === 0 && !isAll,
    has,
    setMany,
    toggle: (id) => setMany([id], !has(id)),
    chooseAll: () => setAll(true),
    clear,
  };
}
