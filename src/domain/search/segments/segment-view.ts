import type { SearchField } from "../conditions.ts";
import type { Codes } from "./segment.ts";
import { unpackCodes, unpackNumbers } from "./segment-parts.ts";
import { codesPart, idsPart, type SegmentSummary } from "./stored-segment.ts";

/** A stored segment whose parts are read when they are asked for. */
export type SegmentView = {
  readonly records: number;
  readonly summary: SegmentSummary;
  /** A part, as `decode` makes it of its bytes. */
  part<T>(name: string, decode: (block: Uint8Array) => T): T | Promise<T>;
};

export function idsOf(view: SegmentView): Float64Array | Promise<Float64Array> {
  return view.part(idsPart, unpackNumbers);
}

/** False where no record of the segment has a value of this kind. */
export function hasColumn(view: Pick<SegmentView, "summary">, field: Exclude<SearchField, { in: "id" }>): boolean {
  return Object.hasOwn(view.summary[field.in], field.name);
}

/** A column's codes; undefined where no record of the segment has a value of this kind. */
export function codesOf(view: SegmentView, field: SearchField): Codes | undefined | Promise<Codes> {
  if (field.in === "id" || !hasColumn(view, field)) return undefined;
  return view.part(codesPart(field.name), unpackCodes);
}
