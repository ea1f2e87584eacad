/**
 * What the words of a text can be found by. A word is what stands between white space; its tokens are its runs of
 * letters and digits. `(555) 010-9876` has the tokens `555`, `010`, `9876` and `5550109876` (a phone number is found
 * however either side spells it), the words `(555)` and `010-9876`, and the run `010 9876`.
 */
export type Terms = {
  readonly tokens: readonly string[];
  /** Words that are not one token. */
  readonly words: readonly string[];
  /** The tokens of words that have several, with blanks between. */
  readonly runs: readonly string[];
};

/** Most short texts come again and again: options, owners, sources. */
const longestRemembered = 64;
const textsRemembered = 5_000;
const remembered = new Map<string, Terms>();

/** The terms of a folded text; one may be named more than once. */
export function termsOf(folded: string): Terms {
  if (folded.length > longestRemembered) return findTerms(folded);
  let terms = remembered.get(folded);
  if (terms === undefined) {
    terms = findTerms(folded);
    if (remembered.size >= textsRemembered) remembered.clear();
    remembered.set(folded, terms);
  }
  return terms;
}

function findTerms(folded: string): Terms {
  const terms = { tokens: [] as string[], words: [] as string[], runs: [] as string[] };
  for (const word of splitWords(folded)) {
    if (isPlain(word)) {
      terms.tokens.push(word);
      continue;
    }
    const tokens = tokensOf(word);
    terms.words.push(word);
    for (const token of tokens) terms.tokens.push(token);
    if (tokens.length > 1) terms.runs.push(tokens.join(" "));
  }
  const digits = phoneDigits(folded);
  if (digits !== undefined) terms.tokens.push(digits);
  return terms;
}

/** True where a word has these tokens in a row, the last one perhaps cut short. */
export function hasRun({ tokens, runs }: Terms, run: readonly string[], cutShort: boolean): boolean {
  const [only] = run;
  if (run.length === 1 && only !== undefined) {
    return tokens.some((token) => (cutShort ? token.startsWith(only) : token === only));
  }
  const sought = runText(run, cutShort);
  return runs.some((tokens) => ` ${tokens} `.includes(sought));
}

/** A run as it stands in a run of tokens that has a blank before and after it. */
export function runText(run: readonly string[], cutShort: boolean): string {
  return cutShort ? ` ${run.join(" ")}` : ` ${run.join(" ")} `;
}

/** True where the term begins with the first part, ends with the last and has the others between, in order. */
export function isLike(term: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (term.length < first.length + last.length || !term.startsWith(first) || !term.endsWith(last)) return false;
  let from = first.length;
  // The earliest place for each part leaves the most room for those after it.
  for (const part of parts.slice(1, -1)) {
    const found = term.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return from <= term.length - last.length;
}

/** What stands between white space. */
export function splitWords(folded: string): string[] {
  return folded.split(/\s+/).filter((word) => word !== "");
}

/** The runs of letters and digits of a word; a word that has none is its own token. */
export function tokensOf(word: string): string[] {
  return word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [word];
}

/** True for what lies within one token. */
export function isPlain(text: string): boolean {
  return /^[a-z0-9]+$/.test(text) || /^[\p{L}\p{M}\p{N}]+$/u.test(text);
}

/** The digits of what looks like a phone number with something between its digits. */
export function phoneDigits(text: string): string | undefined {
  if (text.length < 7 || text.length > 40 || !/^[\s\d()+./-]+$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, "");
  return digits.length >= 7 && digits.length <= 20 && digits !== text ? digits : undefined;
}
