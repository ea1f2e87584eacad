import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { previewBody } from "./body-preview.ts";

const tags = ["p", "div", "ul", "li", "b", "span", "blockquote", "h1"].flatMap((name) => [`<${name}>`, `</${name}>`]);
const odd = ["<br>", "<p class='a'>", "<script>", "</script>", "&amp;", "<", ">", "\u00a0", "\t", "\n", "  "];
const pieces = fc.array(fc.constantFrom(...tags, ...tags, ...odd, "word", " ", "née"), { maxLength: 14 });

test("notes of plain tags have the text that a parser finds in them", () => {
  fc.assert(
    fc.property(pieces, (parts) => {
      const html = parts.join("");
      // A comment is nothing to read, and never plain.
      assert.equal(previewBody(html).text, previewBody(`<!-- -->${html}`).text);
    }),
    { numRuns: 3_000 },
  );
});

test("paragraphs and items stand apart in a preview, and what only marks a word does not part it", () => {
  assert.equal(previewBody("<p>One</p><p>tw<b>o</b></p>").text, "One two");
  assert.equal(previewBody("<ul><li>One</li><li>two\n</li></ul> three").text, "One two three");
});
