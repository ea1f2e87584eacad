import { ArrowPathIcon, PhoneIcon, PlusIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { Link, useSearchParams } from "wouter";
import { countFilters, useCallFilters } from "../../data/call-filters.ts";
import { useProperties } from "../../data/properties.ts";
import { formatNumber } from "../../formats/numbers.ts";
import { CallFilterBar } from "../../parts/call-filters/call-filters.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { Page } from "../../parts/page.tsx";
import { useDocumentTitle } from "../../parts/use-document-title.ts";
import { usePermissions } from "../../session/session.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { CallCards } from "./call-cards.tsx";
import { CallTable } from "./call-table.tsx";
import classes from "./calls-page.module.css";
import { ColumnChooser } from "./column-chooser.tsx";
import { contactsColumn, keepColumns } from "./columns.ts";
import { ExportButton } from "./export-button.tsx";
import { defaultSort, narrowScreen, readListView } from "./list-view.ts";
import { TableLoading } from "./table-loading.tsx";
import { useCallContacts } from "./use-call-contacts.ts";
import { callListKey, useCalls, useCallTotal } from "./use-calls.ts";
import { useSelection } from "./use-selection.ts";
import { ViewMenu } from "./view-menu.tsx";

/** All calls: found by text and filters, sorted, chosen many at a time, and taken out as CSV. */
export function CallsPage() {
  const client = useQueryClient();
  const permissions = usePermissions();
  const isNarrow = useMediaQuery(narrowScreen, false, { getInitialValueInEffect: false });
  const [address, setAddress] = useSearchParams();
  const { clear } = useCallFilters();
  const { byName } = useProperties("calls");
  const { filters, sort, columns, properties } = useMemo(() => readListView(address), [address]);
  const list = useCalls({ filters, sort, properties });
  const total = useCallTotal(filters);
  const contacts = useCallContacts(list.calls, columns.includes(contactsColumn) || isNarrow);
  const selection = useSelection(JSON.stringify(filters));
  useDocumentTitle("Calls");

  const setParameter = useCallback(
    (name: string, value: string | undefined) =>
      setAddress(
        (former) => {
          const next = new URLSearchParams(former);
          if (value === undefined) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setAddress],
  );
  const setColumns = (names: readonly string[]) => {
    keepColumns(names);
    setParameter("columns", names.join(","));
  };
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  // A selection of what is shown no more would be changed unseen.
  const { clear: clearSelection } = selection;
  useEffect(clearSelection, [sort]);

  const isFiltered = countFilters(filters) > 0 || filters.q !== "";
  const shown = { calls: list.calls, contacts, selection, canSelect: permissions.canWrite("calls") };
  return (
    <Page
      fills
      title="Calls"
      description={
        <span aria-live="polite" className="tabular">
          {total === undefined ? " " : `${formatNumber(total)} ${total === 1 ? "call" : "calls"}`}
        </span>
      }
      actions={
        <>
          <ViewMenu />
          <ColumnChooser columns={columns} onChange={setColumns} />
          <ExportButton filters={filters} sort={sort} columns={columns} />
          <Tooltip label="Read again">
            <ActionIcon
              size={36}
              variant="default"
              aria-label="Read again"
              loading={list.isRefetching && !isFetchingNextPage}
              onClick={() => client.invalidateQueries({ queryKey: callListKey })}
            >
              <ArrowPathIcon width={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      <div className={classes.tools}>
        {selection.isEmpty ? (
          <CallFilterBar />
        ) : (
          <BulkBar selection={selection} filters={filters} total={total} loaded={list.calls} />
        )}
      </div>
      {list.isError && list.calls.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => list.refetch()} />
      ) : list.isPending ? (
        <TableLoading />
      ) : list.calls.length === 0 ? (
        <NoCalls isFiltered={isFiltered} onClear={clear} />
      ) : isNarrow ? (
        <CallCards {...shown} isMore={hasNextPage} onMore={more} />
      ) : (
        <CallTable
          {...shown}
          columns={columns}
          properties={byName}
          sort={sort}
          onSort={(next) => setParameter("sort", next === defaultSort ? undefined : next)}
          total={total}
          isMore={hasNextPage}
          isStale={list.isPlaceholderData}
          onMore={more}
        />
      )}
    </Page>
  );
}

function NoCalls({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const permissions = usePermissions();
  if (isFiltered) {
    const action = (
      <Button variant="default" onClick={onClear}>
        Clear all filters
      </Button>
    );
    return (
      <EmptyState icon={PhoneIcon} title="No calls match" action={action}>
        Nothing was found for these filters.
      </EmptyState>
    );
  }
  const action = permissions.canWrite("calls") && (
    <Button component={Link} href="/log-call" leftSection={<PlusIcon width={16} aria-hidden />}>
      Log a call
    </Button>
  );
  return (
    <EmptyState icon={PhoneIcon} title="No calls yet" action={action}>
      Calls that are logged here, or by a phone system through the API, show up in this list.
    </EmptyState>
  );
}
