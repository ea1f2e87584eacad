/** What the editor with formatting keeps, and plain boxes, whose text it keeps. */
const kept: ReadonlySet<string> = new Set(
  (
    "html head body div span font section article p br hr b strong i em u s del strike code pre blockquote ul ol li a h1 " +
    "h2 h3 h4 h5 h6"
  ).split(" "),
);
const keptLink = /^(?:https?|mailto|tel):/i;

const words = new Map([
  ["table", "tables"],
  ["img", "pictures"],
  ["a", "links of other kinds"],
]);
const ofTables: ReadonlySet<string> = new Set("caption col colgroup tbody td tfoot th thead tr".split(" "));

/** What a piece of HTML would lose in the editor with formatting, in words; nothing of it runs or is loaded. */
export function lostMarkup(html: string): string[] {
  const lost = new Set<string>();
  for (const element of new DOMParser().parseFromString(html, "text/html").querySelectorAll("*")) {
    const name = element.localName;
    const isKept = name === "a" ? keptLink.test(element.getAttribute("href") ?? "https:") : kept.has(name);
    if (!isKept && !ofTables.has(name)) lost.add(words.get(name) ?? `<${name}>`);
  }
  return [...lost];
}
