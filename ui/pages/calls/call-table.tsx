import { ChevronDownIcon, ChevronUpIcon } from "@heroicons/react/20/solid";
import { Checkbox, UnstyledButton } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useDeferredValue, useEffect, useRef } from "react";
import type { Property } from "../../data/properties.ts";
import type { CrmRecord } from "../../data/records.ts";
import { CallCell } from "./call-cell.tsx";
import classes from "./call-table.module.css";
import { contactsColumn, isNumeric, widthOf } from "./columns.ts";
import type { CallContact } from "./use-call-contacts.ts";
import type { Selection } from "./use-selection.ts";

const rowHeight = 46;
const rowsAhead = 12;
/** How many rows before the end the next page is asked for. */
const askAhead = 40;
const selectionWidth = 60;

type Props = {
  readonly calls: readonly CrmRecord[];
  readonly contacts: ReadonlyMap<string, readonly CallContact[]>;
  readonly columns: readonly string[];
  readonly properties: ReadonlyMap<string, Property>;
  readonly selection: Selection;
  readonly canSelect: boolean;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly total: number | undefined;
  readonly isMore: boolean;
  /** Still shows the answer to former filters. */
  readonly isStale: boolean;
  readonly onMore: () => void;
};

/** The calls as a table of which only the rows in sight are on the page. */
export function CallTable(props: Props) {
  const { calls, columns, properties, selection, canSelect, total, isMore, isStale, onMore } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    // The first time, what is in sight comes before what is not.
    overscan: useDeferredValue(rowsAhead, 0),
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (isMore && last >= calls.length - askAhead) onMore();
  }, [isMore, last, calls.length, onMore]);
  const isEveryChosen = selection.isAll || (calls.length > 0 && calls.every(({ id }) => selection.ids.has(id)));
  const before = shown[0]?.start ?? 0;
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const span = columns.length + (canSelect ? 1 : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section ref={viewport} className={classes.viewport} aria-label="Table of calls" tabIndex={0} aria-busy={isStale}>
      <table className={classes.table} aria-rowcount={(total ?? calls.length) + 1} data-stale={isStale || undefined}>
        <colgroup>
          {canSelect && <col style={{ width: selectionWidth }} />}
          {columns.map((name) => (
            <col key={name} style={{ width: widthOf(name, properties.get(name)) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {canSelect && (
              <td className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label="Choose all calls that are loaded"
                  checked={isEveryChosen}
                  indeterminate={!isEveryChosen && !selection.isEmpty}
                  onChange={() =>
                    isEveryChosen
                      ? selection.clear()
                      : selection.setMany(
                          calls.map(({ id }) => id),
                          true,
                        )
                  }
                />
              </td>
            )}
            {columns.map((name) => (
              <HeadCell
                key={name}
                name={name}
                property={properties.get(name)}
                sort={props.sort}
                onSort={props.onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} span={span} />
          {shown.map(({ index }) => {
            const record = calls[index];
            if (record === undefined) return null;
            return (
              <Row
                key={record.id}
                index={index}
                record={record}
                columns={columns}
                properties={properties}
                contacts={props.contacts.get(record.id)}
                canSelect={canSelect}
                isChosen={selection.has(record.id)}
                onToggle={selection.setMany}
              />
            );
          })}
          <Gap height={after} span={span} />
        </tbody>
      </table>
    </section>
  );
}

/** Holds the place of the rows out of sight. */
function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

type HeadProps = {
  readonly name: string;
  readonly property: Property | undefined;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
};

function HeadCell({ name, property, sort, onSort }: HeadProps) {
  const label = labelOf(name, property);
  const side = isNumeric(property) ? "right" : undefined;
  if (name === contactsColumn) return <th scope="col">{label}</th>;
  const isSorted = sort === name || sort === `-${name}`;
  const isDescending = sort === `-${name}`;
  const Arrow = isDescending ? ChevronDownIcon : ChevronUpIcon;
  // What is sorted first from the newest or largest down, then from the smallest up.
  const next = isDescending ? name : `-${name}`;
  return (
    <th
      scope="col"
      data-side={side}
      aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
      title={property?.description}
    >
      <UnstyledButton className={classes.sort} onClick={() => onSort(next)}>
        <span className="truncate">{label}</span>
        {isSorted && <Arrow width={16} aria-hidden className={classes.arrow} />}
      </UnstyledButton>
    </th>
  );
}

function labelOf(name: string, property: Property | undefined): string {
  if (name === contactsColumn) return "Contacts";
  if (name === "hs_call_title") return "Call";
  if (name === "hubspot_owner_id") return "Owner";
  return property?.label.replace(/^Call /, "").replace(/^./, (letter) => letter.toUpperCase()) ?? name;
}

type RowProps = {
  readonly index: number;
  readonly record: CrmRecord;
  readonly columns: readonly string[];
  readonly properties: ReadonlyMap<string, Property>;
  readonly contacts: readonly CallContact[] | undefined;
  readonly canSelect: boolean;
  readonly isChosen: boolean;
  readonly onToggle: Selection["setMany"];
};

const Row = memo(function Row(props: RowProps) {
  const { index, record, columns, properties, contacts, canSelect, isChosen, onToggle } = props;
  return (
    <tr aria-rowindex={index + 2} data-chosen={isChosen || undefined} style={{ height: rowHeight }}>
      {canSelect && (
        <td className={classes.check}>
          <Checkbox
            size="xs"
            aria-label={`Choose ${record.properties.hs_call_title || `call ${record.id}`}`}
            checked={isChosen}
            onChange={() => onToggle([record.id], !isChosen)}
          />
        </td>
      )}
      {columns.map((name) => (
        <td key={name} data-side={isNumeric(properties.get(name)) ? "right" : undefined}>
          <CallCell name={name} record={record} property={properties.get(name)} contacts={contacts} />
        </td>
      ))}
    </tr>
  );
});
