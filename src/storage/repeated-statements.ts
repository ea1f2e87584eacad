/** Before that a statement is sent as text, and planned for the values that it has just then. */
const timesSeen = 5;
/** What is prepared stays in every connection to the database until that is closed, at up to 140 times its text. */
const mostNames = 100;
const longestText = 12_000;
const mostCharacters = 60_000;
const textsCounted = 500;

/**
 * Names under which a database keeps statements prepared that are made for the call, and come again and again in the same
 * shape: reading and planning them often costs more than running them.
 * @returns the name of a text, undefined as long as it is not worth one
 */
export function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  let characters = 0;
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size === mostNames) return known;
    if (text.length > longestText || characters + text.length > mostCharacters) return undefined;
    const count = (counts.get(text) ?? 0) + 1;
    if (count < timesSeen) {
      if (counts.size === textsCounted) counts.clear();
      counts.set(text, count);
      return undefined;
    }
    counts.delete(text);
    const name = `q${names.size + 1}`;
    names.set(text, name);
    characters += text.length;
    return name;
  };
}
