import assert from "node:assert/strict";
import { test } from "node:test";
import { addFiles } from "../support/files.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";
const outcomes = {
  Busy: "9d9162e7-6cf3-4944-bf63-4dff82258764",
  Connected: "f240bbac-87c9-4f6e-bf70-924b57d47db7",
  "Left live message": "a4c4c377-d246-4b32-a13b-75a56a4cd0ff",
  "Left voicemail": "b2cf5968-551e-4856-9783-52b3da59a7d0",
  "No answer": "73a0d17f-1163-4015-bdd5-ec830791da20",
  "Wrong number": "17b47fee-58de-441e-a44c-c6300d46f273",
};
const statuses = [
  "BUSY",
  "CALLING_CRM_USER",
  "CANCELED",
  "COMPLETED",
  "CONNECTING",
  "FAILED",
  "IN_PROGRESS",
  "NO_ANSWER",
  "QUEUED",
  "RINGING",
  "MISSED",
];

/** Writes a property on create and on update, and asserts what every answer shows of it. */
async function assertStored(portal: TestPortal, name: string, written: unknown, expected: unknown): Promise<void> {
  const note = `${name}: ${JSON.stringify(written)}`;
  const created = await portal.post(calls, { properties: { hs_timestamp: 1, [name]: written } });
  assert.equal(created.status, 201, `${note} answered ${created.text}`);
  const other = await portal.create("calls");
  const changed = await portal.patch(`${calls}/${other}`, { properties: { [name]: written } });
  assert.equal(changed.status, 200, `${note} answered ${changed.text}`);
  const read = await portal.get(`${calls}/${created.body.id}?properties=${name}`);
  for (const { body } of [created, changed, read]) assert.equal(body.properties[name], expected, note);
}

test("every property of the guide is taken with a create and comes back as text", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const fileIds = await addFiles(portal, 2);
  const written = {
    hs_timestamp: "2026-03-17T01:32:44.872Z",
    hs_call_title: "Renewal talk",
    hs_call_body: "<p>Asked for a <b>quote</b></p>",
    hs_call_callee_object_id: contactId,
    hs_call_callee_object_type: "contact",
    hs_call_direction: "OUTBOUND",
    hs_call_disposition: outcomes.Connected,
    hs_call_duration: "42000",
    hs_call_from_number: "(555) 010-1234",
    hs_call_to_number: "+49 30 123456 ext. 7",
    hs_call_recording_url: "https://example.com/recordings/1.mp3",
    hs_call_status: "COMPLETED",
    hs_call_source: "INTEGRATIONS_PLATFORM",
    hubspot_owner_id: portal.ownerId,
    hs_activity_type: "Discovery call",
    hs_attachment_ids: fileIds.join(";"),
  };
  const names = Object.keys(written);
  const created = await portal.post(calls, { properties: written });
  assert.equal(created.status, 201, created.text);
  const read = await portal.get(`${calls}/${created.body.id}?properties=${names.join(",")}`);
  for (const [name, value] of Object.entries(written)) {
    assert.equal(created.body.properties[name], value, name);
    assert.equal(read.body.properties[name], value, name);
  }
  const bare = await portal.create("calls");
  const changed = await portal.patch(`${calls}/${bare}`, { properties: written });
  assert.equal(changed.status, 200, changed.text);
  for (const [name, value] of Object.entries(written)) assert.equal(changed.body.properties[name], value, name);
});

test("the time of a call is taken in every form and comes back as ISO 8601 in UTC", async () => {
  const portal = await newPortal();
  for (const [written, expected] of [
    [1773711164872, "2026-03-17T01:32:44.872Z"],
    ["1773711164872", "2026-03-17T01:32:44.872Z"],
    [1773711164000, "2026-03-17T01:32:44Z"],
    ["2026-03-17T01:32:44.872Z", "2026-03-17T01:32:44.872Z"],
    ["2026-03-17T01:32:44Z", "2026-03-17T01:32:44Z"],
    ["2026-03-17T01:32:44.000Z", "2026-03-17T01:32:44Z"],
    ["2026-03-17T01:32:44.100Z", "2026-03-17T01:32:44.100Z"],
    ["2026-03-17T03:32:44.872+02:00", "2026-03-17T01:32:44.872Z"],
    ["2026-03-16T20:02:44-0530", "2026-03-17T01:32:44Z"],
    ["2026-03-17", "2026-03-17T00:00:00Z"],
    [0, "1970-01-01T00:00:00Z"],
    ["-1", "1969-12-31T23:59:59.999Z"],
  ]) {
    await assertStored(portal, "hs_timestamp", written, expected);
  }
});

