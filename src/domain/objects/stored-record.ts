import { jsonText } from "../../model/json-text.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { ObjectKey, ShownRow } from "../../storage/objects.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import { formatTime } from "../properties/time-text.ts";

/** A row as the domain hands it out. */
export function toStoredRecord(row: ShownRow): StoredRecord {
  return {
    id: row.object_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    archivedAt: row.archived_at,
    properties: row.properties,
  };
}

export function keyOf(row: Pick<ObjectRow, "portal_id" | "object_type_id" | "object_id">): ObjectKey {
  return { portalId: row.portal_id, objectTypeId: row.object_type_id, objectId: row.object_id };
}

/** The names of a set of values in wire order, each with its key as JSON text and what stands before and after it. */
type Order = { readonly names: readonly string[]; readonly keys: readonly string[] };

/** Of all orders together, so that records of many kinds do not fill the memory. */
const namesKept = 30_000;
let namesInOrders = 0;
const keyTexts = new Map<string, string>();
/** By the names as they come. */
const orders = new Map<string, Order>();

/** The stored text of a record's values: keys in wire order, so that a read can pass it on as it is. */
export function toDocument(values: Readonly<Record<string, string>>): string {
  const { names, keys } = orderOf(Object.keys(values));
  let text = "";
  for (let at = 0; at < names.length; at += 1) {
    text += keys[at] as string;
    text += jsonText(values[names[at] as string] as string);
  }
  return text === "" ? "{}" : `{${text.slice(1)}}`;
}

/** The same few sets of names come again and again, mostly in the same order. */
function orderOf(unordered: readonly string[]): Order {
  const set = unordered.join();
  let order = orders.get(set);
  if (!order) {
    const names = unordered.toSorted();
    order = { names, keys: names.map(keyText) };
    namesInOrders += names.length;
    if (namesInOrders > namesKept) {
      orders.clear();
      keyTexts.clear();
      namesInOrders = names.length;
    }
    orders.set(set, order);
  }
  return order;
}

/** A key with what stands before and after it, one text for all orders. */
function keyText(name: string): string {
  let text = keyTexts.get(name);
  if (text === undefined) {
    text = `,${jsonText(name)}:`;
    keyTexts.set(name, text);
  }
  return text;
}

/** Puts a record's times into its values, which mirror them (contract 1.4). */
export function setTimes(
  draft: Record<string, string>,
  names: { readonly createDateProperty: string; readonly modifiedDateProperty: string },
  createdAt: number,
  updatedAt: number,
): void {
  draft[names.createDateProperty] = formatTime(createdAt);
  draft[names.modifiedDateProperty] = formatTime(updatedAt);
}
