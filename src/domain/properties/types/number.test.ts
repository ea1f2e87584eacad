import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { plainDecimal } from "./number.ts";

test("all spellings of a number have one in common, and different numbers do not", () => {
  const spellings: Readonly<Record<string, readonly string[]>> = {
    "0": ["0", "-0", "0.00", "+0e5", ".0"],
    "5": ["5", "5.0", "05", "+5", "5e0", "50e-1", "0.5E1", "5."],
    "-0.05": ["-0.05", "-.05", "-5e-2", "-0.050"],
    "1500": ["1500", "1.5e3", "15e2"],
    "12345678901234567": ["12345678901234567", "12345678901234567.0"],
    "12345678901234568": ["12345678901234568"],
    "1e-999999": ["1e-999999", "10e-1000000"],
  };
  for (const [plain, texts] of Object.entries(spellings)) {
    for (const text of texts) assert.equal(plainDecimal(text), plain, text);
  }
  assert.equal(plainDecimal("five"), "five");
});

test("the common spelling is the same number", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      assert.ok(Object.is(Number(plainDecimal(String(number))), number === 0 ? 0 : number));
    }),
  );
});
