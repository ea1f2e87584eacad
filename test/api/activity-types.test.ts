import assert from "node:assert/strict";
import { test } from "node:test";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { association } from "../support/call-links.ts";
import { pathOf, readPin, setPin } from "../support/pins.ts";
import { assertRefusal, problemsOf } from "../support/refusal.ts";
import { newPortal } from "../support/test-app.ts";

const timestamp = "2026-03-17T01:32:44Z";

/** Each kind with its id, its body, the ids of its links with contacts, and its v3 name towards them. */
const kinds = [
  { plural: "notes", id: "0-46", body: "hs_note_body", there: 202, back: 201, name: "note_to_contact" },
  { plural: "tasks", id: "0-27", body: "hs_task_body", there: 204, back: 203, name: "task_to_contact" },
  { plural: "meetings", id: "0-47", body: "hs_meeting_body", there: 200, back: 199, name: "meeting_event_to_contact" },
  { plural: "emails", id: "0-49", body: "hs_email_html", there: 198, back: 197, name: "email_to_contact" },
] as const;

test("notes, tasks, meetings and emails are created, found by name and type id, previewed and searched", async () => {
  const portal = await newPortal();
  for (const { plural, id: typeId, body } of kinds) {
    const id = await portal.create(plural, { [body]: "<p>Ask about <b>renewal</b> &amp; price</p>" });
    const names = [body, "hs_timestamp", "hs_body_preview", "hs_body_preview_is_truncated"];
    const read = await portal.get(`/crm/v3/objects/${typeId}/${id}?properties=${names}`);
    assert.equal(read.status, 200, plural);
    assert.equal(read.body.properties.hs_timestamp, timestamp);
    assert.equal(read.body.properties.hs_body_preview, "Ask about renewal & price", plural);
    assert.equal(read.body.properties.hs_body_preview_is_truncated, "false");
    const found = await portal.post(`/crm/v3/objects/${plural}/search`, {
      filterGroups: [{ filters: [{ propertyName: "hs_body_preview", operator: "CONTAINS_TOKEN", value: "renewal" }] }],
    });
    assert.deepEqual([found.body.total, found.body.results[0]?.id], [1, id], plural);
    assertRefusal(await portal.post(`/crm/v3/objects/${plural}`, { properties: {} }), 400, {
      category: "VALIDATION_ERROR",
      context: { properties: ["hs_timestamp"] },
    });
  }
});

test("the meeting's other name leads to it as well", async () => {
  const portal = await newPortal();
  const id = await portal.create("meetings", { hs_meeting_title: "Demo" });
  for (const name of ["meeting", "MEETING_EVENT", "meeting_events"]) {
    assert.equal((await portal.get(`/crm/v3/objects/${name}/${id}`)).status, 200, name);
  }
});

test("each kind is associated with contacts under the service's ids and names, and can be pinned", async () => {
  const portal = await newPortal();
  for (const { plural, there, back, name } of kinds) {
    const contact = await portal.create("contacts");
    const id = await portal.create(plural, {}, [association(contact, there)]);
    const listed = await portal.get(`/crm/v3/objects/${plural}/${id}/associations/contacts`);
    assert.deepEqual(listed.body.results, [{ id: contact, type: name }]);
    const record = { plural: "contacts", id: contact, toCall: back };
    assert.equal((await setPin(portal, record, id)).status, 200, plural);
    assert.equal(await readPin(portal, record), id);
    await portal.delete(`/crm/v3/objects/${plural}/${id}`);
    assert.equal(await readPin(portal, record), null);
    await portal.post(`/crm/v3/objects/${plural}/${id}/restore`);
    assert.equal(await readPin(portal, record), id);
    await portal.delete(`${pathOf(record)}/associations/${plural}/${id}/${back}`);
    assert.equal(await readPin(portal, record), null);
  }
});

test("every kind can be associated with companies, deals and tickets", async () => {
  const portal = await newPortal();
  const ends = ["companies", "deals", "tickets"];
  for (const { plural } of kinds) {
    for (const end of ends) {
      const { body } = await portal.get(`/crm/v3/associations/${plural}/${end}/types`);
      assert.equal(body.results.length, 1, `${plural} ${end}`);
    }
  }
});

