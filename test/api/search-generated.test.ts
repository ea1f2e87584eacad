import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { search } from "../support/search.ts";
import { type Found, type ModelRecord, type ModelSearch, matches, modelOrder } from "../support/search-model.ts";
import { newPortal } from "../support/test-app.ts";

const seed = 20_261_122;
const searches = 300;
const records = 60;

const words = [
  "Renewal",
  "talk",
  "ÄRGER",
  "ärger",
  "ada@example.com",
  "(555) 010-9876",
  "a-b-c",
  "R&D",
  "&",
  "x_y%z",
  "😀",
];
const text = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" ")),
  },
  { weight: 1, arbitrary: fc.constant("(555) 010-9876") },
);
const number = fc.oneof(
  fc.integer({ min: -3, max: 12 }).map(String),
  fc.constantFrom("1.50", "1.5", "1e3", "0.1", "9007199254740993", "-0", "1e-7", "123456789012345678901234"),
);
const time = fc.integer({ min: 0, max: 6 }).map((step) => new Date(Date.UTC(2026, 2, 17) + step * 500).toISOString());
const ids = fc.uniqueArray(fc.constantFrom("1", "2", "22", "3"), { minLength: 1 }).map((parts) => parts.join(";"));
const status = fc.constantFrom("COMPLETED", "MISSED", "BUSY", "NO_ANSWER");
const flag = fc.constantFrom("true", "false");

/** A property of each type that a client can write, and its values. */
const values = {
  hs_call_title: text,
  hs_call_duration: number,
  hs_timestamp: time,
  hs_queue_membership_ids: ids,
  hs_call_status: status,
  hs_unknown_visitor_conversation: flag,
} as const;

type Name = keyof typeof values;
const names = Object.keys(values) as Name[];

const record: fc.Arbitrary<ModelRecord["values"]> = fc.record(values, { requiredKeys: ["hs_timestamp"] });

const token = fc.constantFrom(
  "renewal",
  "rene*",
  "*ger",
  "*@example.com",
  "ada*com",
  "010-9876",
  "5550109876",
  "555*",
  "*1*",
  "b-c",
  "a c",
  "&",
  "r*d",
  "*",
  "x_y%z",
  "x*y*z",
  "x*%*%z",
  "_*",
  "%",
  "example.com talk",
  "MISSED",
  "no*",
  "a*-*c",
  "22",
  "😀",
);

function operandOf(name: Name): fc.Arbitrary<string> {
  if (name === "hs_call_status") return fc.oneof(status, fc.constantFrom("missed", "completed"));
  if (name === "hs_call_title")
    return fc.oneof(
      text,
      text.map((value) => value.toUpperCase()),
    );
  return values[name];
}

const filter = fc.constantFrom(...names).chain((propertyName) => {
  const value = operandOf(propertyName);
  const hasWords =
    propertyName === "hs_call_title" || propertyName === "hs_call_status" || propertyName === "hs_queue_membership_ids";
  return fc.oneof(
    fc.record({
      propertyName: fc.constant(propertyName),
      operator: fc.constantFrom("EQ", "NEQ", "LT", "LTE", "GT", "GTE", "HAS_PROPERTY", "NOT_HAS_PROPERTY"),
      value,
    }),
    fc.record({ propertyName: fc.constant(propertyName), operator: fc.constant("BETWEEN"), value, highValue: value }),
    fc.record({
      propertyName: fc.constant(propertyName),
      operator: fc.constantFrom("IN", "NOT_IN"),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      propertyName: fc.constant(propertyName),
      operator: fc.constantFrom("CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN"),
      value: hasWords ? token : value,
    }),
  );
});

const anySearch: fc.Arbitrary<ModelSearch> = fc.record(
  {
    filterGroups: fc.array(fc.record({ filters: fc.array(filter, { minLength: 1, maxLength: 3 }) }), { maxLength: 3 }),
    query: fc.constantFrom("ren", "ada talk", "example.c", "555", "5550109876", "a-b", "&", "ärg"),
    sorts: fc
      .tuple(fc.constantFrom(...names, "hs_object_id"), fc.boolean())
      .map(([name, down]) => [down ? `-${name}` : name]),
    limit: fc.constantFrom(1, 7, 200),
    after: fc.constantFrom(0, 1, 5),
  },
  { requiredKeys: [] },
);

test("random searches of random records find what a plain model finds", async () => {
  const portal = await newPortal();
  const model: ModelRecord[] = [];
  for (const own of fc.sample(record, { seed, numRuns: records })) {
    model.push({ id: await portal.create("calls", own), values: own });
  }
  await fc.assert(
    fc.asyncProperty(anySearch, async (body) => {
      const { status, body: found, text } = await search(portal, "calls", body);
      assert.equal(status, 200, text);
      const expected = modelOrder(
        model.filter((one) => matches(one.values, body)),
        body.sorts?.[0],
      );
      const [from, limit] = [body.after ?? 0, body.limit ?? 10];
      const page: Found = { total: expected.length, ids: expected.slice(from, from + limit).map(({ id }) => id) };
      assert.deepEqual({ total: found.total, ids: found.results.map(({ id }: { id: string }) => id) }, page);
    }),
    { seed, numRuns: searches },
  );
});
