import assert from "node:assert/strict";
import { test } from "node:test";
import type { LiveSegment } from "./find-places.ts";
import { pickMerge } from "./pick-merge.ts";

let made = 0;

function segment(records: number, textBytes: number, terms = 0): LiveSegment {
  made += 1;
  return {
    segmentId: made,
    records,
    firstId: 1,
    lastId: 2,
    dead: new Uint16Array(),
    summary: { numbers: {}, texts: { hs_call_body: { values: records, tokens: terms, words: 0, runs: 0 } }, textBytes },
    part: () => assert.fail("sizes are told without the parts"),
  };
}

const several = (count: number, ...size: Parameters<typeof segment>) =>
  Array.from({ length: count }, () => segment(...size));

/** Merges until there is nothing more to merge. */
function settle(segments: LiveSegment[]): LiveSegment[] {
  let left = segments;
  for (let merged = pickMerge(left); merged; merged = pickMerge(left)) {
    const sum = (measure: (segment: LiveSegment) => number) =>
      (merged as LiveSegment[]).reduce((total, one) => total + measure(one), 0);
    const tokens = sum(({ summary }) => summary.texts.hs_call_body?.tokens ?? 0);
    const whole = segment(
      sum(({ records }) => records),
      sum(({ summary }) => summary.textBytes ?? 0),
      tokens,
    );
    left = [...left.filter((one) => !merged?.includes(one)), whole];
  }
  return left;
}

test("small segments become few, as large as there is room", () => {
  const left = settle(several(64, 1_024, 1_024 * 300, 3_000));
  assert.ok(left.length <= 4, `${left.length} segments are left`);
  assert.equal(
    left.reduce((sum, { records }) => sum + records, 0),
    64 * 1_024,
  );
});

test("segments of long texts or of many different words stay as small as a thread can make them", () => {
  for (const [records, textBytes, terms] of [
    [1_200, 12_000_000, 30_000],
    [600, 12_000_000, 30_000],
    [1_000, 2_000_000, 400_000],
  ] as const) {
    for (const one of settle(several(40, records, textBytes, terms))) {
      const tokens = one.summary.texts.hs_call_body?.tokens ?? 0;
      const bytes = 2 * (one.summary.textBytes ?? 0) + 100 * tokens;
      assert.ok(bytes <= 150_000_000, `${one.records} records of ${textBytes / records} bytes take ${bytes} bytes`);
    }
  }
});
