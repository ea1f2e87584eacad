/** Markup that is safe to send: everything in it that was text has been escaped. */
export type Html = { readonly markup: string };

type Part = string | number | Html | readonly Html[];

/** Writes markup; what is put in is escaped unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.reduce((whole, text, place) => whole + textOf(parts[place - 1] ?? "") + text) };
}

/** Text in which what stands between backticks is code. */
export function prose(text: string): Html[] {
  return text.split("`").map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function textOf(part: Part): string {
  if (typeof part === "string") return part.replace(/[&<>"']/g, (character) => escapes[character] as string);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(({ markup }) => markup).join("");
}