test("a task has a status, a priority and a type from the start, and tells whether it is completed", async () => {
  const portal = await newPortal();
  const id = await portal.create("tasks", { hs_task_subject: "Call back" });
  const names = "hs_task_status,hs_task_priority,hs_task_type,hs_task_is_completed";
  const read = async () => {
    const { hs_task_status, hs_task_priority, hs_task_type, hs_task_is_completed } = (
      await portal.get(`/crm/v3/objects/tasks/${id}?properties=${names}`)
    ).body.properties;
    return [hs_task_status, hs_task_priority, hs_task_type, hs_task_is_completed];
  };
  assert.deepEqual(await read(), ["NOT_STARTED", "NONE", "TODO", "0"]);
  await portal.patch(`/crm/v3/objects/tasks/${id}`, { properties: { hs_task_status: "COMPLETED" } });
  assert.deepEqual(await read(), ["COMPLETED", "NONE", "TODO", "1"]);
  const refused = await portal.patch(`/crm/v3/objects/tasks/${id}`, { properties: { hs_task_status: "DONE" } });
  assert.deepEqual(problemsOf(refused), { hs_task_status: "INVALID_OPTION" });
});

test("the headers of an email fill in its addresses, and what is no such object is refused", async () => {
  const portal = await newPortal();
  const headers = {
    from: { email: "a@example.com", firstName: "Ada" },
    to: [{ email: "b@example.com" }, { email: "c@example.com" }],
  };
  const id = await portal.create("emails", { hs_email_headers: JSON.stringify(headers) });
  const path = `/crm/v3/objects/emails/${id}`;
  const names = ["hs_email_from_email", "hs_email_from_firstname", "hs_email_to_email", "hs_email_cc_email"];
  const read = async () => {
    const { properties } = (await portal.get(`${path}?properties=${names}`)).body;
    return names.map((name) => properties[name]);
  };
  assert.deepEqual(await read(), ["a@example.com", "Ada", "b@example.com;c@example.com", null]);
  for (const wrong of ["text", "[]", "7", "null", '{"to":"b@example.com"}', '{"to":[["x"]]}']) {
    const answer = await portal.patch(path, { properties: { hs_email_headers: wrong } });
    assert.deepEqual(problemsOf(answer), { hs_email_headers: "INVALID_JSON" }, wrong);
  }
  await portal.patch(path, { properties: { hs_email_headers: "" } });
  assert.deepEqual(await read(), [null, null, null, null]);
});

test("without its scope the bodies of emails are shown nowhere and found by no search", async () => {
  const portal = await newPortal();
  const limited = await portal.withScopes(allScopes.filter((scope) => scope !== "sales-email-read"));
  const hidden = ["hs_email_text", "hs_email_html", "hs_body_preview", "hs_body_preview_html"];
  const properties = {
    hs_timestamp: timestamp,
    hs_email_subject: "Offer",
    hs_email_text: "secret",
    hs_email_html: "<p>secret</p>",
  };
  const created = await limited.post("/crm/v3/objects/emails", { properties });
  const path = `/crm/v3/objects/emails/${created.body.id}`;
  const query = `properties=${hidden}&properties=hs_email_subject&propertiesWithHistory=${hidden}`;
  const answers = [
    created,
    await limited.get(`${path}?${query}`),
    await limited.get(`/crm/v3/objects/emails?${query}`),
    await limited.patch(path, { properties: { hs_email_subject: "Second offer" } }),
    await limited.post("/crm/v3/objects/emails/batch/read", {
      inputs: [{ id: created.body.id }],
      properties: hidden,
      propertiesWithHistory: hidden,
    }),
    await limited.post("/crm/v3/objects/emails/search", { query: "offer", properties: hidden }),
  ];
  for (const answer of answers) {
    assert.ok(answer.status < 300, answer.text);
    assert.ok(answer.text.includes(created.body.id) && !answer.text.includes("secret"), answer.text);
    for (const name of hidden) assert.ok(!answer.text.includes(`"${name}"`), `${name} in ${answer.text}`);
  }
  for (const propertyName of hidden.slice(0, 3)) {
    const filters = [{ propertyName, operator: "HAS_PROPERTY" }];
    assertRefusal(await limited.post("/crm/v3/objects/emails/search", { filters }), 400, {
      category: "VALIDATION_ERROR",
    });
    assertRefusal(await limited.post("/crm/v3/objects/emails/search", { sorts: [propertyName] }), 400);
  }
  const whole = await portal.get(`${path}?properties=hs_email_text,hs_email_html,hs_body_preview`);
  assert.equal(whole.body.properties.hs_email_text, "secret");
  assert.equal(whole.body.properties.hs_body_preview, "secret");
});
