import { keepsTerms, type SearchDocument, termsOfValue } from "./search-document.ts";
import { type NumberColumn, newCodes, type Segment, type TextColumn, termLists } from "./segment.ts";
import { gatherTerms, sortTexts } from "./term-table.ts";

/** Makes a segment of documents; they come in the order of their ids. */
export function buildSegment(documents: readonly SearchDocument[]): Segment {
  const numbers = new Map<string, (number | undefined)[]>();
  const texts = new Map<string, (string | undefined)[]>();
  const multiple = new Set<string>();
  documents.forEach((document, place) => {
    for (const [name, value] of document.numbers) setAt(numbers, name, place, value);
    for (const [name, value] of document.texts) setAt(texts, name, place, value);
    for (const name of document.multiple) multiple.add(name);
  });
  return {
    ids: Float64Array.from(documents, ({ id }) => id),
    numbers: mapValues(numbers, (values) => numberColumn(values, documents.length)),
    texts: mapValues(texts, (values, name) => textColumn(values, documents.length, name, multiple.has(name))),
  };
}

function setAt<T>(columns: Map<string, (T | undefined)[]>, name: string, place: number, value: T): void {
  let column = columns.get(name);
  if (!column) {
    column = [];
    columns.set(name, column);
  }
  column[place] = value;
}

function mapValues<T, U>(map: ReadonlyMap<string, T>, make: (value: T, name: string) => U): Map<string, U> {
  return new Map([...map].map(([name, value]) => [name, make(value, name)]));
}

function numberColumn(values: readonly (number | undefined)[], records: number): NumberColumn {
  const different = Float64Array.from(new Set(values.filter((value) => value !== undefined))).sort();
  return { values: different, codes: codesOf(values, different, records) };
}

function textColumn(
  values: readonly (string | undefined)[],
  records: number,
  name: string,
  isMultiple: boolean,
): TextColumn {
  const different = sortTexts([...new Set(values.filter((value) => value !== undefined))]);
  const found = { tokens: gatherTerms(), words: gatherTerms(), runs: gatherTerms() };
  if (keepsTerms(name)) {
    different.forEach((value, index) => {
      const terms = termsOfValue(value, isMultiple);
      for (const list of termLists) for (const term of terms[list]) found[list].add(term, index + 1);
    });
  }
  return {
    values: different,
    codes: codesOf(values, different, records),
    terms: { tokens: found.tokens.table(), words: found.words.table(), runs: found.runs.table() },
  };
}

function codesOf<T>(values: readonly (T | undefined)[], different: Iterable<T> & { length: number }, records: number) {
  const codes = newCodes(records, different.length);
  const places = new Map<T | undefined, number>([[undefined, 0]]);
  let place = 0;
  for (const value of different) {
    place += 1;
    places.set(value, place);
  }
  for (let record = 0; record < records; record += 1) codes[record] = places.get(values[record]) as number;
  return codes;
}
