import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefusal, problemsOf } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

/** Asserts that create and update refuse a value with this code, in the same words, and store nothing. */
async function assertRefused(portal: TestPortal, id: string, name: string, value: unknown, code: string) {
  const note = `${name}: ${JSON.stringify(value)?.slice(0, 100)}`;
  return assertUnchanged(portal, async () => {
    const created = await portal.post(calls, { properties: { hs_timestamp: 1, [name]: value } });
    const changed = await portal.patch(`${calls}/${id}`, { properties: { [name]: value } });
    assert.deepEqual(problemsOf(created), { [name]: code }, note);
    assert.deepEqual(problemsOf(changed), { [name]: code }, note);
    assert.equal(created.body.message, changed.body.message, note);
    return created.body.errors[0].message as string;
  });
}

const refused: Readonly<Record<string, { readonly code: string; readonly values: readonly unknown[] }>> = {
  hs_timestamp: {
    code: "INVALID_LONG",
    values: ["yesterday", "2026-02-30T00:00:00Z", "2026-13-01", "17.03.2026", true, 1.5, 1e17, " 1", "1773711164872L"],
  },
  hs_call_duration: { code: "INVALID_INTEGER", values: ["long", "1,000", "1.2.3", " 1", "0x10", true, "NaN", "1e999"] },
  hs_call_callee_object_id: { code: "INVALID_INTEGER", values: ["abc", "1;2", false] },
  hs_call_direction: {
    code: "INVALID_OPTION",
    values: ["outbound", "Inbound", "SIDEWAYS", "INBOUND;OUTBOUND", " INBOUND", 1],
  },
  hs_call_status: { code: "INVALID_OPTION", values: ["completed", "Busy", "MISSED ", "ANSWERED", "no_answer"] },
  hs_call_disposition: {
    code: "INVALID_OPTION",
    values: ["Connected", "F240BBAC-87C9-4F6E-BF70-924B57D47DB7", "00000000-0000-0000-0000-000000000000"],
  },
  hs_call_source: { code: "INVALID_OPTION", values: ["integrations_platform", "OTHER"] },
  hs_activity_type: { code: "INVALID_OPTION", values: ["Chess", "demo", "Demo;Follow-up"] },
  hs_call_recording_url: {
    code: "INVALID_URL",
    values: [
      "http://example.com/a.mp3",
      "ftp://example.com/a.mp3",
      "example.com/a.mp3",
      "/a.mp3",
      "https://",
      "https:///a.mp3",
      " https://example.com/a.mp3",
      "javascript:alert(1)",
      1,
    ],
  },
  hs_call_has_voicemail: { code: "INVALID_OPTION", values: ["yes", "1", 1, "null"] },
  hs_attachment_ids: { code: "INVALID_OPTION", values: ["abc", "1;x", "1,2", "-1", "1.5"] },
  hs_call_callee_object_type: { code: "INVALID_OPTION", values: ["widget", "0-9999", "contact,company"] },
  hubspot_owner_id: { code: "INVALID_OWNER_ID", values: ["1", "nobody", "ada@example.com", "1e7"] },
  hs_call_title: { code: "VALUE_TOO_LONG", values: ["x".repeat(65_537)] },
  hs_call_body: { code: "VALUE_TOO_LONG", values: ["x".repeat(70_000), "<p>x</p>".repeat(10_000)] },
};

for (const [name, { code, values }] of Object.entries(refused)) {
  test(`${name} refuses what it cannot hold with ${code}, and nothing is stored`, async () => {
    const portal = await newPortal();
    const id = await portal.create("calls", { hs_call_title: "before" });
    for (const value of values) await assertRefused(portal, id, name, value, code);
  });
}

test("each kind of refusal has the service's words", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const messageOf = (name: string, value: unknown, code: string) => assertRefused(portal, id, name, value, code);
  assert.equal(await messageOf("hs_timestamp", "soon", "INVALID_LONG"), "soon was not a valid long.");
  assert.equal(await messageOf("hs_call_duration", "1,5", "INVALID_INTEGER"), "1,5 was not a valid number");
  assert.equal(
    await messageOf("hs_call_direction", "UP", "INVALID_OPTION"),
    "UP was not one of the allowed options: [INBOUND, OUTBOUND]",
  );
});

test("an owner is named by the owner's id, not by that of the user behind it", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hubspot_owner_id: portal.ownerId });
  await assertRefused(portal, id, "hubspot_owner_id", String(portal.ownerUserId), "INVALID_OWNER_ID");
  await assertRefused(portal, id, "hubspot_owner_id", portal.ownerUserId, "INVALID_OWNER_ID");
});

