import type { SearchCondition, SearchField } from "../../storage/search-sql.ts";
import { foldText } from "../properties/fold-text.ts";
import { isPlain, phoneDigits, splitWords, tokensOf } from "./words.ts";

/**
 * What `CONTAINS_TOKEN` asks of the words of a value (contract 3.1): each word of the operand is a word or a run of
 * tokens there, or, with `*` for any characters, is like a word or a token. A phone number is also found by its digits.
 */
export function containsToken(field: SearchField, operand: string): SearchCondition {
  const folded = foldText(operand);
  const terms = splitWords(folded).map((term) =>
    term.includes("*") ? like(field, term) : containing(field, ` ${tokensOf(term).join(" ")} `),
  );
  return orPhone(field, folded, { is: "all", of: terms }, (digits) => ` ${digits} `);
}

/** What a free text asks for: each of its words begins a word, or a run of tokens, of a searchable property. */
export function matchesQuery(query: string): SearchCondition {
  const field = { in: "query_words" } as const;
  const folded = foldText(query);
  const terms = splitWords(folded).map((word) => containing(field, ` ${tokensOf(word).join(" ")}`));
  return orPhone(field, folded, { is: "all", of: terms }, (digits) => ` ${digits}`);
}

function orPhone(
  field: SearchField,
  folded: string,
  condition: SearchCondition,
  textOf: (digits: string) => string,
): SearchCondition {
  const digits = phoneDigits(folded.trim());
  return digits === undefined ? condition : { is: "any", of: [condition, containing(field, textOf(digits))] };
}

function like(field: SearchField, term: string): SearchCondition {
  const parts = term.split(/\*+/);
  const filled = parts.filter((part) => part !== "");
  const [only] = filled;
  if (only === undefined) return { is: "set", field };
  if (filled.length > 1) return { is: "word-like", field, parts };
  const [before, after] = [parts[0] === "", parts.at(-1) === ""];
  // A plain text can begin or end a token; anything else only a whole word, which has a line of its own.
  const edge = isPlain(only) ? " " : "\n";
  return containing(field, `${before ? "" : edge}${only}${after ? "" : edge}`);
}

function containing(field: SearchField, text: string): SearchCondition {
  return { is: "containing", field, text };
}
