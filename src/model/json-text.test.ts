import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonText } from "./json-text.ts";

test("a text's JSON is what JSON.stringify writes, whatever the text holds", () => {
  const awkward = fc.constantFrom(
    '"',
    "\\",
    "\n",
    "\u0000",
    "\u007f",
    "\u0085",
    "\ud800",
    "\udc00",
    "\u2028",
    "é",
    "😀",
    "a",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(awkward).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => assert.equal(jsonText(text), JSON.stringify(text))),
    { numRuns: 2_000 },
  );
});
