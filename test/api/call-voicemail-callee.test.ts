import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal, type TestPortal, withClockAhead } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

async function voicemailOf(portal: TestPortal, id: string): Promise<string | null> {
  const { body } = await portal.get(`${calls}/${id}?properties=hs_call_has_voicemail`);
  return body.properties.hs_call_has_voicemail;
}

/** Writes, and asserts that the answer and a read afterwards show the same voicemail flag. */
async function voicemailAfter(portal: TestPortal, id: string, properties: Record<string, unknown>) {
  const answer = await portal.patch(`${calls}/${id}`, { properties });
  assert.equal(answer.status, 200, answer.text);
  const shown = await voicemailOf(portal, id);
  assert.equal(answer.body.properties.hs_call_has_voicemail ?? null, shown, JSON.stringify(properties));
  return shown;
}

test("a voicemail flag that was never set is false for a missed inbound call and null for any other", async () => {
  const portal = await newPortal();
  for (const [direction, status, expected] of [
    ["INBOUND", "missed", "false"],
    ["INBOUND", "MISSED", "false"],
    ["INBOUND", "COMPLETED", null],
    ["INBOUND", "", null],
    ["OUTBOUND", "MISSED", null],
    ["", "MISSED", null],
    ["", "", null],
  ]) {
    const id = await portal.create("calls", { hs_call_direction: direction, hs_call_status: status });
    assert.equal(await voicemailOf(portal, id), expected, `${direction} ${status}`);
  }
});

test("the flag follows direction and status until somebody sets it, and again once it is cleared", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  assert.equal(await voicemailAfter(portal, id, { hs_call_status: "MISSED" }), null);
  assert.equal(await voicemailAfter(portal, id, { hs_call_direction: "INBOUND" }), "false");
  assert.equal(await voicemailAfter(portal, id, { hs_call_status: "COMPLETED" }), null);
  assert.equal(await voicemailAfter(portal, id, { hs_call_status: "missed" }), "false");
  assert.equal(await voicemailAfter(portal, id, { hs_call_has_voicemail: true }), "true");
  assert.equal(await voicemailAfter(portal, id, { hs_call_status: "COMPLETED" }), "true");
  assert.equal(await voicemailAfter(portal, id, { hs_call_has_voicemail: "" }), null);
  assert.equal(await voicemailAfter(portal, id, { hs_call_status: "MISSED" }), "false");
  assert.equal(await voicemailAfter(portal, id, { hs_call_has_voicemail: "true" }), "true");
  // Cleared on a missed call it is derived at once, in the answer too.
  assert.equal(await voicemailAfter(portal, id, { hs_call_has_voicemail: null }), "false");
});

test("a flag that was set stays what it is, also where it was set to what would have been derived", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_direction: "INBOUND", hs_call_status: "MISSED" });
  assert.equal(await voicemailAfter(portal, id, { hs_call_has_voicemail: "false" }), "false");
  assert.equal(await voicemailAfter(portal, id, { hs_call_status: "COMPLETED" }), "false");
  const outbound = await portal.create("calls", { hs_call_direction: "OUTBOUND", hs_call_has_voicemail: false });
  assert.equal(await voicemailOf(portal, outbound), "false");
});

test("setting the flag to what it reads already moves neither the time of the last change nor the history", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_direction: "INBOUND", hs_call_status: "MISSED" });
  const path = `${calls}/${id}?propertiesWithHistory=hs_call_has_voicemail,hs_lastmodifieddate`;
  const before = await portal.get(path);
  await withClockAhead(5000, () => voicemailAfter(portal, id, { hs_call_has_voicemail: "false" }));
  assert.equal((await portal.get(path)).text, before.text);
});

