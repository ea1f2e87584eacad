const longest = 4_000;

/** The header that names what an update passed over (section 12, row 1): a header's characters and length are limited. */
export function ignoredHeader(names: readonly string[]): Readonly<Record<string, string>> {
  if (names.length === 0) return {};
  const text = names.map((name) => encodeURIComponent(name.toWellFormed())).join(",");
  return { "x-trunkline-ignored-properties": text.length <= longest ? text : cut(text) };
}

/** Whole names only; dots tell that there were more. */
function cut(text: string): string {
  return `${text.slice(0, text.lastIndexOf(",", longest) + 1)}...`;
}
