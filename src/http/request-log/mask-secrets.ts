const mask = "***";
const secretName = /token|secret|passw|api[_-]?key|hapikey|authorization|cookie|credential/i;

/** The name of a member of JSON, or of JSON within a text of JSON, whose value is a text. All lengths have a bound, so that no text takes long. */
const memberName = /(\\{0,7}")([\w$.-]{1,64})\1\s{0,9}:\s{0,9}\1/g;
const plainValue = /(?:[^"\\]|\\.)*/sy;
/** A field of a form, or a parameter of a query; in HTML `&amp;` stands before it. */
const field = /(?<=^|[?&;\s"'])([\w.-]{1,64})=(?!=)[^&\s"']*/g;
/** Names of fields that are secrets in forms of OAuth and in signed addresses, and anything in JSON. */
const secretField = /^(code|code_verifier|assertion|sig|(\w+-)*signature)$/i;
/** What is a token wherever it stands. */
const tokens = /\bpat-[a-z]{2,3}\d-[\w-]*/gi;
const schemes = /\b(bearer|basic)(\s{1,9})[\w.~+/=-]{8,}/gi;

/**
 * Hides what must not be shown of a request or an answer: the values of members, fields and parameters that are named
 * like secrets, and tokens wherever they stand. The text may be cut off anywhere.
 */
export function maskSecrets(text: string): string {
  return maskMembers(text)
    .replace(field, (all, name: string) => (isSecret(name) || secretField.test(name) ? `${name}=${mask}` : all))
    .replace(tokens, `pat-${mask}`)
    .replace(schemes, `$1$2${mask}`);
}

function isSecret(name: string): boolean {
  return secretName.test(name);
}

function maskMembers(text: string): string {
  let shown = "";
  let at = 0;
  for (const match of text.matchAll(memberName)) {
    const start = match.index + match[0].length;
    // A name within the secret that was hidden last.
    if (match.index < at || !isSecret(match[2] as string)) continue;
    shown += `${text.slice(at, start)}${mask}`;
    at = valueEnd(text, start, match[1] as string);
  }
  return shown + text.slice(at);
}

/** Where a text in JSON ends, which may be cut off. */
function valueEnd(text: string, start: number, quote: string): number {
  if (quote === '"') {
    plainValue.lastIndex = start;
    return start + (plainValue.exec(text)?.[0].length ?? 0);
  }
  for (let from = start; ; ) {
    const end = text.indexOf(quote, from);
    if (end === -1) return text.length;
    // With more backslashes before it, it stands within the text.
    if (text[end - 1] !== "\\") return end;
    from = end + 1;
  }
}
