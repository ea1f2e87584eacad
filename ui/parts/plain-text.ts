/** The words of a piece of HTML, for places that take no markup. Nothing of it runs: a parsed document is never shown. */
export function plainText(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return (body.textContent ?? "").replace(/\s+/g, " ").trim();
}
