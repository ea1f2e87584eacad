import type { Property } from "../../data/properties.ts";
import { kindOf } from "../../data/properties.ts";

/** Shows the contacts of each call; it is no property. */
export const contactsColumn = "contacts";

export const defaultColumns: readonly string[] = [
  "hs_call_title",
  contactsColumn,
  "hs_call_disposition",
  "hs_call_duration",
  "hubspot_owner_id",
  "hs_timestamp",
];

/** Read with every call, whatever is shown. */
export const alwaysRead: readonly string[] = [
  "hs_call_title",
  "hs_timestamp",
  "hs_call_direction",
  "hs_call_disposition",
  "hs_call_duration",
  "hs_call_status",
  "hs_call_has_voicemail",
  "hs_call_recording_url",
  "hs_call_from_number",
  "hs_call_to_number",
];

/** The first column stands for the call itself and cannot be taken away. */
export const firstColumn = "hs_call_title";

const keptName = "trunkline-call-columns";

/** The columns of the address, or else those chosen last in this browser. */
export function readColumns(address: URLSearchParams): readonly string[] {
  const given = address.get("columns") ?? readKept();
  const names = (given ?? "").split(",").filter((name) => /^[\w]+$/.test(name) && name !== firstColumn);
  return names.length === 0 ? defaultColumns : [firstColumn, ...new Set(names)];
}

/** Remembers the columns for the next visit. */
export function keepColumns(columns: readonly string[]): void {
  try {
    localStorage.setItem(keptName, columns.join(","));
  } catch {
    // They still stand in the address.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(keptName);
  } catch {
    return null;
  }
}

const longTexts: ReadonlySet<string> = new Set(["hs_call_body", "hs_body_preview", "hs_call_summary"]);

/** How wide a column is, in pixels. */
export function widthOf(name: string, property: Property | undefined): number {
  if (name === firstColumn) return 300;
  if (name === contactsColumn) return 190;
  if (name === "hs_timestamp") return 210;
  if (longTexts.has(name)) return 340;
  if (property === undefined) return 150;
  const kind = kindOf(property);
  if (kind === "duration" || kind === "bool") return 105;
  if (kind === "number") return 130;
  if (kind === "owner") return 165;
  return 160;
}

/** True for what is read more easily from the right. */
export function isNumeric(property: Property | undefined): boolean {
  if (property === undefined) return false;
  return (
    ["duration", "money"].includes(kindOf(property)) || (kindOf(property) === "number" && !/id$/i.test(property.name))
  );
}
