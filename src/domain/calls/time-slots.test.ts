import assert from "node:assert/strict";
import { test } from "node:test";
import { clockShifts, nextSlot, slotStart, timeOfWall, wallTime } from "./time-slots.ts";

const at = Date.parse;
const isoOf = (time: number) => new Date(time).toISOString();

test("the changes of a time zone's clocks are found to the millisecond", () => {
  const shifts = clockShifts("Europe/Berlin", at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
  assert.deepEqual(
    shifts.map(({ from, add }) => [isoOf(from), add / 3_600_000]),
    [
      ["2026-01-01T00:00:00.000Z", 1],
      ["2026-03-29T01:00:00.000Z", 2],
      ["2026-10-25T01:00:00.000Z", 1],
    ],
  );
  assert.equal(clockShifts("UTC", 0, at("2026-01-01T00:00:00Z")).length, 1);
  // A month of other clocks in between is seen.
  assert.equal(clockShifts("Africa/Casablanca", at("2026-01-01T00:00:00Z"), at("2026-06-01T00:00:00Z")).length, 3);
});

test("to look at all times that there are takes no longer than to look at a century", () => {
  const century = () => clockShifts("Europe/Berlin", at("2000-01-01T00:00:00Z"), at("2100-01-01T00:00:00Z"));
  const all = clockShifts("Europe/Berlin", -8_640_000_000_000_000, 8_640_000_000_000_000);
  assert.ok(all.length > century().length);
  assert.ok(all.length < 2 * century().length);
});

test("a wall time is the first moment at which clocks show it, or at which they pass over it", () => {
  const shifts = clockShifts("Europe/Berlin", at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
  for (const [wall, expected] of [
    ["2025-12-01T00:00:00Z", "2025-11-30T23:00:00.000Z"],
    ["2026-01-05T00:00:00Z", "2026-01-04T23:00:00.000Z"],
    ["2026-03-29T02:30:00Z", "2026-03-29T01:00:00.000Z"],
    ["2026-03-29T03:30:00Z", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25T02:30:00Z", "2026-10-25T00:30:00.000Z"],
    ["2026-10-25T03:30:00Z", "2026-10-25T02:30:00.000Z"],
  ] as const) {
    assert.equal(isoOf(timeOfWall(shifts, at(wall))), expected, wall);
  }
  for (let time = at("2026-01-01T00:00:00Z"); time < at("2026-12-31T00:00:00Z"); time += 45 * 60_000) {
    const back = timeOfWall(shifts, wallTime(shifts, time));
    // The hour that comes twice is told as its first.
    assert.ok(back === time || (back === time - 3_600_000 && isoOf(time).startsWith("2026-10-25")), isoOf(time));
  }
});

test("slots begin where calendars say, before the epoch as well", () => {
  for (const [width, wall, start, next] of [
    ["hour", "2026-03-17T01:32:44Z", "2026-03-17T01:00:00.000Z", "2026-03-17T02:00:00.000Z"],
    ["day", "2026-02-28T23:59:59.999Z", "2026-02-28T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
    ["week", "2026-03-16T00:00:00Z", "2026-03-16T00:00:00.000Z", "2026-03-23T00:00:00.000Z"],
    ["week", "2026-03-15T23:59:59Z", "2026-03-09T00:00:00.000Z", "2026-03-16T00:00:00.000Z"],
    ["month", "2026-12-31T12:00:00Z", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["year", "2026-12-31T12:00:00Z", "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["day", "1969-12-31T23:00:00Z", "1969-12-31T00:00:00.000Z", "1970-01-01T00:00:00.000Z"],
    ["week", "1969-12-28T23:00:00Z", "1969-12-22T00:00:00.000Z", "1969-12-29T00:00:00.000Z"],
    ["month", "0099-12-05T00:00:00Z", "0099-12-01T00:00:00.000Z", "0100-01-01T00:00:00.000Z"],
  ] as const) {
    assert.equal(isoOf(slotStart(width, at(wall))), start, `${width} ${wall}`);
    assert.equal(isoOf(nextSlot(width, at(start))), next, `${width} ${start}`);
  }
});
