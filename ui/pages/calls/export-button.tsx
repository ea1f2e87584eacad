import { ArrowDownTrayIcon, StopIcon } from "@heroicons/react/24/outline";
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { call } from "../../api/client.ts";
import { showError } from "../../api/show-error.tsx";
import { type CallFilters, queryOfFilters } from "../../data/call-filters.ts";
import { ownerName, useOwners } from "../../data/owners.ts";
import { kindOf, useProperties } from "../../data/properties.ts";
import type { CrmRecord } from "../../data/records.ts";
import { formatNumber } from "../../formats/numbers.ts";
import { plainText } from "../../parts/plain-text.ts";
import { propertyText } from "../../parts/property-value.tsx";
import { usePermissions, useSession } from "../../session/session.ts";
import { contactsColumn } from "./columns.ts";
import { byteOrderMark, csvLine } from "./csv.ts";
import { type CallContact, readContacts } from "./use-call-contacts.ts";

const pageSize = 100;

type Props = { readonly filters: CallFilters; readonly sort: string; readonly columns: readonly string[] };

/** Saves all calls that match as CSV, with the columns of the table, however many they are; a second press stops it. */
export function ExportButton({ filters, sort, columns }: Props) {
  const { byName } = useProperties("calls");
  const { byId } = useOwners();
  const { currency } = useSession();
  const permissions = usePermissions();
  const [count, setCount] = useState<number>();
  const abort = useRef<AbortController>(undefined);

  const headings = ["Id", ...columns.map((name) => byName.get(name)?.label ?? "Contacts")];
  const cell = (record: CrmRecord, name: string, contacts: readonly CallContact[] | undefined) => {
    if (name === contactsColumn) return contacts?.map((contact) => contact.name).join("; ") ?? "";
    const value = record.properties[name] ?? "";
    const property = byName.get(name);
    if (value === "" || property === undefined) return value;
    const owner = byId.get(value);
    if (kindOf(property) === "owner" && owner !== undefined) return ownerName(owner);
    return kindOf(property) === "html" ? plainText(value) : propertyText(property, value, currency);
  };
  const read = async (signal: AbortSignal) => {
    const properties = columns.filter((name) => name !== contactsColumn);
    const showsContacts = columns.includes(contactsColumn) && permissions.canRead("contacts");
    const query = { ...queryOfFilters(filters), sort, properties, limit: pageSize };
    const lines = [byteOrderMark, csvLine(headings)];
    let after: string | undefined;
    do {
      const page = await call("GET /app/calls", { query: { ...query, after }, signal });
      const ids = page.results.map(({ id }) => id);
      const contacts = showsContacts && ids.length > 0 ? await readContacts(ids, signal) : undefined;
      for (const record of page.results as CrmRecord[]) {
        const cells = columns.map((name) => cell(record, name, contacts?.get(record.id)));
        lines.push(csvLine([record.id, ...cells]));
      }
      setCount(lines.length - 2);
      after = page.paging?.next.after;
    } while (after !== undefined);
    return new Blob(lines, { type: "text/csv;charset=utf-8" });
  };
  const run = async () => {
    if (count !== undefined) return abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    setCount(0);
    try {
      save(await read(controller.signal));
    } catch (error) {
      if (!controller.signal.aborted) showError(error, "The calls could not be exported");
    } finally {
      setCount(undefined);
    }
  };
  const Icon = count === undefined ? ArrowDownTrayIcon : StopIcon;
  return (
    <Button variant="default" leftSection={<Icon width={16} aria-hidden />} onClick={run}>
      {count === undefined ? "Export" : `Stop at ${formatNumber(count)}`}
    </Button>
  );
}

function save(file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "calls.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}
