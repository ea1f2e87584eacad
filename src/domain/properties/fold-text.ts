/** Text in which letter case, and the way in which an accented letter is composed, no longer count. */
export function foldText(text: string): string {
  // Lower case can come out decomposed, and one Greek letter has two lower cases.
  return text.normalize("NFC").toLowerCase().normalize("NFC").replaceAll("ς", "σ");
}
