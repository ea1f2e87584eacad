import assert from "node:assert/strict";
import { test } from "node:test";
import { foldText } from "../properties/fold-text.ts";
import { phoneDigits, tokensOf, wordsOf } from "./words.ts";

test("folding makes letter case and composition not count", () => {
  assert.equal(foldText("Ärger"), foldText("A\u0308RGER"));
  assert.equal(foldText("ΟΔΟΣ"), foldText("οδος"));
  assert.equal(foldText("İ"), foldText(foldText("İ")));
  assert.equal(foldText("😀 ABC"), "😀 abc");
});

test("tokens are runs of letters and digits of any script, and a word without any is one itself", () => {
  assert.deepEqual(tokensOf("ada.lovelace@example.com"), ["ada", "lovelace", "example", "com"]);
  assert.deepEqual(tokensOf("(555)"), ["555"]);
  assert.deepEqual(tokensOf("überraschung-№5-日本"), ["überraschung", "5", "日本"]);
  assert.deepEqual(tokensOf("हिन्दी"), ["हिन्दी"]);
  assert.deepEqual(tokensOf("&&"), ["&&"]);
});

test("each word has a line of its own and a line of its tokens; a plain one needs only the second", () => {
  assert.equal(wordsOf("Call (555) 010-9876"), "\n call \n(555)\n 555 \n010-9876\n 010 9876 \n");
  assert.equal(wordsOf("(555) 010-9876"), "\n(555)\n 555 \n010-9876\n 010 9876 \n 5550109876 \n");
  assert.equal(wordsOf("R & D"), "\n r \n&\n & \n d \n");
  assert.equal(wordsOf(" \t\n "), "\n");
});

test("what looks like a phone number has digits", () => {
  assert.equal(phoneDigits("+1 (555) 010-9876"), "15550109876");
  for (const text of ["5550109876", "555", "call 555 010 9876", "1".repeat(30), "++--"]) {
    assert.equal(phoneDigits(text), undefined, text);
  }
});
