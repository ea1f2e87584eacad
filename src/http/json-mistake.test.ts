import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { explainJsonMistake } from "./json-mistake.ts";

function messageFor(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    return explainJsonMistake(text, error as Error).message;
  }
  throw new Error(`${text} is JSON`);
}

test("a mistake is told with its line, its column and the character that stands there", () => {
  for (const [text, place, mistake] of [
    ["abc", "line 1, column 1", "Unexpected character ('a' (code 97))"],
    ["{abc}", "line 1, column 2", "Unexpected character ('a' (code 97))"],
    ["{'a':1}", "line 1, column 2", "Unexpected character (''' (code 39))"],
    ['{"a":}', "line 1, column 6", "Unexpected character ('}' (code 125))"],
    ['{"a":1,}', "line 1, column 8", "Unexpected character ('}' (code 125))"],
    ['{"a":[1,]}', "line 1, column 9", "Unexpected character (']' (code 93))"],
    ['{"a":[],"b":nope}', "line 1, column 13", "Unexpected character ('n' (code 110))"],
    ['{"a":\n\n  [[], {}, x]}', "line 3, column 12", "Unexpected character ('x' (code 120))"],
    ['{"a":"\\"}]", "b":👩}', "line 1, column 18", "Unexpected character ('👩' (code 128105))"],
    ['{"a":1} x', "line 1, column 9", "Unexpected character ('x' (code 120))"],
    ["undefined", "line 1, column 1", "Unexpected character ('u' (code 117))"],
    ["{", "line 1, column 2", "Unexpected end-of-input"],
    ['{"a"\n', "line 2, column 1", "Unexpected end-of-input"],
    ['{"a":"b', "line 1, column 8", "Unexpected end-of-input"],
    ["[1,", "line 1, column 4", "Unexpected end-of-input"],
    [" ", "line 1, column 2", "Unexpected end-of-input"],
  ] as const) {
    assert.equal(messageFor(text), `Invalid input JSON on ${place}: ${mistake}`, text);
  }
});

test("a sign that no JSON has is found wherever a value should stand", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (before, after) => {
      const text = `[${JSON.stringify(before)},{"key":@,"more":${JSON.stringify(after)}}]`;
      const column = JSON.stringify(before).length + '[,{"key":'.length + 1;
      assert.equal(
        messageFor(text),
        `Invalid input JSON on line 1, column ${column}: Unexpected character ('@' (code 64))`,
      );
    }),
  );
});
