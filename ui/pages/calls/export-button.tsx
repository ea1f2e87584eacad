import { ArrowDownTrayIcon } from "@heroicons/react/24/outline";
import { Button } from "@mantine/core";
import { addressOf } from "../../api/client.ts";
import { type CallFilters, queryOfFilters } from "../../data/call-filters.ts";
import { viewerTimeZone } from "../../formats/dates.ts";
import { contactsColumn } from "./columns.ts";

type Props = { readonly filters: CallFilters; readonly sort: string; readonly columns: readonly string[] };

/** Downloads all calls that match as CSV, with the columns of the table, however many they are. */
export function ExportButton({ filters, sort, columns }: Props) {
  const properties = columns.map((name) => (name === contactsColumn ? "associations.contacts" : name));
  const query = { ...queryOfFilters(filters), sort, properties, timeZone: viewerTimeZone() };
  return (
    <Button
      component="a"
      href={addressOf("/app/calls.csv", {}, query)}
      download="calls.csv"
      variant="default"
      leftSection={<ArrowDownTrayIcon width={16} aria-hidden />}
    >
      Export
    </Button>
  );
}
