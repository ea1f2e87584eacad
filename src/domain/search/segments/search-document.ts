import { foldText } from "../../properties/fold-text.ts";
import { type Terms, termsOf } from "../terms.ts";

/** What searches see of a live record: its values by property, typed, and folded where letter case does not count. */
export type SearchDocument = {
  readonly id: number;
  /** Numbers, and times as epoch milliseconds. */
  readonly numbers: ReadonlyMap<string, number>;
  /** All other values; those of `multiple` properties as `;A;B;`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly multiple: ReadonlySet<string>;
};

/** Values that nobody looks for by word, and that differ from record to record. */
const withoutTerms: ReadonlySet<string> = new Set(["hs_obj_coords"]);

/** False where segments do not keep the terms of a property's values, so that each value has to be looked at. */
export function keepsTerms(name: string): boolean {
  return !withoutTerms.has(name);
}

/** The terms of a property's value as it is kept. */
export function termsOfValue(text: string, isMultiple: boolean): Terms {
  return termsOf(foldText(isMultiple ? text.slice(1, -1) : text));
}

/** Orders texts by their bytes in UTF-8, which is by code points. */
export function compareBytes(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const one = left.charCodeAt(at);
    const other = right.charCodeAt(at);
    if (one === other) continue;
    // Surrogates stand for what is beyond all that one unit holds.
    if (isSurrogate(one) === isSurrogate(other)) return one - other;
    return isSurrogate(one) ? 1 : -1;
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
