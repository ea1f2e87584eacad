import assert from "node:assert/strict";
import { test } from "node:test";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { association } from "../support/call-links.ts";
import { logEngagement, engagementsPath as path } from "../support/engagements.ts";
import { addFile } from "../support/files.ts";
import { assertRefusal, problemsOf } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

const time = 1_773_711_164_000;
const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";

const callMetadata = {
  toNumber: "+1 555 0100",
  fromNumber: "+1 555 0199",
  status: "COMPLETED",
  externalId: "abc-1",
  durationMilliseconds: 38_000,
  externalAccountId: "acct-7",
  recordingUrl: "https://example.com/rec.mp3",
  body: "<p>Talked about <b>renewal</b></p>",
  disposition: connected,
  title: "Renewal",
};

test("a call that is logged in the older shape is the same call in the newer one", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  const company = await portal.create("companies");
  const file = await addFile(portal);
  const answer = await portal.post(path, {
    engagement: { type: "CALL", timestamp: time, ownerId: Number(portal.ownerId), uid: "mine", activityType: "Demo" },
    associations: { contactIds: [Number(contact)], companyIds: [company], ownerIds: [7], dealIds: [], workflowIds: [] },
    attachments: [{ id: Number(file) }],
    metadata: callMetadata,
  });
  assert.equal(answer.status, 200, answer.text);
  const { engagement, associations, attachments, metadata } = answer.body;
  const id = String(engagement.id);
  const { createdAt } = (await portal.get(`/crm/v3/objects/calls/${id}`)).body;
  assert.deepEqual(
    [engagement.portalId, engagement.active, engagement.type, engagement.timestamp, engagement.ownerId],
    [portal.portalId, true, "CALL", time, Number(portal.ownerId)],
  );
  assert.deepEqual(
    [engagement.uid, engagement.activityType, engagement.bodyPreview],
    ["mine", "Demo", "Talked about renewal"],
  );
  assert.deepEqual([engagement.createdAt, engagement.lastUpdated], [Date.parse(createdAt), Date.parse(createdAt)]);
  assert.deepEqual(associations, {
    contactIds: [Number(contact)],
    companyIds: [Number(company)],
    dealIds: [],
    ownerIds: [7],
    workflowIds: [],
    ticketIds: [],
    contentIds: [],
    quoteIds: [],
    marketingEventIds: [],
  });
  assert.deepEqual(attachments, [{ id: Number(file) }]);
  assert.deepEqual(metadata, callMetadata);

  const properties = {
    hs_timestamp: "2026-03-17T01:32:44Z",
    hubspot_owner_id: portal.ownerId,
    hs_call_to_number: "+1 555 0100",
    hs_call_from_number: "+1 555 0199",
    hs_call_status: "COMPLETED",
    hs_call_external_id: "abc-1",
    hs_call_duration: "38000",
    hs_call_external_account_id: "acct-7",
    hs_call_recording_url: "https://example.com/rec.mp3",
    hs_call_body: callMetadata.body,
    hs_call_disposition: connected,
    hs_call_title: "Renewal",
    hs_attachment_ids: file,
    hs_connected_count: "1",
  };
  const newer = await portal.get(`/crm/v3/objects/calls/${id}?properties=${Object.keys(properties)}`);
  for (const [name, value] of Object.entries(properties)) assert.equal(newer.body.properties[name], value, name);
  const linked = await portal.get(`/crm/v3/objects/calls/${id}/associations/contacts`);
  assert.deepEqual(linked.body.results, [{ id: contact, type: "call_to_contact" }]);
});

