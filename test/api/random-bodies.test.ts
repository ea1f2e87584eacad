import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { assertRefusal } from "../support/refusal.ts";
import { storedRows } from "../support/stored-rows.ts";
import { type Answer, newPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";
const runs = { seed: 20_260_317, numRuns: 200 };

/** Text of any 16-bit units, halves of characters and U+0000 included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units));
const name = fc.oneof(
  fc.constantFrom(
    "hs_timestamp",
    "hs_call_body",
    "hs_call_title",
    "hs_call_duration",
    "hs_call_status",
    "hs_call_has_voicemail",
    "hs_call_callee_object_id",
    "hs_call_callee_object_type",
    "hs_attachment_ids",
    "hubspot_owner_id",
    "hs_object_id",
    "__proto__",
  ),
  anyText,
);
const value = fc.oneof(
  fc.constantFrom("MISSED", "true", "contact", "1;2", ";3", "", "0", "<p>x</p>", "2026-03-17", "1e400", "-0"),
  fc.double(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  anyText,
  fc.jsonValue({ maxDepth: 2 }),
);
const type = fc.record(
  {
    associationCategory: fc.oneof(fc.constant("HUBSPOT_DEFINED"), value),
    associationTypeId: fc.oneof(fc.nat(300), value),
  },
  { requiredKeys: [] },
);
const association = fc.record(
  { to: fc.oneof(fc.record({ id: value }), value), types: fc.oneof(fc.array(type, { maxLength: 2 }), value) },
  { requiredKeys: [] },
);
const properties = fc.dictionary(name, value, { maxKeys: 6 });
/** Mostly of the right shape, so that much of it gets far. */
const body = fc.oneof(
  { weight: 4, arbitrary: properties.map((given) => ({ properties: { hs_timestamp: 1, ...given } })) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        properties: fc.oneof(properties, value),
        associations: fc.oneof(fc.array(association, { maxLength: 2 }), value),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** A success is a record that strictly typed clients can decode; all else is refused with a reason. */
function assertSound(answer: Answer): void {
  if (answer.status >= 400) {
    assert.ok(answer.status < 500, answer.text);
    assertRefusal(answer, answer.status);
    return;
  }
  for (const [key, text] of Object.entries(answer.body.properties)) {
    assert.ok(text === null || (typeof text === "string" && text.isWellFormed()), `${key} is ${text}`);
  }
  assert.ok(!Number.isNaN(Date.parse(answer.body.properties.hs_timestamp)), answer.text);
}

test("whatever JSON is sent to a create, it is stored or refused with a reason", async () => {
  const portal = await newPortal();
  const counts: Record<number, number> = {};
  await fc.assert(
    fc.asyncProperty(body, async (sent) => {
      const answer = await portal.post(calls, JSON.stringify(sent));
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      assertSound(answer);
    }),
    runs,
  );
  assert.deepEqual(Object.keys(counts), ["201", "400"]);
  assert.equal((await storedRows(portal, "objects")).length, counts[201]);
});

test("whatever JSON is sent to an update, it is stored or refused with a reason, and the record stays readable", async () => {
  const portal = await newPortal();
  const path = `${calls}/${await portal.create("calls")}`;
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(body, async (sent) => {
      const answer = await portal.patch(path, JSON.stringify(sent));
      statuses.add(answer.status);
      assertSound(answer);
      const read = await portal.get(`${path}?properties=hs_timestamp,hs_call_title&propertiesWithHistory=hs_call_body`);
      assert.equal(read.status, 200);
      assertSound(read);
    }),
    runs,
  );
  assert.deepEqual([...statuses].sort(), [200, 400]);
});
