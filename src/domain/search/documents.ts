import type { ObjectType } from "../../model/object-type.ts";
import { parseProperties } from "../../model/record.ts";
import type { Transaction } from "../../storage/database.ts";
import type { ObjectRow, SearchDocumentRow } from "../../storage/schema.ts";
import { insertSearchDocuments, putSearchDocument } from "../../storage/search-documents.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
import { propertyTypes } from "../properties/types/property-types.ts";
import { hasWords, isMultiple, isNumeric, isSearchable } from "./fields.ts";
import { wordsOf } from "./words.ts";

/** Writes what searches see of a live record; it belongs into the transaction that writes the record. */
export async function writeSearchDocument(tx: Transaction, objectType: ObjectType, row: ObjectRow): Promise<void> {
  await putSearchDocument(tx, toSearchDocument(objectType, row));
}

/** The same for several new records of a type, in one go. */
export async function writeSearchDocuments(
  tx: Transaction,
  objectType: ObjectType,
  rows: readonly ObjectRow[],
): Promise<void> {
  await insertSearchDocuments(
    tx,
    rows.map((row) => toSearchDocument(objectType, row)),
  );
}

const searchable = perObjectType((objectType) => new Set(objectType.searchableProperties));

function toSearchDocument(objectType: ObjectType, row: ObjectRow): SearchDocumentRow {
  const values = parseProperties(row);
  const numbers: Record<string, number> = {};
  const texts: Record<string, string> = {};
  const words: Record<string, string> = {};
  // A preview repeats the notes, and their words are the dearest part of a document.
  const wordsByText = new Map<string, string>();
  const wordsOfText = (text: string) => {
    const known = wordsByText.get(text) ?? wordsOf(text);
    wordsByText.set(text, known);
    return known;
  };
  let queryWords = "";
  for (const name of Object.keys(values)) {
    const definition = objectType.properties.get(name);
    if (!definition || !isSearchable(definition)) continue;
    const stored = values[name] as string;
    const key = propertyTypes[definition.type].searchKey(stored);
    if (isNumeric(definition)) {
      if (Number.isFinite(key)) numbers[name] = key as number;
    } else texts[name] = isMultiple(definition) ? joinSeveral(String(key)) : String(key);
    if (hasWords(definition)) words[name] = wordsOfText(stored);
    if (searchable(objectType).has(name)) queryWords += words[name] ?? wordsOfText(stored);
  }
  return {
    portal_id: row.portal_id,
    object_type_id: row.object_type_id,
    object_id: row.object_id,
    stale: 0,
    numbers: JSON.stringify(numbers),
    texts: JSON.stringify(texts),
    query_words: queryWords,
    words: JSON.stringify(words),
  };
}

/** Several values so that each stands between two semicolons: `;A;B;`. */
export function joinSeveral(stored: string): string {
  return `;${splitSeveral(stored).join(";")};`;
}

export function splitSeveral(text: string): string[] {
  return text.split(";").filter((value) => value !== "");
}
