import { compareBytes } from "./search-document.ts";

/** Terms in the order of their bytes, and for each the codes of the values that have it, growing. */
export type TermTable = {
  readonly terms: readonly string[];
  /** Where each term's codes begin; one more, where they end. */
  readonly starts: Uint32Array;
  readonly codes: Uint16Array;
};

/** Gathers which values have which terms. */
export type TermGatherer = { add(term: string, code: number): void; table(): TermTable };

/** Millions of pairs go through here, so they lie in plain arrays of numbers, and are ordered by counting. */
export function gatherTerms(): TermGatherer {
  const ids = new Map<string, number>();
  let pairTerms = new Uint32Array(1024);
  let pairCodes = new Uint16Array(1024);
  let count = 0;
  let highest = 0;
  return {
    add(term, code) {
      let id = ids.get(term);
      if (id === undefined) {
        id = ids.size;
        ids.set(term, id);
      }
      if (count === pairTerms.length) {
        pairTerms = grown(pairTerms, new Uint32Array(2 * count));
        pairCodes = grown(pairCodes, new Uint16Array(2 * count));
      }
      pairTerms[count] = id;
      pairCodes[count] = code;
      if (code > highest) highest = code;
      count += 1;
    },
    table() {
      const terms = sortTexts([...ids.keys()]);
      const ranks = new Uint32Array(terms.length);
      for (let rank = 0; rank < terms.length; rank += 1) ranks[ids.get(terms[rank] as string) as number] = rank;
      const byCode = orderBy(pairCodes, count, highest + 1, undefined);
      const ranked = new Uint32Array(count);
      for (let pair = 0; pair < count; pair += 1) ranked[pair] = ranks[pairTerms[pair] as number] as number;
      return withoutRepeats(terms, ranked, pairCodes, orderBy(ranked, count, terms.length, byCode));
    },
  };
}

/** The same numbers, with room for more behind them. */
export function grown<T extends Uint32Array | Uint16Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** The places of pairs in the order of their keys; equal ones stay in the order that they have. */
function orderBy(keys: Uint16Array | Uint32Array, count: number, different: number, order: Uint32Array | undefined) {
  const ends = new Uint32Array(different + 1);
  for (let pair = 0; pair < count; pair += 1)
    ends[(keys[pair] as number) + 1] = (ends[(keys[pair] as number) + 1] as number) + 1;
  for (let key = 0; key < different; key += 1) ends[key + 1] = (ends[key + 1] as number) + (ends[key] as number);
  const ordered = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    const pair = order ? (order[at] as number) : at;
    const key = keys[pair] as number;
    ordered[ends[key] as number] = pair;
    ends[key] = (ends[key] as number) + 1;
  }
  return ordered;
}

/** A value may have a term more than once. */
function withoutRepeats(
  terms: readonly string[],
  ranked: Uint32Array,
  pairCodes: Uint16Array,
  order: Uint32Array,
): TermTable {
  const starts = new Uint32Array(terms.length + 1);
  const codes = new Uint16Array(order.length);
  let end = 0;
  let lastRank = -1;
  let lastCode = -1;
  for (const pair of order) {
    const rank = ranked[pair] as number;
    const code = pairCodes[pair] as number;
    if (rank === lastRank && code === lastCode) continue;
    codes[end] = code;
    end += 1;
    starts[rank + 1] = end;
    lastRank = rank;
    lastCode = code;
  }
  return { terms, starts, codes: codes.subarray(0, end) };
}

const surrogate = /[\ud800-\udfff]/;

/** Sorts texts by their bytes. The engine's own order is that one, but for characters that take two units. */
export function sortTexts(texts: string[]): string[] {
  return texts.some((text) => surrogate.test(text)) ? texts.sort(compareBytes) : texts.sort();
}
