/** A piece of SQL text: a word, a sign, or what stands in one pair of brackets. Quoted names are words like others. */
export type SqlPart = string | readonly SqlPart[];

const pattern = /"([^"]+)"|'(?:[^']|'')*'|\$\d+|\d+(?:\.\d+)?|[A-Za-z_]\w*|<=|>=|<>|!=|::|->>|->|\|\||[^\s]/g;

/** Reads SQL text into parts, brackets nested. Words that are not quoted are in lower case. */
export function readSql(text: string): SqlPart[] {
  const stack: SqlPart[][] = [[]];
  for (const [token, quoted] of text.matchAll(pattern)) {
    const top = stack.at(-1) as SqlPart[];
    if (token === "(") {
      const inner: SqlPart[] = [];
      top.push(inner);
      stack.push(inner);
    } else if (token === ")") stack.pop();
    else top.push(quoted ?? (/^[A-Z]/i.test(token) ? token.toLowerCase() : token));
  }
  return stack[0] as SqlPart[];
}

/** The parts between top-level words, each with the word before it; the first has none. */
export function splitAt(parts: readonly SqlPart[], words: ReadonlySet<string>): { word: string; parts: SqlPart[] }[] {
  const pieces: { word: string; parts: SqlPart[] }[] = [{ word: "", parts: [] }];
  for (const part of parts) {
    if (typeof part === "string" && words.has(part)) pieces.push({ word: part, parts: [] });
    else pieces.at(-1)?.parts.push(part);
  }
  return pieces;
}

/** Every SELECT that stands in brackets somewhere in these parts, outermost only. */
export function innerSelects(parts: readonly SqlPart[]): (readonly SqlPart[])[] {
  return parts.flatMap((part) => {
    if (typeof part === "string") return [];
    return isSelect(part) ? [part] : innerSelects(part);
  });
}

export function isSelect(parts: SqlPart): parts is readonly SqlPart[] {
  if (typeof parts === "string") return false;
  const [first] = parts;
  return first === "select" || first === "with" || (parts.length > 1 && first !== undefined && isSelect(first));
}
