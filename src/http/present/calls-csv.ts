import { wallClock } from "../../domain/calls/wall-clock.ts";
import { optionsOf } from "../../domain/properties/options.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition } from "../../model/property.ts";
import { parseProperties, type StoredRecord } from "../../model/record.ts";
import { ownerName } from "./overview.ts";

/** How records become lines: as people see them, or as they are stored. */
export type CsvStyle = { readonly shown: boolean; readonly timeZone: string };

/** Spreadsheets take a file for UTF-8 only with this before it. */
const byteOrderMark = "\ufeff";

/** Lines of RFC 4180: a head of columns, then one line for each record; the id comes first. */
export async function* csvOf(
  portal: Portal,
  objectType: ObjectType,
  names: readonly string[],
  parts: AsyncIterable<readonly StoredRecord[]>,
  style: CsvStyle,
): AsyncGenerator<string> {
  const columns = names
    .filter((name) => name !== "hs_object_id")
    .map((name) => columnOf(portal, objectType, name, style));
  yield byteOrderMark + line([style.shown ? "Record ID" : "hs_object_id", ...columns.map(({ head }) => head)]);
  for await (const records of parts) {
    let lines = "";
    for (const record of records) {
      const values = parseProperties(record);
      lines += line([String(record.id), ...columns.map(({ name, show }) => (values[name] ? show(values[name]) : ""))]);
    }
    yield lines;
  }
}

type Column = { readonly name: string; readonly head: string; readonly show: (stored: string) => string };

function columnOf(portal: Portal, objectType: ObjectType, name: string, { shown, timeZone }: CsvStyle): Column {
  const definition = objectType.properties.get(name) as PropertyDefinition;
  if (!shown) return { name, head: name, show: (stored) => stored };
  return { name, head: definition.label, show: shower(portal, definition, timeZone) };
}

function shower(portal: Portal, definition: PropertyDefinition, timeZone: string): Column["show"] {
  if (definition.type === "datetime") return wallClock(timeZone);
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

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** What a spreadsheet would take for a formula, beside numbers and phone numbers. */
const formula = /^[=+\-@\t\r]/;
const number = /^[+-]?[\d\s().-]*\d[\d\s().-]*$/;

function cell(text: string): string {
  const safe = formula.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
