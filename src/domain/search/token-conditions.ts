import { foldText } from "../properties/fold-text.ts";
import type { SearchCondition } from "./conditions.ts";
import { isPlain, phoneDigits, splitWords, tokensOf } from "./terms.ts";

/**
 * What `CONTAINS_TOKEN` asks of the words of a value (contract 3.1): each word of the operand is a word or a run of
 * tokens there, or, with `*` for any characters, is like a word or a token. A phone number is also found by its digits.
 */
export function containsToken(name: string, operand: string): SearchCondition {
  const folded = foldText(operand);
  const terms = splitWords(folded).map((term) =>
    term.includes("*") ? like(name, term) : run([name], tokensOf(term), false),
  );
  return orPhone([name], folded, { is: "all", of: terms }, false);
}

/** What a free text asks for: each of its words begins a word, or a run of tokens, of a searchable property. */
export function matchesQuery(names: readonly string[], query: string): SearchCondition {
  const folded = foldText(query);
  const terms = splitWords(folded).map((word) => run(names, tokensOf(word), true));
  return orPhone(names, folded, { is: "all", of: terms }, true);
}

function orPhone(
  names: readonly string[],
  folded: string,
  condition: SearchCondition,
  cutShort: boolean,
): SearchCondition {
  const digits = phoneDigits(folded.trim());
  return digits === undefined ? condition : { is: "any", of: [condition, run(names, [digits], cutShort)] };
}

function run(names: readonly string[], tokens: readonly string[], cutShort: boolean): SearchCondition {
  return { is: "run", names, tokens, cutShort };
}

function like(name: string, term: string): SearchCondition {
  const parts = term.split(/\*+/);
  const filled = parts.filter((part) => part !== "");
  const [only] = filled;
  if (only === undefined) return { is: "set", field: { in: "texts", name } };
  // A plain text lies within one token; anything else can only be a part of a word.
  const among = filled.length > 1 ? "both" : isPlain(only) ? "tokens" : "words";
  return { is: "like", name, among, parts };
}
