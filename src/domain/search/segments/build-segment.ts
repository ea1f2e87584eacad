import { keepsTerms, type SearchDocument, termsOfValue } from "./search-document.ts";
import { newCodes, type Segment, type TextColumn, termLists } from "./segment.ts";
import { gatherTerms, grown, sortTexts } from "./term-table.ts";

/** Makes a segment of documents that are given one by one, in the order of their ids; none of them is kept. */
export type SegmentBuilder = {
  add(document: SearchDocument): void;
  /** How many were added. */
  records(): number;
  segment(): Segment;
};

/** The different values of a column in the order in which they came, and for each record which of them it has. */
type Gathered<T> = { readonly values: Map<T, number>; codes: Uint16Array };

const firstRoom = 512;

export function startSegment(): SegmentBuilder {
  const ids: number[] = [];
  const numbers = new Map<string, Gathered<number>>();
  const texts = new Map<string, Gathered<string>>();
  const multiple = new Set<string>();
  return {
    add(document) {
      const place = ids.push(document.id) - 1;
      for (const [name, value] of document.numbers) gather(numbers, name, place, value);
      for (const [name, value] of document.texts) gather(texts, name, place, value);
      for (const name of document.multiple) multiple.add(name);
    },
    records: () => ids.length,
    segment: () => ({
      ids: Float64Array.from(ids),
      numbers: mapValues(numbers, (column) => {
        const values = Float64Array.from(column.values.keys()).sort();
        return { values, codes: codesOf(column, values, ids.length) };
      }),
      texts: mapValues(texts, (column, name) => textColumn(column, ids.length, name, multiple.has(name))),
    }),
  };
}

function gather<T>(columns: Map<string, Gathered<T>>, name: string, place: number, value: T): void {
  let column = columns.get(name);
  if (!column) {
    column = { values: new Map(), codes: new Uint16Array(firstRoom) };
    columns.set(name, column);
  }
  if (place >= column.codes.length) {
    column.codes = grown(column.codes, new Uint16Array(Math.max(2 * column.codes.length, place + 1)));
  }
  let code = column.values.get(value);
  if (code === undefined) {
    code = column.values.size + 1;
    column.values.set(value, code);
  }
  column.codes[place] = code;
}

function mapValues<T, U>(map: ReadonlyMap<string, T>, make: (value: T, name: string) => U): Map<string, U> {
  return new Map([...map].map(([name, value]) => [name, make(value, name)]));
}

function textColumn(column: Gathered<string>, records: number, name: string, isMultiple: boolean): TextColumn {
  const values = sortTexts([...column.values.keys()]);
  const found = { tokens: gatherTerms(), words: gatherTerms(), runs: gatherTerms() };
  if (keepsTerms(name)) {
    values.forEach((value, index) => {
      const terms = termsOfValue(value, isMultiple);
      for (const list of termLists) for (const term of terms[list]) found[list].add(term, index + 1);
    });
  }
  return {
    values,
    codes: codesOf(column, values, records),
    terms: { tokens: found.tokens.table(), words: found.words.table(), runs: found.runs.table() },
  };
}

/** The records' codes among the values in order. */
function codesOf<T>(gathered: Gathered<T>, inOrder: Iterable<T> & { readonly length: number }, records: number) {
  const ranks = newCodes(inOrder.length + 1, inOrder.length);
  let rank = 0;
  for (const value of inOrder) {
    rank += 1;
    ranks[gathered.values.get(value) as number] = rank;
  }
  const codes = newCodes(records, inOrder.length);
  // A column that came to an end before the last record has no more values.
  const last = Math.min(records, gathered.codes.length);
  for (let record = 0; record < last; record += 1) {
    codes[record] = ranks[gathered.codes[record] as number] as number;
  }
  return codes;
}
