import { type Codes, type NumberColumn, newCodes, type Segment, type TermList, type TextColumn } from "./segment.ts";
import { gatherTerms, sortTexts, type TermTable } from "./term-table.ts";

/** A segment and which of its records still count: 1 for each that does. */
export type MergeInput = { readonly segment: Segment; readonly alive: Uint8Array };

/** For each record of the result: of which input it is, and its place there. */
type Sources = { readonly input: Uint16Array; readonly place: Uint16Array };

/** Makes one segment of several; no record counts in two of them. */
export function mergeSegments(inputs: readonly MergeInput[]): Segment {
  const { ids, sources } = gatherRecords(inputs);
  const segments = inputs.map(({ segment }) => segment);
  return {
    ids,
    numbers: mergeColumns(
      segments.map(({ numbers }) => numbers),
      (columns) => mergeNumbers(columns, sources),
    ),
    texts: mergeColumns(
      segments.map(({ texts }) => texts),
      (columns) => mergeTexts(columns, sources),
    ),
  };
}

function gatherRecords(inputs: readonly MergeInput[]): { ids: Float64Array; sources: Sources } {
  const records: { id: number; input: number; place: number }[] = [];
  inputs.forEach(({ segment, alive }, input) => {
    segment.ids.forEach((id, place) => {
      if (alive[place] === 1) records.push({ id, input, place });
    });
  });
  records.sort((one, other) => one.id - other.id);
  return {
    ids: Float64Array.from(records, ({ id }) => id),
    sources: {
      input: Uint16Array.from(records, ({ input }) => input),
      place: Uint16Array.from(records, ({ place }) => place),
    },
  };
}

function mergeColumns<C>(
  maps: readonly ReadonlyMap<string, C>[],
  merge: (columns: readonly (C | undefined)[]) => C,
): Map<string, C> {
  const names = new Set(maps.flatMap((map) => [...map.keys()]));
  return new Map([...names].map((name) => [name, merge(maps.map((map) => map.get(name)))]));
}

function mergeNumbers(columns: readonly (NumberColumn | undefined)[], sources: Sources): NumberColumn {
  const used = columns.map((column, input) => usedValues(column, sources, input));
  const values = Float64Array.from(new Set(used.flat())).sort();
  const { codes } = recode(columns, values, sources);
  return { values, codes };
}

function mergeTexts(columns: readonly (TextColumn | undefined)[], sources: Sources): TextColumn {
  const used = columns.map((column, input) => usedValues(column, sources, input));
  const values = sortTexts([...new Set(used.flat())]);
  const { codes, tables } = recode(columns, values, sources);
  const merged = (list: TermList) =>
    mergeTerms(
      columns.map((column) => column?.terms[list]),
      tables,
    );
  return { values, codes, terms: { tokens: merged("tokens"), words: merged("words"), runs: merged("runs") } };
}

function mergeTerms(inputs: readonly (TermTable | undefined)[], tables: readonly Uint16Array[]): TermTable {
  const gatherer = gatherTerms();
  inputs.forEach((input, place) => {
    if (!input) return;
    const table = tables[place] as Uint16Array;
    const { terms, starts, codes } = input;
    for (let at = 0; at < terms.length; at += 1) {
      for (let posting = starts[at] as number; posting < (starts[at + 1] as number); posting += 1) {
        const code = table[codes[posting] as number] as number;
        if (code !== 0) gatherer.add(terms[at] as string, code);
      }
    }
  });
  return gatherer.table();
}

/** The values of an input's column that a record of the result has. */
function usedValues<T>(
  column: { readonly values: ArrayLike<T>; readonly codes: Codes } | undefined,
  { input: inputs, place }: Sources,
  input: number,
): T[] {
  if (!column) return [];
  const used = new Uint8Array(column.values.length + 1);
  for (let record = 0; record < inputs.length; record += 1) {
    if (inputs[record] === input) used[column.codes[place[record] as number] as number] = 1;
  }
  const values: T[] = [];
  for (let code = 1; code < used.length; code += 1) if (used[code]) values.push(column.values[code - 1] as T);
  return values;
}

/** The records' codes among the values of the result, and for each input which code became which; 0 for none. */
function recode<T>(
  columns: readonly ({ readonly values: ArrayLike<T>; readonly codes: Codes } | undefined)[],
  values: Iterable<T> & { readonly length: number },
  { input: inputs, place }: Sources,
): { codes: Codes; tables: Uint16Array[] } {
  const codeOf = new Map<T, number>();
  for (const value of values) codeOf.set(value, codeOf.size + 1);
  const tables = columns.map((column) => {
    const table = new Uint16Array((column?.values.length ?? 0) + 1);
    for (let code = 1; code < table.length; code += 1) table[code] = codeOf.get(column?.values[code - 1] as T) ?? 0;
    return table;
  });
  const codes = newCodes(inputs.length, values.length);
  for (let record = 0; record < inputs.length; record += 1) {
    const input = inputs[record] as number;
    const code = columns[input]?.codes[place[record] as number] ?? 0;
    codes[record] = tables[input]?.[code] ?? 0;
  }
  return { codes, tables };
}