test("all problems of a request are told at once, in the order of its properties, with unknown and read-only names", async () => {
  const portal = await newPortal();
  const answer = await assertUnchanged(portal, () =>
    portal.post(calls, {
      properties: {
        hs_call_title: "fine",
        hs_call_duration: "long",
        no_such_property: "x",
        hs_timestamp: "soon",
        hs_object_id: "1",
        hs_call_status: "nope",
      },
    }),
  );
  assert.deepEqual(Object.entries(problemsOf(answer)), [
    ["hs_call_duration", "INVALID_INTEGER"],
    ["no_such_property", "PROPERTY_DOESNT_EXIST"],
    ["hs_timestamp", "INVALID_LONG"],
    ["hs_object_id", "READ_ONLY_VALUE"],
    ["hs_call_status", "INVALID_OPTION"],
  ]);
  assert.deepEqual(answer.body.errors.slice(1, 2), [
    {
      message: 'Property "no_such_property" does not exist',
      code: "PROPERTY_DOESNT_EXIST",
      context: { propertyName: ["no_such_property"] },
    },
  ]);
  assert.equal(answer.body.errors[3].message, '"hs_object_id" is a read only property; its value cannot be set.');
  const [entry] = JSON.parse(answer.body.message.slice("Property values were not valid: ".length)) as [object];
  assert.deepEqual(Object.keys(entry), [
    "isValid",
    "message",
    "error",
    "name",
    "propertyValue",
    "localizedErrorMessage",
  ]);
});

test("one bad value among good ones keeps all of them out", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "before", hs_call_duration: 1 });
  await assertUnchanged(portal, async () => {
    const properties = { hs_call_title: "after", hs_call_duration: "x" };
    assert.deepEqual(problemsOf(await portal.patch(`${calls}/${id}`, { properties })), {
      hs_call_duration: "INVALID_INTEGER",
    });
  });
});

test("a call without a time is refused by name, however the time is missing", async () => {
  const portal = await newPortal();
  const without = [
    { properties: {} },
    { properties: { hs_timestamp: "" } },
    { properties: { hs_timestamp: null } },
    {},
  ];
  await assertUnchanged(portal, async () => {
    for (const body of [...without, { properties: null }, { properties: { hs_call_title: "x" } }]) {
      assertRefusal(await portal.post(calls, body), 400, {
        category: "VALIDATION_ERROR",
        message: "Error creating CALL. Some required properties were not set.",
        context: { properties: ["hs_timestamp"] },
      });
    }
  });
});

test("the time of a call cannot be cleared, and nothing that comes with it is stored", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "before" });
  await assertUnchanged(portal, async () => {
    for (const nothing of ["", null]) {
      const properties = { hs_call_title: "after", hs_timestamp: nothing };
      assertRefusal(await portal.patch(`${calls}/${id}`, { properties }), 400, {
        category: "VALIDATION_ERROR",
        message: "Error updating CALL. Some required properties were not set.",
        context: { properties: ["hs_timestamp"] },
      });
    }
  });
});

test("a value that is no scalar is refused with the place of the property", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  await assertUnchanged(portal, async () => {
    for (const value of [[], ["a"], {}, { value: "a" }, [[[]]]]) {
      const properties = { hs_timestamp: 1, hs_call_title: value };
      for (const answer of [
        await portal.post(calls, { properties }),
        await portal.patch(`${calls}/${id}`, { properties }),
      ]) {
        assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message: /^Invalid input JSON .*hs_call_title/ });
      }
    }
  });
});

test("a value that is too long is refused as that before its type is asked, and not repeated", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const long = "x".repeat(1_000_000);
  for (const name of ["hs_call_status", "hs_call_duration", "hs_timestamp", "hubspot_owner_id", "hs_attachment_ids"]) {
    const message = await assertRefused(portal, id, name, long, "VALUE_TOO_LONG");
    assert.equal(message, `The value of "${name}" is longer than 65536 characters`);
  }
});

test("a value that grows too long by being added to is refused", async () => {
  const portal = await newPortal();
  const many = Array.from({ length: 3_500 }, (_, index) => 1_000_000_000_000_000 + index).join(";");
  const id = await portal.create("calls", { hs_queue_membership_ids: many });
  const more = many.replaceAll("1000000", ";2000000").replaceAll(";;", ";");
  await assertUnchanged(portal, async () => {
    const answer = await portal.patch(`${calls}/${id}`, { properties: { hs_queue_membership_ids: more } });
    assert.deepEqual(problemsOf(answer), { hs_queue_membership_ids: "VALUE_TOO_LONG" });
  });
});