test("numbers are kept as the text that was sent, and JSON numbers as JavaScript prints them", async () => {
  const portal = await newPortal();
  for (const [written, expected] of [
    ["42000", "42000"],
    ["5000.00", "5000.00"],
    ["0042", "0042"],
    ["-1.5", "-1.5"],
    ["1e3", "1e3"],
    [42000, "42000"],
    [0, "0"],
    [0.5, "0.5"],
    [1e21, "1e+21"],
  ]) {
    await assertStored(portal, "hs_call_duration", written, expected);
  }
});

test("text is kept as it was sent, blanks and signs included, and other JSON values as their text", async () => {
  const portal = await newPortal();
  for (const [written, expected] of [
    ["  padded \t\n ", "  padded \t\n "],
    [" ", " "],
    ['"quoted" \\ \u0001 \u2028 é 漢字 👩‍👩‍👧', '"quoted" \\ \u0001 \u2028 é 漢字 👩‍👩‍👧'],
    ["e\u0301", "e\u0301"],
    [12, "12"],
    [true, "true"],
    ["null", "null"],
  ]) {
    await assertStored(portal, "hs_call_title", written, expected);
  }
  await assertStored(portal, "hs_call_to_number", "(555) 010-1234", "(555) 010-1234");
  await assertStored(portal, "hs_call_to_number", 15550101234, "15550101234");
  await assertStored(portal, "hs_call_title", "x".repeat(65_536), "x".repeat(65_536));
});

test("booleans are taken as JSON and as text in any case", async () => {
  const portal = await newPortal();
  for (const [written, expected] of [
    [true, "true"],
    [false, "false"],
    ["true", "true"],
    ["False", "false"],
    ["TRUE", "true"],
  ]) {
    await assertStored(portal, "hs_unknown_visitor_conversation", written, expected);
  }
});

test("every value of the guide's enumerations is taken, and the status missed in any case", async () => {
  const portal = await newPortal();
  for (const status of statuses) await assertStored(portal, "hs_call_status", status, status);
  for (const spelling of ["missed", "Missed", "mISSED"]) {
    await assertStored(portal, "hs_call_status", spelling, "MISSED");
  }
  for (const direction of ["INBOUND", "OUTBOUND"])
    await assertStored(portal, "hs_call_direction", direction, direction);
  for (const guid of Object.values(outcomes)) await assertStored(portal, "hs_call_disposition", guid, guid);
  for (const source of ["INTEGRATIONS_PLATFORM", "VOIP", "ZOOM"]) {
    await assertStored(portal, "hs_call_source", source, source);
  }
  for (const type of ["Discovery call", "Demo", "Follow-up", "Support call", "Check-in"]) {
    await assertStored(portal, "hs_activity_type", type, type);
  }
});

test("a recording lies at any absolute https address, whatever its ending", async () => {
  const portal = await newPortal();
  for (const url of [
    "https://example.com/a.mp3",
    "https://example.com/a.wav",
    "https://example.com/recording?id=7&token=a%2Fb",
    "https://user:secret@example.com:8443/x",
    "HTTPS://EXAMPLE.COM/A",
  ]) {
    await assertStored(portal, "hs_call_recording_url", url, url);
  }
});

test("several values are joined by a semicolon, once each, and a leading one adds to what is stored", async () => {
  const portal = await newPortal();
  const id = await portal.create("tickets", { hs_ticket_category: "BILLING_ISSUE" });
  for (const [written, expected] of [
    [";FEATURE_REQUEST;PRODUCT_ISSUE", "BILLING_ISSUE;FEATURE_REQUEST;PRODUCT_ISSUE"],
    [";BILLING_ISSUE", "BILLING_ISSUE;FEATURE_REQUEST;PRODUCT_ISSUE"],
    ["PRODUCT_ISSUE;BILLING_ISSUE;PRODUCT_ISSUE", "PRODUCT_ISSUE;BILLING_ISSUE"],
    [";GENERAL_INQUIRY", "PRODUCT_ISSUE;BILLING_ISSUE;GENERAL_INQUIRY"],
    ["FEATURE_REQUEST", "FEATURE_REQUEST"],
    ["", null],
    [";BILLING_ISSUE;FEATURE_REQUEST", "BILLING_ISSUE;FEATURE_REQUEST"],
  ]) {
    const { body } = await portal.patch(`/crm/v3/objects/tickets/${id}`, {
      properties: { hs_ticket_category: written },
    });
    assert.equal(body.properties.hs_ticket_category, expected, `after ${written}`);
  }
});

test("attachments are ids of files joined by a semicolon, and can be added to", async () => {
  const portal = await newPortal();
  const [one, two, three] = (await addFiles(portal, 3)) as [string, string, string];
  await assertStored(portal, "hs_attachment_ids", one, one);
  await assertStored(portal, "hs_attachment_ids", Number(one), one);
  const id = await portal.create("calls", { hs_attachment_ids: `${one};${two}` });
  const { body } = await portal.patch(`${calls}/${id}`, { properties: { hs_attachment_ids: `;${three};${two}` } });
  assert.equal(body.properties.hs_attachment_ids, `${one};${two};${three}`);
});
