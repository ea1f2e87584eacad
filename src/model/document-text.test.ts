import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pickProperties } from "./document-text.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/);
// What could be mistaken for the end of a value or for a key.
const trap = fc.constantFrom('"', "\\", '":"', '\\"', '","a":"', "{", "}", "é", "😀", "\n", "a");
const value = fc.oneof(
  fc.string(),
  fc.array(trap).map((parts) => parts.join("")),
);

test("picks what parsing the text and writing it again would give", () => {
  fc.assert(
    fc.property(fc.dictionary(name, value), fc.array(name), (values, others) => {
      const stored = Object.keys(values).sort();
      const document = JSON.stringify(Object.fromEntries(stored.map((key) => [key, values[key]])));
      const names = [...new Set([...stored.filter((_, index) => index % 2 === 0), ...others])].sort();
      const expected = Object.fromEntries(names.map((key) => [key, Object.hasOwn(values, key) ? values[key] : null]));
      assert.equal(pickProperties(document, names), JSON.stringify(expected));
    }),
  );
});

test("picks nothing from nothing", () => {
  assert.equal(pickProperties("{}", []), "{}");
  assert.equal(pickProperties("{}", ["a"]), '{"a":null}');
  assert.equal(pickProperties('{"a":"1"}', []), "{}");
});
