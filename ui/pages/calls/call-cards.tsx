import { Checkbox } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { CrmRecord } from "../../data/records.ts";
import { formatDuration } from "../../formats/numbers.ts";
import { OutcomeBadge } from "../../parts/outcome-badge.tsx";
import { Time } from "../../parts/time.tsx";
import classes from "./call-cards.module.css";
import { CallTitle } from "./call-cell.tsx";
import type { CallContact } from "./use-call-contacts.ts";
import type { Selection } from "./use-selection.ts";

const cardHeight = 84;
const askAhead = 30;

type Props = {
  readonly calls: readonly CrmRecord[];
  readonly contacts: ReadonlyMap<string, readonly CallContact[]>;
  readonly selection: Selection;
  readonly canSelect: boolean;
  readonly isMore: boolean;
  readonly onMore: () => void;
};

/** The calls where there is no room for a table: what matters most of each, one below the other. */
export function CallCards({ calls, contacts, selection, canSelect, isMore, onMore }: Props) {
  const viewport = useRef<HTMLDivElement>(null);
  const cards = useVirtualizer({
    count: calls.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => cardHeight,
    overscan: 8,
  });
  const shown = cards.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (isMore && last >= calls.length - askAhead) onMore();
  }, [isMore, last, calls.length, onMore]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section ref={viewport} className={classes.viewport} aria-label="List of calls" tabIndex={0}>
      <ul className={classes.list} style={{ height: cards.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const record = calls[index];
          if (record === undefined) return null;
          const { properties } = record;
          const names = contacts.get(record.id)?.map(({ name }) => name);
          return (
            <li
              key={record.id}
              className={classes.card}
              style={{ transform: `translateY(${start}px)`, height: cardHeight }}
            >
              {canSelect && (
                <Checkbox
                  size="xs"
                  className={classes.check}
                  aria-label={`Choose ${properties.hs_call_title || `call ${record.id}`}`}
                  checked={selection.has(record.id)}
                  onChange={() => selection.toggle(record.id)}
                />
              )}
              <div className={classes.words}>
                <CallTitle record={record} />
                <div className={`${classes.line} truncate`}>
                  <Time at={properties.hs_timestamp} />
                  {properties.hs_call_duration && <> · {formatDuration(Number(properties.hs_call_duration))}</>}
                  {names !== undefined && names.length > 0 && <> · {names.join(", ")}</>}
                </div>
                <OutcomeBadge outcome={properties.hs_call_disposition} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
