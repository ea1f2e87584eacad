import assert from "node:assert/strict";
import { test } from "node:test";
import { callProperties } from "./call.ts";

const byName = new Map(callProperties.map((property) => [property.name, property]));

/** The property table of the guide. */
const guideNames = [
  "hs_timestamp",
  "hs_call_body",
  "hs_call_callee_object_id",
  "hs_call_callee_object_type",
  "hs_call_direction",
  "hs_call_disposition",
  "hs_call_duration",
  "hs_call_from_number",
  "hs_call_recording_url",
  "hs_call_status",
  "hs_call_title",
  "hs_call_source",
  "hs_call_to_number",
  "hubspot_owner_id",
  "hs_activity_type",
  "hs_attachment_ids",
];

test("names are unique", () => {
  assert.equal(byName.size, callProperties.length);
});

test("every name of the guide's table is defined and writable", () => {
  for (const name of guideNames) {
    const property = byName.get(name);
    assert.ok(property, `${name} is missing`);
    assert.equal(property.readOnly, false, name);
    assert.equal(property.hidden, false, name);
  }
});

test("only the timestamp is required", () => {
  const required = callProperties.filter((property) => property.required !== undefined);
  assert.deepEqual(
    required.map((property) => [property.name, property.required]),
    [["hs_timestamp", "always"]],
  );
});

test("a voicemail can be logged", () => {
  assert.equal(byName.get("hs_call_has_voicemail")?.readOnly, false);
});

test("the values of an enumeration are unique, whatever their case", () => {
  for (const { name, options } of callProperties) {
    const values = options.map((option) => option.value.toLowerCase());
    assert.equal(new Set(values).size, values.length, name);
  }
});

test("status has every value of the guide and of the live service, and only MISSED is taken in any case", () => {
  const statuses = byName.get("hs_call_status")?.options ?? [];
  assert.deepEqual(statuses.map((option) => option.value).sort(), [
    "BUSY",
    "CALLING_CRM_USER",
    "CANCELED",
    "COMPLETED",
    "CONNECTING",
    "FAILED",
    "HOLD",
    "IN_PROGRESS",
    "MISSED",
    "NO_ANSWER",
    "QUEUED",
    "RINGING",
    "UNKNOWN",
  ]);
  const anyCase = callProperties.flatMap((property) => property.options).filter((option) => option.anyCase);
  assert.deepEqual(
    anyCase.map((option) => option.value),
    ["MISSED"],
  );
});

test("a writable enumeration has values to choose from", () => {
  for (const property of callProperties) {
    if (property.type !== "enumeration" || property.readOnly) continue;
    const sources = [property.options.length > 0, property.optionSource !== undefined, property.externalOptions];
    assert.equal(sources.filter(Boolean).length, 1, property.name);
  }
});

test("every definition has a label, a description and a group", () => {
  for (const { name, label, description, groupName } of callProperties) {
    assert.ok(label.trim() && description.trim() && groupName.trim(), name);
  }
});
