import assert from "node:assert/strict";
import { test } from "node:test";
import { createRateWindows } from "./rate-windows.ts";

test("an event counts for exactly the length of the window", () => {
  const windows = createRateWindows(10_000);
  windows.add("a", 1_000);
  windows.add("a", 1_000);
  windows.add("a", 5_000);
  windows.add("b", 5_000);
  assert.deepEqual([windows.count("a", 5_000), windows.untilNextFree("a", 5_000)], [3, 6_000]);
  assert.equal(windows.count("a", 10_999), 3);
  assert.deepEqual([windows.count("a", 11_000), windows.untilNextFree("a", 11_000)], [1, 4_000]);
  assert.equal(windows.count("a", 15_000), 0);
  assert.equal(windows.count("c", 5_000), 0);
});

test("a clock that is set back frees what lies ahead of it", () => {
  const windows = createRateWindows(10_000);
  windows.add("a", 1_000);
  windows.add("a", 900_000);
  assert.equal(windows.count("a", 2_000), 0);
  windows.add("a", 2_000);
  assert.equal(windows.count("a", 2_000), 1);
});

test("keys without events are not kept for ever", () => {
  const windows = createRateWindows(10);
  for (let key = 0; key < 10_001; key += 1) windows.add(`old ${key}`, 0);
  windows.add("new", 100);
  assert.equal(windows.count("new", 100), 1);
});
