import { type Segment, type TermList, type TextColumn, termLists } from "./segment.ts";
import {
  codesIn,
  type PartName,
  packCodes,
  packNumbers,
  packTerms,
  packTexts,
  piecesOf,
  unpackCodes,
  unpackNumbers,
  unpackTerms,
  unpackTexts,
} from "./segment-parts.ts";
import { gatherTerms, type TermTable } from "./term-table.ts";

type NumberSummary = {
  readonly values: number;
  readonly lowest: number;
  readonly highest: number;
  /** True where each record has a value. */
  readonly isWhole: boolean;
};

/** How many values a column has, and how many terms of each list. */
type TextSummary = { readonly values: number } & Readonly<Record<TermList, number>>;

/** What is known of a segment without reading its parts. */
export type SegmentSummary = {
  readonly numbers: Readonly<Record<string, NumberSummary>>;
  readonly texts: Readonly<Record<string, TextSummary>>;
  /** How long the different texts of all columns are together, in UTF-8; segments of earlier versions do not tell. */
  readonly textBytes?: number;
};

export type StoredSegment = {
  readonly summary: SegmentSummary;
  readonly parts: ReadonlyMap<PartName, Uint8Array>;
};

export const idsPart: PartName = "ids";
export const codesPart = (name: string): PartName => `c:${name}`;
export const valuesPart = (name: string): PartName => `v:${name}`;
export const termsPart = (list: TermList, name: string): PartName => `${list}:${name}`;
export const piecePart = (list: TermList, name: string, piece: number): PartName => `${list}:${name}:${piece}`;

export function encodeSegment(segment: Segment): StoredSegment {
  const parts = new Map<PartName, Uint8Array>([[idsPart, packNumbers(segment.ids)]]);
  const numbers: Record<string, NumberSummary> = {};
  for (const [name, { codes, values }] of segment.numbers) {
    parts.set(codesPart(name), packCodes(codes)).set(valuesPart(name), packNumbers(values));
    numbers[name] = {
      values: values.length,
      lowest: values[0] as number,
      highest: values.at(-1) as number,
      isWhole: !codes.includes(0),
    };
  }
  const texts: Record<string, TextSummary> = {};
  let textBytes = 0;
  for (const [name, { codes, values, terms }] of segment.texts) {
    parts.set(codesPart(name), packCodes(codes)).set(valuesPart(name), packTexts(values));
    const [tokens, words, runs] = [terms.tokens.terms.length, terms.words.terms.length, terms.runs.terms.length];
    texts[name] = { values: values.length, tokens, words, runs };
    for (const value of values) textBytes += Buffer.byteLength(value);
    for (const list of termLists) {
      if (terms[list].terms.length === 0) continue;
      const { index, pieces } = packTerms(terms[list]);
      parts.set(termsPart(list, name), index);
      for (const [piece, block] of pieces.entries()) parts.set(piecePart(list, name, piece), block);
    }
  }
  return { summary: { numbers, texts, textBytes }, parts };
}

/** The whole of a segment, from all of its parts. */
export function decodeSegment({ summary, parts }: StoredSegment): Segment {
  const part = (name: PartName): Uint8Array => {
    const block = parts.get(name);
    if (!block) throw new Error(`A search segment lacks its part ${name}`);
    return block;
  };
  const codes = (name: string) => unpackCodes(part(codesPart(name)));
  const texts = Object.keys(summary.texts).map((name): [string, TextColumn] => {
    const values = unpackTexts(part(valuesPart(name)));
    const table = (list: TermList) =>
      parts.has(termsPart(list, name)) ? decodeTerms(list, name, part) : gatherTerms().table();
    const terms = { tokens: table("tokens"), words: table("words"), runs: table("runs") };
    return [
      name,
      { values: Array.from({ length: values.count }, (_, at) => values.at(at)), codes: codes(name), terms },
    ];
  });
  return {
    ids: unpackNumbers(part(idsPart)),
    numbers: new Map(
      Object.keys(summary.numbers).map((name) => [
        name,
        { values: unpackNumbers(part(valuesPart(name))), codes: codes(name) },
      ]),
    ),
    texts: new Map(texts),
  };
}

function decodeTerms(list: TermList, name: string, part: (name: PartName) => Uint8Array): TermTable {
  const index = unpackTerms(part(termsPart(list, name)));
  const { offsets, starts, lines } = index;
  const count = offsets.length - 1;
  const codes = new Uint16Array(starts[count] as number);
  let end = 0;
  for (const piece of piecesOf(index, 0, count)) {
    const own = codesIn(index, piece, part(piecePart(list, name, piece)), 0, count);
    codes.set(own, end);
    end += own.length;
  }
  const text = lines.toString("utf8", 1, Math.max(1, lines.length - 1));
  return { terms: count === 0 ? [] : text.split("\n"), starts, codes };
}
