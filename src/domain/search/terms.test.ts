import assert from "node:assert/strict";
import { test } from "node:test";
import { foldText } from "../properties/fold-text.ts";
import { hasRun, isLike, phoneDigits, termsOf, tokensOf } from "./terms.ts";

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

test("a text has the tokens of its words, the words that are more than one token, and the runs of those", () => {
  const words = ["(555)", "010-9876"];
  assert.deepEqual(termsOf("call (555) 010-9876"), {
    tokens: ["call", "555", "010", "9876"],
    words,
    runs: ["010 9876"],
  });
  assert.deepEqual(termsOf("(555) 010-9876").tokens, ["555", "010", "9876", "5550109876"]);
  assert.deepEqual(termsOf("r & d"), { tokens: ["r", "&", "d"], words: ["&"], runs: [] });
  assert.deepEqual(termsOf(" \t\n "), { tokens: [], words: [], runs: [] });
});

test("a run stands within one word, and its last token can be cut short", () => {
  const terms = termsOf("ada@example.com offer");
  assert.ok(hasRun(terms, ["example", "com"], false));
  assert.ok(!hasRun(terms, ["example", "co"], false));
  assert.ok(hasRun(terms, ["example", "co"], true));
  assert.ok(!hasRun(terms, ["com", "offer"], false));
  assert.ok(hasRun(terms, ["off"], true));
  assert.ok(!hasRun(terms, ["ample"], true));
});

test("a pattern's parts stand in a term in their order, and share no character", () => {
  assert.ok(isLike("example", ["ex", "mp", "e"]));
  assert.ok(isLike("abab", ["ab", "ab"]));
  assert.ok(!isLike("aba", ["ab", "ba"]));
  assert.ok(!isLike("example", ["", "mp", "a", ""]));
  assert.ok(isLike("example", ["", "ample"]));
});

test("what looks like a phone number has digits", () => {
  assert.equal(phoneDigits("+1 (555) 010-9876"), "15550109876");
  for (const text of ["5550109876", "555", "call 555 010 9876", "1".repeat(30), "++--"]) {
    assert.equal(phoneDigits(text), undefined, text);
  }
});
