import type { PropertyValues } from "./property.ts";

/** One version of a property's value; an empty value means cleared (contract 1.4). */
export type PropertyVersion = {
  readonly value: string;
  readonly timestamp: number;
  readonly sourceType: string;
  readonly sourceId: string | null;
  readonly sourceLabel: string | null;
  readonly updatedByUserId: number | null;
};

/** A stored record as the domain hands it out. Times are epoch milliseconds. */
export type StoredRecord = {
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Counts the writes. */
  readonly version: number;
  /** When it was put into the bin; undefined while it is live. */
  readonly archivedAt: number | undefined;
  /** JSON text of the set values, keys in wire order. */
  readonly properties: string;
};

/** Associations of a record to one object type, and where the rest of them begins. */
export type AssociationList = {
  readonly plural: string;
  readonly rows: readonly { readonly id: number; readonly type: string }[];
  readonly after: string | undefined;
};

/** A record with what a request asked for beside it. */
export type RecordView = StoredRecord & {
  readonly history?: Readonly<Record<string, readonly PropertyVersion[]>>;
  readonly associations?: readonly AssociationList[];
  /** Properties that this write has just cleared: an update's answer shows them as null. */
  readonly cleared?: readonly string[];
};

export function parseProperties(record: { readonly properties: string }): PropertyValues {
  return JSON.parse(record.properties) as PropertyValues;
}
