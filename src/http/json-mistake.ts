import { type Refusal, refuse } from "../model/errors.ts";

/** What is wrong with a text that `JSON.parse` refuses, and where, in the form that clients know (contract 7.4). */
export function explainJsonMistake(text: string, error: Error): Refusal {
  const position = findMistake(text, error.message);
  const before = text.slice(0, position);
  const line = before.split("\n").length;
  const column = position - before.lastIndexOf("\n");
  const code = text.codePointAt(position);
  if (code === undefined) return refuse.invalidJson("Unexpected end-of-input", line, column);
  return refuse.invalidJson(`Unexpected character ('${String.fromCodePoint(code)}' (code ${code}))`, line, column);
}

function findMistake(text: string, message: string): number {
  const told = /at position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  return /^Unexpected end/.test(message) ? text.length : findMissingValue(text);
}

const word = /[\w.+-]+/y;
const value = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?)$/i;

/** Where a value should stand and does not: the one mistake whose position V8 keeps to itself. */
function findMissingValue(text: string): number {
  let valueIsNext = true;
  let opened = false;
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position] as string;
    if (" \t\n\r".includes(character)) continue;
    if (character === '"') {
      position = endOfString(text, position);
      valueIsNext = false;
    } else if ("{}[]:,".includes(character)) {
      const closes = character === "}" || character === "]";
      if (valueIsNext && character !== "{" && character !== "[" && !(closes && opened)) return position;
      valueIsNext = character === "[" || character === ":" || character === ",";
    } else {
      word.lastIndex = position;
      const found = word.exec(text)?.[0] ?? "";
      if (!value.test(found)) return position;
      position += found.length - 1;
      valueIsNext = false;
    }
    opened = character === "[";
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    if (text[position] === "\\") position += 1;
    else if (text[position] === '"') return position;
  }
  return text.length;
}
