// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ascii = /^[\x00-\x7f]*$/;

/** Text in which letter case, and the way in which an accented letter is composed, no longer count. */
export function foldText(text: string): string {
  // Most text is, and every write folds several.
  if (ascii.test(text)) return text.toLowerCase();
  // Lower case can come out decomposed, and one Greek letter has two lower cases.
  return text.normalize("NFC").toLowerCase().normalize("NFC").replaceAll("ς", "σ");
}
