import type { SearchCondition } from "../conditions.ts";
import { hasRun, isLike, type Terms } from "../terms.ts";
import { findLike, findRun, findToken, type TermRange } from "./match-terms.ts";
import { keepsTerms, termsOfValue } from "./search-document.ts";
import type { TermList } from "./segment.ts";
import { codesIn, piecesOf, type TermIndex, unpackTerms, unpackTexts } from "./segment-parts.ts";
import type { SegmentView } from "./segment-view.ts";
import { piecePart, termsPart, valuesPart } from "./stored-segment.ts";

export type TermCondition = Extract<SearchCondition, { is: "run" | "like" }>;

/** Marks in a table by code which values of a property have terms that a condition asks for. */
export async function markTerms(
  view: SegmentView,
  name: string,
  condition: TermCondition,
  table: Uint8Array,
): Promise<void> {
  if (!keepsTerms(name)) return markByValue(view, name, condition, table);
  for (const [list, find] of searchesOf(condition)) {
    if (!view.summary.texts[name]?.[list]) continue;
    const index = await view.part(termsPart(list, name), unpackTerms);
    for (const [first, end] of find(index)) {
      for (const piece of piecesOf(index, first, end)) {
        const block = await view.part(piecePart(list, name, piece), asIs);
        for (const code of codesIn(index, piece, block, first, end)) table[code] = 1;
      }
    }
  }
}

/** Which lists of terms a condition is held against, and how the terms are found there. */
function searchesOf(condition: TermCondition): [TermList, (index: TermIndex) => TermRange[]][] {
  if (condition.is === "like") {
    const lists: TermList[] = condition.among === "both" ? ["tokens", "words"] : [condition.among];
    return lists.map((list) => [list, (index) => findLike(index, condition.parts)]);
  }
  const { tokens, cutShort } = condition;
  return tokens.length === 1
    ? [["tokens", (index) => findToken(index, tokens[0] as string, cutShort)]]
    : [["runs", (index) => findRun(index, tokens, cutShort)]];
}

async function markByValue(
  view: SegmentView,
  name: string,
  condition: TermCondition,
  table: Uint8Array,
): Promise<void> {
  const texts = await view.part(valuesPart(name), unpackTexts);
  for (let at = 0; at < texts.count; at += 1) {
    if (matchesTerms(termsOfValue(texts.at(at), false), condition)) table[at + 1] = 1;
  }
}

/** Holds a condition on terms against those of one value. */
export function matchesTerms(terms: Terms, condition: TermCondition): boolean {
  if (condition.is === "run") return hasRun(terms, condition.tokens, condition.cutShort);
  const { among, parts } = condition;
  const candidates = among === "both" ? [...terms.tokens, ...terms.words] : terms[among];
  return candidates.some((term) => isLike(term, parts));
}

function asIs(block: Uint8Array): Uint8Array {
  return block;
}
