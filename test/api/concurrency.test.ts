import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectRow } from "../../src/storage/schema.ts";
import { association } from "../support/call-links.ts";
import { type PinRecord, pathOf, pinProperty, setPin } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { type Answer, newPortal, type TestPortal } from "../support/test-app.ts";

type Operation = () => Promise<Answer[]>;

/** Numbers that are the same in every run; what overlaps with what still differs. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % sides;
  };
}

/** Runs the operations, `width` of them at a time, and returns their answers. */
async function runMany(operations: Operation[], width: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = operations.values();
  const worker = async () => {
    for (const operation of waiting) answers.push(...(await operation()));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return answers;
}

/** What must hold between the rows of a portal, whatever happened to it; empty if all of it does. */
async function findBrokenRules(portal: TestPortal): Promise<string[]> {
  const broken: string[] = [];
  const expect = (holds: boolean, rule: string) => holds || broken.push(rule);
  const live = await storedRows(portal, "objects");
  const archived = await storedRows(portal, "archived_objects");
  const nameOf = (row: Pick<ObjectRow, "object_type_id" | "object_id">) => `${row.object_type_id}/${row.object_id}`;
  const pinOf = (row: ObjectRow): string | undefined => JSON.parse(row.properties)[pinProperty];
  const liveNames = new Set(live.map(nameOf));
  const records = new Map([...archived, ...live].map((row) => [nameOf(row), row]));
  expect(records.size === live.length + archived.length, "no record is live and in the bin at once");

  const pairs = new Set<string>();
  const types = new Set<string>();
  for (const row of await storedRows(portal, "associations")) {
    const [from, to] = [`${row.from_type_id}/${row.from_id}`, `${row.to_type_id}/${row.to_id}`];
    pairs.add(`${from} ${to}`);
    types.add(`${from} ${to} ${row.association_type_id}`);
    expect(records.has(from) && records.has(to), `${from} and ${to} are associated and exist`);
  }
  for (const pair of pairs) expect(pairs.has(pair.split(" ").reverse().join(" ")), `${pair} has its inverse`);
  expect(types.size === pairs.size, "each pair has one type");

  const shown = new Set<string>();
  for (const pin of await storedRows(portal, "pins")) {
    const [name, call] = [nameOf(pin), `0-48/${pin.engagement_id}`];
    const record = records.get(name);
    expect(record !== undefined, `${name} has a pin and exists`);
    if (pin.hidden === 1) {
      expect(!liveNames.has(call), `${call}, whose pin on ${name} is hidden, is in the bin`);
      continue;
    }
    shown.add(name);
    expect(liveNames.has(call), `${call}, pinned on ${name}, is live`);
    expect(pairs.has(`${name} ${call}`), `${call}, pinned on ${name}, is associated`);
    expect(record !== undefined && pinOf(record) === String(pin.engagement_id), `${name} reads ${call} as its pin`);
  }
  for (const [name, row] of records) expect(shown.has(name) === (pinOf(row) !== undefined), `${name} has one pin row`);

  const history = await storedRows(portal, "property_history");
  for (const [name, row] of records) {
    const versions = history.filter((write) => nameOf(write) === name).map((write) => write.version);
    const expected = Array.from({ length: row.version - 1 }, (_, index) => index + 2);
    expect(versions.sort((one, other) => one - other).join() === expected.join(), `${name} has all its history`);
  }
  return broken;
}

test("writes of all kinds to the same few records at once neither fail nor leave anything half done", async () => {
  const portal = await newPortal();
  const roll = dice(7);
  const calls = [await portal.create("calls"), await portal.create("calls")];
  const records: PinRecord[] = [];
  for (const [plural, toCall] of [
    ["contacts", 193],
    ["tickets", 219],
  ] as const) {
    const links = calls.map((callId) => association(callId, toCall));
    records.push({ plural, id: await portal.create(plural, {}, links), toCall });
  }

  /** Each operation is a few requests, one after the other. */
  const choose = (): Operation => {
    const callId = calls[roll(calls.length)] as string;
    const record = records[roll(records.length)] as PinRecord;
    const call = `/crm/v3/objects/calls/${callId}`;
    const name = record.plural === "contacts" ? "contact" : "ticket";
    const fromCall = `${call}/associations/${record.plural}/${record.id}/call_to_${name}`;
    const toCall = `${pathOf(record)}/associations/calls/${callId}/${record.toCall}`;
    const pin = async () => [await setPin(portal, record, callId)];
    const clear = async () => [await setPin(portal, record, "")];
    const archive = async (path: string) => [await portal.delete(path)];
    const blink = async (path: string) => [await portal.delete(path), await portal.post(`${path}/restore`)];
    const relink = async (path: string) => [await portal.delete(path), await portal.put(path)];
    const rename = async () => [await portal.patch(call, { properties: { hs_call_title: `Title ${roll(100)}` } })];
    return [
      ...[pin, pin, pin, pin, pin, clear, rename],
      ...[() => blink(call), () => blink(call), () => blink(pathOf(record)), () => blink(pathOf(record))],
      ...[() => relink(fromCall), () => relink(toCall), () => archive(call), () => archive(pathOf(record))],
      ...[() => archive(fromCall), () => archive(toCall)],
    ][roll(17)] as Operation;
  };
  const repair = async () => {
    for (const callId of calls) await portal.post(`/crm/v3/objects/calls/${callId}/restore`);
    for (const record of records) {
      await portal.post(`${pathOf(record)}/restore`);
      for (const callId of calls) {
        await portal.put(`${pathOf(record)}/associations/calls/${callId}/${record.toCall}`);
      }
    }
  };

  const seen = new Set<number>();
  for (let round = 1; round <= 30; round += 1) {
    const answers = await runMany(Array.from({ length: 16 }, choose), 8);
    const failed = answers.filter(({ status }) => ![200, 204, 400, 404].includes(status));
    assert.deepEqual(failed, []);
    assert.deepEqual(await findBrokenRules(portal), []);
    for (const { status } of answers) seen.add(status);
    await repair();
  }
  assert.deepEqual([...seen].sort(), [200, 204, 400, 404]);
});
