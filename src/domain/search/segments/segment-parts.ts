import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { pack, unpack } from "./packing.ts";
import { type Codes, newCodes } from "./segment.ts";
import type { TermTable } from "./term-table.ts";

/**
 * The stored form of a segment: parts by name, each read alone when a search needs it. A column has its codes (`c:`),
 * its values (`v:`), and if they are texts its terms by list (`tokens:`, `words:`, `runs:`), whose postings lie in
 * pieces of their own (`tokens:0:` and so on), because all of them together are large.
 */
export type PartName = string;

const compressedBytes = 65_536;
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const postingsPerPiece = 8_192;

/** Where nearly every record has the one value, there is nothing to keep for each. */
export function packCodes(codes: Codes): Uint8Array {
  const isConstant = codes.every((code) => code === 1);
  const width = isConstant ? 0 : codes.BYTES_PER_ELEMENT;
  return pack([Uint32Array.of(codes.length, width), isConstant ? new Uint8Array() : codes]);
}

export function unpackCodes(block: Uint8Array): Codes {
  const sections = unpack(block);
  const [records, width] = sections.longs(0) as unknown as [number, number];
  if (width === 0) return newCodes(records, 1).fill(1);
  return width === 1 ? sections.bytes(1) : sections.words(1);
}

export function packNumbers(values: Float64Array): Uint8Array {
  return pack([values]);
}

export function unpackNumbers(block: Uint8Array): Float64Array {
  return unpack(block).doubles(0);
}

/** Texts in order, that are looked at one by one. */
export type Texts = { readonly count: number; readonly bytes: number; at(index: number): string };

/** Long texts repeat themselves and are seldom asked for. */
export function packTexts(values: readonly string[]): Uint8Array {
  const { bytes, offsets } = joinTexts(values, "");
  const isCompressed = bytes.length > compressedBytes;
  return pack([
    Uint32Array.of(Number(isCompressed)),
    offsets,
    isCompressed ? zstdCompressSync(bytes, compression) : bytes,
  ]);
}

export function unpackTexts(block: Uint8Array): Texts {
  const sections = unpack(block);
  const offsets = sections.longs(1);
  const stored = sections.bytes(2);
  const bytes = asBuffer(sections.longs(0)[0] === 1 ? zstdDecompressSync(stored) : stored);
  return {
    count: offsets.length - 1,
    bytes: bytes.length + offsets.byteLength,
    at: (index) => bytes.toString("utf8", offsets[index], offsets[index + 1]),
  };
}

/** The terms of a list, each on a line of its own, and where their postings lie. */
export type TermIndex = {
  readonly lines: Buffer;
  /** Where each line begins; one more, where the next would. */
  readonly offsets: Uint32Array;
  /** Where each term's postings begin among those of all; one more, where they end. */
  readonly starts: Uint32Array;
};

/** The terms, and the pieces of their postings. */
export function packTerms({ terms, starts, codes }: TermTable): { index: Uint8Array; pieces: Uint8Array[] } {
  const { bytes, offsets } = joinTexts(terms, "\n");
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < codes.length; from += postingsPerPiece) {
    pieces.push(pack([codes.subarray(from, from + postingsPerPiece)]));
  }
  return { index: pack([offsets, starts, bytes]), pieces };
}

export function unpackTerms(block: Uint8Array): TermIndex {
  const sections = unpack(block);
  return { offsets: sections.longs(0), starts: sections.longs(1), lines: asBuffer(sections.bytes(2)) };
}

/** Which pieces hold the postings of the terms from `first` up to but without `end`. */
export function piecesOf({ starts }: TermIndex, first: number, end: number): number[] {
  const [from, to] = [starts[first] as number, starts[end] as number];
  const pieces: number[] = [];
  for (let at = Math.floor(from / postingsPerPiece); at * postingsPerPiece < to; at += 1) pieces.push(at);
  return pieces;
}

/** The codes of the terms from `first` up to but without `end` that lie in a piece. */
export function codesIn(
  { starts }: TermIndex,
  piece: number,
  block: Uint8Array,
  first: number,
  end: number,
): Uint16Array {
  const base = piece * postingsPerPiece;
  return unpack(block)
    .words(0)
    .subarray(Math.max((starts[first] as number) - base, 0), (starts[end] as number) - base);
}

/** Each text, behind a separator, and one more at the end; the offsets are those of the texts. */
function joinTexts(texts: readonly string[], separator: "" | "\n"): { bytes: Buffer; offsets: Uint32Array } {
  const bytes = Buffer.from(separator === "" ? texts.join("") : `\n${texts.join("\n")}\n`);
  const offsets = new Uint32Array(texts.length + 1);
  let end = separator.length;
  for (const [index, text] of texts.entries()) {
    offsets[index] = end;
    end += Buffer.byteLength(text) + separator.length;
  }
  offsets[texts.length] = end;
  return { bytes, offsets };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
