import type { PropertyDefinition, PropertyOption } from "../../../model/property.ts";

/** The outcome of reading a value that a client sent: the text to store, or why not (contract 7.3). */
export type Parsed =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** What a type needs beside the raw text. */
export type ParseInput = {
  readonly definition: PropertyDefinition;
  /** The choices in force: the definition's own, or the portal's. */
  readonly options: readonly PropertyOption[];
  readonly stored: string | undefined;
};

/** What a search compares: a number, or text in which letter case that does not count is folded. */
export type SearchKey = string | number;

/** A filter's operand in the form of the values it is compared with, or why it is none. */
export type SearchOperand =
  | { readonly ok: true; readonly key: SearchKey }
  | { readonly ok: false; readonly message: string };

/** The duties of a property type; each type is one file. */
export type PropertyTypeRules = {
  /** Reads what a client sent, already text, never empty, into the stored text. */
  parse(raw: string, input: ParseInput): Parsed;
  /** The stored text as a webhook and an older API show it. */
  format(stored: string): string;
  /** Orders two stored texts as a sort by this property does. */
  compare(left: string, right: string): number;
  /** Stored text as a search compares and orders it. */
  searchKey(stored: string): SearchKey;
  /** A filter's operand, already text and never empty, in the same form (contract 3.1). */
  searchOperand(raw: string, input: Omit<ParseInput, "stored">): SearchOperand;
  /** What a value of this type looks like, for messages and documents. */
  readonly describe: string;
};

export function accept(value: string): Parsed {
  return { ok: true, value };
}

export function refuseValue(code: string, message: string): Parsed {
  return { ok: false, code, message };
}

export function operand(key: SearchKey): SearchOperand {
  return { ok: true, key };
}

/** Orders text by its code units, as both databases do with byte-wise collation on well-formed text. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
