import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatTime, parseTime } from "./time-text.ts";

test("a time is written without a fraction where it is zero, else with three digits", () => {
  assert.equal(formatTime(Date.UTC(2025, 3, 24, 20, 1, 33)), "2025-04-24T20:01:33Z");
  assert.equal(formatTime(Date.UTC(2025, 3, 24, 20, 1, 33, 903)), "2025-04-24T20:01:33.903Z");
  assert.equal(formatTime(Date.UTC(2025, 3, 24, 20, 1, 33, 30)), "2025-04-24T20:01:33.030Z");
});

test("what is written can be read back", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
      assert.equal(parseTime(formatTime(date.getTime())), date.getTime());
      assert.equal(parseTime(String(date.getTime())), date.getTime());
    }),
  );
});

test("ISO 8601 is read with offsets, fractions and spaces", () => {
  const time = Date.UTC(2026, 2, 17, 1, 32, 44);
  for (const text of [
    "2026-03-17T01:32:44Z",
    "2026-03-17t01:32:44z",
    "2026-03-17 01:32:44Z",
    "2026-03-17T03:32:44+02:00",
    "2026-03-16T20:02:44-0530",
    "2026-03-17T01:32:44+00",
    "2026-03-17T01:32:44",
    "2026-03-17T01:32:44.000000Z",
  ]) {
    assert.equal(parseTime(text), time, text);
  }
  assert.equal(parseTime("2026-03-17T01:32:44.5Z"), time + 500);
  assert.equal(parseTime("2026-03-17"), Date.UTC(2026, 2, 17));
  assert.equal(parseTime("2024-02-29"), Date.UTC(2024, 1, 29));
});

test("days and hours that do not exist are no times", () => {
  for (const text of [
    "2026-02-29",
    "2026-02-30",
    "2026-04-31T00:00:00Z",
    "2026-13-01",
    "2026-00-10",
    "2026-01-01T24:00:00Z",
    "2026-01-01T10:60:00Z",
    "2026-01-01T10:00:61Z",
    "2026-01-01T10:00:00+19:00",
    "yesterday",
    "",
    "1e12",
    "12.5",
    "99999999999999999",
    "0x10",
    "0000-12-31",
    "0001-01-01T00:30:00+01:00",
    String(Date.parse("0001-01-01") - 1),
  ]) {
    assert.equal(parseTime(text), undefined, text);
  }
});