test("a call that is logged in the newer shape reads and changes in the older one", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  const properties = {
    hs_timestamp: time,
    hs_call_title: "Hello",
    hs_call_duration: "5000.00",
    hs_call_to_number: "1",
  };
  const id = await portal.create("calls", properties, [association(contact, 194)]);
  const read = await portal.get(`${path}/${id}`);
  assert.deepEqual(read.body.metadata, { title: "Hello", durationMilliseconds: 5000, toNumber: "1" });
  assert.deepEqual(read.body.associations.contactIds, [Number(contact)]);
  const changed = await portal.patch(`${path}/${id}`, { metadata: { title: "Bye", toNumber: "" } });
  assert.deepEqual(changed.body.metadata, { title: "Bye", durationMilliseconds: 5000 });
  const history = await portal.get(`/crm/v3/objects/calls/${id}?propertiesWithHistory=hs_call_title`);
  const values = history.body.propertiesWithHistory.hs_call_title.map(({ value }: { value: string }) => value);
  assert.deepEqual(values, ["Bye", "Hello"]);
  await portal.delete(`${path}/${id}`);
  assertRefusal(await portal.get(`${path}/${id}`), 404, { category: "OBJECT_NOT_FOUND" });
  assert.equal((await portal.get(`/crm/v3/objects/calls/${id}?archived=true`)).status, 200);
  assert.equal((await portal.delete(`${path}/${id}`)).status, 204);
});

test("each kind keeps its metadata, and a whole engagement can be put back as it was read", async () => {
  const portal = await newPortal();
  const metadata: Record<string, Record<string, unknown>> = {
    CALL: callMetadata,
    NOTE: { body: "<p>note</p>" },
    TASK: {
      body: "Ring",
      subject: "Call back",
      status: "IN_PROGRESS",
      forObjectType: "CONTACT",
      taskType: "CALL",
      priority: "HIGH",
      reminders: [time, time + 1],
      sendDefaultReminder: false,
      completionDate: time,
    },
    MEETING: {
      startTime: time,
      endTime: time + 60_000,
      title: "Demo",
      body: "Agenda",
      meetingOutcome: "NO_SHOW",
      location: "Here",
    },
    EMAIL: {
      from: { email: "a@example.com", firstName: "Ada", lastName: "Agent" },
      to: [{ email: "b@example.com" }, { email: "c@example.com" }],
      cc: [],
      bcc: [],
      subject: "Offer",
      html: "<p>Hi</p>",
      text: "Hi",
      status: "SENT",
    },
  };
  for (const [type, given] of Object.entries(metadata)) {
    const created = await logEngagement(portal, type, given);
    assert.deepEqual(created.metadata, given, type);
    assert.equal(created.engagement.type, type);
    const one = `${path}/${created.engagement.id}`;
    await assertUnchanged(portal, async () => {
      assert.deepEqual((await portal.put(one, created)).body, created, type);
      assert.deepEqual((await portal.patch(one, created)).body, created, type);
    });
    assert.deepEqual((await portal.get(one)).body, created, type);
  }
  const incoming = await logEngagement(portal, "INCOMING_EMAIL", { subject: "Re: Offer" });
  assert.equal(incoming.engagement.type, "INCOMING_EMAIL");
});

test("a meeting without a time takes place at its start, and everything else now", async () => {
  const portal = await newPortal();
  const meeting = await logEngagement(portal, "MEETING", { startTime: time });
  assert.equal(meeting.engagement.timestamp, time);
  const note = await logEngagement(portal, "NOTE", { body: "x" });
  assert.ok(Math.abs(note.engagement.timestamp - note.engagement.createdAt) < 60_000);
});

