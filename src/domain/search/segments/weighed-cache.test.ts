import assert from "node:assert/strict";
import { test } from "node:test";
import { createWeighedCache } from "./weighed-cache.ts";

/** How many of the parts were there when they were asked for, each missing one being put in. */
function hits(cache: ReturnType<typeof createWeighedCache<number>>, parts: readonly number[]): number {
  let found = 0;
  for (const part of parts) {
    if (cache.get(part) !== undefined) found += 1;
    else cache.set(part, part, 1);
  }
  return found;
}

const parts = Array.from({ length: 125 }, (_, index) => index);

test("what is read in turn is mostly found, though it is a little more than there is room for", () => {
  const cache = createWeighedCache<number>(100, 8);
  hits(cache, parts);
  for (let round = 0; round < 20; round += 1) assert.ok(hits(cache, parts) > 60);
});

test("what is asked for now pushes out what is not any more, and the weight stays bounded", () => {
  const cache = createWeighedCache<number>(100, 8);
  hits(cache, parts);
  const others = parts.slice(0, 50).map((part) => part + 1_000);
  for (let round = 0; round < 60; round += 1) hits(cache, others);
  assert.equal(hits(cache, others), others.length);
  const kept = [...parts, ...others].filter((part) => cache.get(part) !== undefined);
  assert.ok(kept.length <= 100);
});
