/** Before that a statement is sent as text, and planned for the values that it has just then. */
const timesSeen = 5;
/** Each of them takes some 10 KB of every connection to the database, until that is closed. */
const mostNames = 100;
const longestText = 4_000;
const textsCounted = 2_000;

/**
 * Names under which a database keeps statements prepared that are made for the call, and come again and again in the same
 * shape: reading and planning them often costs more than running them.
 * @returns the name of a text, undefined as long as it is not worth one
 */
export function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size === mostNames || text.length > longestText) return known;
    const count = (counts.get(text) ?? 0) + 1;
    if (count < timesSeen) {
      if (counts.size === textsCounted) counts.clear();
      counts.set(text, count);
      return undefined;
    }
    counts.delete(text);
    const name = `q${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}
