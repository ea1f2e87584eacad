/** What JSON writes otherwise than it stands: quotes, backslashes, control characters and lone surrogates. */
const needsEscape = /["\\\p{Cc}\p{Cs}]/u;

/** The JSON of a text, as `JSON.stringify` writes it; most texts need nothing but their quotes. */
export function jsonText(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}