test("a callee is a live record of a type that calls are associated with, by any name of the type", async () => {
  const portal = await newPortal();
  for (const [plural, ...names] of [
    ["contacts", "contact", "CONTACT", "contacts", "0-1"],
    ["companies", "company", "0-2"],
    ["deals", "deal", "0-3"],
    ["tickets", "ticket", "0-5"],
  ] as const) {
    const calleeId = await portal.create(plural);
    for (const name of names) {
      const pair = { hs_call_callee_object_id: calleeId, hs_call_callee_object_type: name };
      const created = await portal.post(calls, { properties: { hs_timestamp: 1, ...pair } });
      assert.equal(created.status, 201, created.text);
      assert.equal(created.body.properties.hs_call_callee_object_id, calleeId);
      assert.equal(created.body.properties.hs_call_callee_object_type, name);
    }
  }
});

test("either half of a callee is taken alone, and what completes the pair is checked against the other", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const onlyId = await portal.create("calls", { hs_call_callee_object_id: 424242 });
  const onlyType = await portal.create("calls", { hs_call_callee_object_type: "company" });
  await assertUnchanged(portal, async () => {
    const type = { hs_call_callee_object_type: "contact" };
    assert.deepEqual(problemsOf(await portal.patch(`${calls}/${onlyId}`, { properties: type })), {
      hs_call_callee_object_id: "INVALID_CALLEE",
    });
    const id = { hs_call_callee_object_id: contactId };
    assert.deepEqual(problemsOf(await portal.patch(`${calls}/${onlyType}`, { properties: id })), {
      hs_call_callee_object_id: "INVALID_CALLEE",
    });
  });
  const both = { hs_call_callee_object_id: contactId, hs_call_callee_object_type: "contact" };
  assert.equal((await portal.patch(`${calls}/${onlyType}`, { properties: both })).status, 200);
  const cleared = await portal.patch(`${calls}/${onlyType}`, { properties: { hs_call_callee_object_type: "" } });
  assert.equal(cleared.status, 200);
});

test("a callee's id is written as an id", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  for (const id of ["0", "-1", "1.5", "1e300", `+${contact}`, `${contact}.0`, `0${contact}`]) {
    const properties = { hs_timestamp: 1, hs_call_callee_object_id: id, hs_call_callee_object_type: "contact" };
    const created = await portal.post(calls, { properties });
    assert.deepEqual(problemsOf(created), { hs_call_callee_object_id: "INVALID_INTEGER" }, id);
  }
});

test("a callee that is not there, in the bin, in another portal or of another type is refused", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const theirs = await other.create("contacts");
  const binned = await portal.create("contacts");
  await portal.delete(`/crm/v3/objects/contacts/${binned}`);
  const company = await portal.create("companies");
  const call = await portal.create("calls");
  await assertUnchanged(portal, async () => {
    for (const [id, type, name] of [
      ["424242", "contact", "hs_call_callee_object_id"],
      [binned, "contact", "hs_call_callee_object_id"],
      [theirs, "contact", "hs_call_callee_object_id"],
      [company, "contact", "hs_call_callee_object_id"],
      [call, "call", "hs_call_callee_object_type"],
    ] as const) {
      const pair = { hs_call_callee_object_id: id, hs_call_callee_object_type: type };
      const created = await portal.post(calls, { properties: { hs_timestamp: 1, ...pair } });
      assert.deepEqual(problemsOf(created), { [name]: "INVALID_CALLEE" }, `${type} ${id}`);
      const changed = await portal.patch(`${calls}/${call}`, { properties: pair });
      assert.deepEqual(problemsOf(changed), { [name]: "INVALID_CALLEE" }, `${type} ${id}`);
    }
  });
});

test("a call whose callee is gone is written back as it was read", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const pair = { hs_call_callee_object_id: contactId, hs_call_callee_object_type: "contact" };
  const id = await portal.create("calls", pair);
  await portal.delete(`/crm/v3/objects/contacts/${contactId}`);
  const answer = await portal.patch(`${calls}/${id}`, { properties: { ...pair, hs_call_title: "changed" } });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.properties.hs_call_title, "changed");
});
