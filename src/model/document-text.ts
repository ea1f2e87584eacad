const quote = '"';
const backslash = 92;

/**
 * Picks properties out of a record's stored text and passes their values on as they stand there: taking the whole text
 * apart to write it again would be the dearest part of a read.
 * @param document as `toDocument` writes it: no white space, keys in order, every value a string
 * @param names in the same order; what is not set shows as null
 */
export function pickProperties(document: string, names: readonly string[]): string {
  let text = "";
  let position = 0;
  for (const name of names) {
    text += text === "" ? "{" : ",";
    // Quotes inside of a value stand behind a backslash, so this can only be the key.
    const start = document.indexOf(`"${name}":"`, position);
    if (start === -1) {
      text += `"${name}":null`;
      continue;
    }
    position = endOfValue(document, start + name.length + 4);
    text += document.slice(start, position);
  }
  return text === "" ? "{}" : `${text}}`;
}

/** Where a string ends, its quote included, of which `start` is the first character. */
function endOfValue(document: string, start: number): number {
  let end = document.indexOf(quote, start);
  while (isEscaped(document, end)) end = document.indexOf(quote, end + 1);
  return end + 1;
}

/** True where an odd number of backslashes stands before the character. */
function isEscaped(document: string, index: number): boolean {
  let before = index - 1;
  while (document.charCodeAt(before) === backslash) before -= 1;
  return (index - before) % 2 === 0;
}
