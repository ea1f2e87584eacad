import type { ExportPart } from "../../domain/calls/export-calls.ts";
import { wallClock } from "../../domain/calls/wall-clock.ts";
import { textOfBody } from "../../domain/properties/body-preview.ts";
import { optionsOf } from "../../domain/properties/options.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition } from "../../model/property.ts";
import { parseProperties, type StoredRecord } from "../../model/record.ts";
import { ownerName } from "./overview.ts";

/** How records become lines: as people see them, or as they are stored. */
export type CsvStyle = { readonly shown: boolean; readonly timeZone: string };

/** The column of a call's contacts; it is named like what searches take, as no property can be. */
export const contactsColumn = "associations.contacts";

/** Spreadsheets take a file for UTF-8 only with this before it. */
const byteOrderMark = "\ufeff";

/** Lines of RFC 4180: a head of columns, then one line for each record; the id comes first. */
export async function* csvOf(
  portal: Portal,
  objectType: ObjectType,
  names: readonly string[],
  parts: AsyncIterable<ExportPart>,
  style: CsvStyle,
): AsyncGenerator<string> {
  const columns = names
    .filter((name) => name !== "hs_object_id")
    .map((name) => (name === contactsColumn ? columnOfContacts(style) : columnOf(portal, objectType, name, style)));
  yield byteOrderMark + line([style.shown ? "Record ID" : "hs_object_id", ...columns.map(({ head }) => head)]);
  for await (const { records, contacts } of parts) {
    let lines = "";
    for (const record of records) {
      const values = parseProperties(record);
      lines += line([String(record.id), ...columns.map(({ show }) => show(values, contacts.get(record.id) ?? []))]);
    }
    yield lines;
  }
}

type Column = {
  readonly head: string;
  readonly show: (values: Readonly<Record<string, string>>, contacts: readonly StoredRecord[]) => string;
};

function columnOf(portal: Portal, objectType: ObjectType, name: string, { shown, timeZone }: CsvStyle): Column {
  const definition = objectType.properties.get(name) as PropertyDefinition;
  if (!shown) return { head: name, show: (values) => values[name] ?? "" };
  const show = shower(portal, definition, timeZone);
  return { head: definition.label, show: ({ [name]: stored }) => (stored ? show(stored) : "") };
}

function columnOfContacts({ shown }: CsvStyle): Column {
  if (!shown) return { head: contactsColumn, show: (_, contacts) => contacts.map(({ id }) => id).join(";") };
  return { head: "Contacts", show: (_, contacts) => contacts.map(contactName).join("; ") };
}

function contactName(contact: StoredRecord): string {
  const { firstname, lastname, email } = parseProperties(contact);
  return [firstname, lastname].filter(Boolean).join(" ") || email || `Contact ${contact.id}`;
}

function shower(portal: Portal, definition: PropertyDefinition, timeZone: string): (stored: string) => string {
  if (definition.type === "datetime") return wallClock(timeZone);
  if (definition.displayHints?.numberDisplayHint === "duration") return countingClock;
  if (definition.fieldType === "html") return textOfBody;
  if (definition.referencedObjectType === "OWNER") return (stored) => ownerName(portal, stored) ?? "";
  // An outcome that was deleted keeps its name on old calls.
  const former = definition.optionSource === "outcomes" ? portal.outcomes : [];
  const labels = new Map([
    ...former.map(({ id, label }) => [id, label] as const),
    ...optionsOf(definition, portal).map(({ value, label }) => [value, label] as const),
  ]);
  if (labels.size === 0) return (stored) => stored;
  const labelOf = (value: string) => labels.get(value) ?? value;
  return (stored) =>
    definition.fieldType === "checkbox" ? stored.split(";").map(labelOf).join("; ") : labelOf(stored);
}

/** Milliseconds as spreadsheets know lengths of time: `1:02:33`. */
function countingClock(stored: string): string {
  const seconds = Math.round(Number(stored) / 1000);
  if (!(seconds >= 0)) return stored;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** What a spreadsheet would take for a formula, beside numbers and phone numbers. */
const formula = /^[=+\-@\t\r]/;
const numberSigns = /^[+-]?[\d\s().-]+$/;
const digit = /\d/;

function cell(text: string): string {
  const isNumber = numberSigns.test(text) && digit.test(text);
  const safe = formula.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