test("the rules of calls hold in the older shape, and what is refused has changed nothing", async () => {
  const portal = await newPortal();
  const { engagement } = await logEngagement(portal, "CALL", { title: "Stays" });
  const note = await logEngagement(portal, "NOTE");
  const one = `${path}/${engagement.id}`;
  const wrong: [body: unknown, message?: RegExp][] = [
    [{}, /engagement\.type must be one of CALL, NOTE/],
    [{ engagement: null }],
    [{ engagement: { type: "FAX" } }],
    [{ engagement: { type: { a: 1 } } }],
    [{ engagement: "CALL" }],
    [{ engagement: { type: "CALL", ownerId: 4242 } }, /Owner 4242 does not exist/],
    [{ engagement: { type: "CALL", timestamp: "soon" } }],
    [{ engagement: { type: "CALL", timestamp: [1] } }],
    [{ engagement: { type: "CALL" }, metadata: [] }],
    [{ engagement: { type: "CALL" }, metadata: { recordingUrl: "http://example.com/a.mp3" } }],
    [{ engagement: { type: "CALL" }, metadata: { disposition: "Busy" } }],
    [{ engagement: { type: "CALL" }, metadata: { body: "a\u0000b" } }],
    [{ engagement: { type: "CALL" }, metadata: { title: "x".repeat(65_537) } }],
    [{ engagement: { type: "CALL" }, metadata: { title: { deep: 1 } } }],
    [
      { engagement: { type: "CALL" }, associations: { contactIds: [424242] } },
      /One or more associations are not valid/,
    ],
    [{ engagement: { type: "CALL" }, associations: { contactIds: ["x"] } }, /x is not a valid ID/],
    [{ engagement: { type: "CALL" }, associations: { contactIds: 5 } }],
    [{ engagement: { type: "CALL" }, associations: { contactIds: [engagement.id] } }],
    [{ engagement: { type: "CALL" }, associations: { ownerIds: ["x"] } }],
    [{ engagement: { type: "CALL" }, attachments: [{ id: "x" }] }],
    [{ engagement: { type: "TASK" }, metadata: { reminders: [[1]] } }],
    [{ engagement: { type: "EMAIL" }, metadata: { to: "b@example.com" } }],
    [{ engagement: { type: "EMAIL" }, metadata: { from: { email: "\ud800" } } }],
    ["no json"],
    [[]],
  ];
  await assertUnchanged(portal, async () => {
    for (const [body, message] of wrong) {
      const about = JSON.stringify(body).slice(0, 100);
      assertRefusal(
        await portal.post(path, body),
        400,
        { category: "VALIDATION_ERROR", ...(message ? { message } : {}) },
        about,
      );
      if (/EMAIL|TASK|FAX|^\{\}|null/.test(about)) continue;
      assertRefusal(await portal.patch(one, body), 400, { category: "VALIDATION_ERROR" }, about);
      assertRefusal(await portal.put(one, body), 400, { category: "VALIDATION_ERROR" }, about);
    }
    const half = { metadata: { title: "Lost" }, associations: { contactIds: [424242] } };
    assertRefusal(await portal.patch(one, half), 400);
    assertRefusal(await portal.put(`${path}/${note.engagement.id}`, { engagement: { type: "CALL" } }), 400);
    for (const id of ["424242", "abc", "0", "-5", "9".repeat(30)]) {
      assertRefusal(await portal.get(`${path}/${id}`), 404, { category: "OBJECT_NOT_FOUND" }, id);
      assertRefusal(await portal.patch(`${path}/${id}`, { metadata: {} }), 404, {}, id);
      assertRefusal(await portal.put(`${path}/${id}/associations/contact/1`), 404, {}, id);
    }
    assertRefusal(await portal.put(`${one}/associations/OWNER/1`), 400);
    assertRefusal(await portal.put(`${one}/associations/note/${note.engagement.id}`), 400);
    assertRefusal(await portal.put(`${one}/associations/contact/424242`), 400);
  });
  const bad = await portal.patch(one, { metadata: { status: "DONE", disposition: "Busy" } });
  assert.deepEqual(problemsOf(bad), { hs_call_status: "INVALID_OPTION", hs_call_disposition: "INVALID_OPTION" });
});

test("a token without the scope for emails sees none of their content, and can put back what it saw", async () => {
  const portal = await newPortal();
  const limited = await portal.withScopes(allScopes.filter((scope) => scope !== "sales-email-read"));
  const given = { subject: "Offer", html: "<p>secret</p>", text: "secret", to: [{ email: "b@example.com" }] };
  const { engagement } = await logEngagement(portal, "EMAIL", given);
  const one = `${path}/${engagement.id}`;
  const seen = await limited.get(one);
  assert.deepEqual(seen.body.metadata, {
    cc: [],
    to: [],
    validationSkipped: [],
    html: "The content of this email has been redacted. To include it in the response, your app must require the sales-email-read scope.",
    bcc: [],
  });
  assert.ok(!/secret|Offer|b@example/.test(seen.text + (await limited.get(`${path}/paged`)).text));
  await assertUnchanged(portal, async () => assert.equal((await limited.put(one, seen.body)).status, 200));
  assert.equal((await portal.get(one)).body.metadata.text, "secret");
});
