import { type CallFilters, readFilters } from "../../data/call-filters.ts";
import { alwaysRead, contactsColumn, readColumns } from "./columns.ts";

export const defaultSort = "-hs_timestamp";

/** Where there is no room for a table. */
export const narrowScreen = "(max-width: 48em)";

/** What the list shows, as the address says it. */
export type ListView = {
  readonly filters: CallFilters;
  readonly sort: string;
  readonly columns: readonly string[];
  /** Read of each call. */
  readonly properties: readonly string[];
};

/** Reads the list's view out of an address. */
export function readListView(address: URLSearchParams): ListView {
  const columns = readColumns(address);
  return {
    filters: readFilters(address),
    sort: address.get("sort") ?? defaultSort,
    columns,
    properties: [...new Set([...alwaysRead, ...columns])].filter((name) => name !== contactsColumn),
  };
}
