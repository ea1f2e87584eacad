import { foldText } from "../properties/fold-text.ts";

/** Most short texts come again and again: options, owners, sources. */
const longestRemembered = 64;
const textsRemembered = 5_000;
const remembered = new Map<string, string>();

/**
 * The words of a text in the form that searches look at. A word is what stands between white space; its tokens are its
 * runs of letters and digits. Each word is written as a line of its own, and below it a line of its tokens, with a
 * blank before and after each: `(555) 010-9876` becomes the lines
 *
 *     "(555)", " 555 ", "010-9876", " 010 9876 ", " 5550109876 "
 *
 * between line feeds. A plain word needs only the second line. The last one lets a phone number be found however either
 * side spells it.
 */
export function wordsOf(text: string): string {
  if (text.length > longestRemembered) return findWords(text);
  let words = remembered.get(text);
  if (words === undefined) {
    words = findWords(text);
    if (remembered.size >= textsRemembered) remembered.clear();
    remembered.set(text, words);
  }
  return words;
}

function findWords(text: string): string {
  const folded = foldText(text);
  let lines = "\n";
  for (const word of splitWords(folded)) {
    lines += isPlain(word) ? ` ${word} \n` : `${word}\n ${tokensOf(word).join(" ")} \n`;
  }
  const digits = phoneDigits(folded);
  return digits === undefined ? lines : `${lines} ${digits} \n`;
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
