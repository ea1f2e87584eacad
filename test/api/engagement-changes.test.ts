import assert from "node:assert/strict";
import { test } from "node:test";
import { logEngagement, engagementsPath as path } from "../support/engagements.ts";
import { addFiles } from "../support/files.ts";
import { readPin, setPin } from "../support/pins.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

test("putting back what was read changes nothing that the older shape cannot tell", async () => {
  const portal = await newPortal();
  const headers = JSON.stringify({ "reply-to": "x", to: [{ email: "b@example.com", raw: "B <b@example.com>" }] });
  const files = (await addFiles(portal, 2)).join(";");
  const made: [plural: string, properties: Record<string, unknown>][] = [
    ["calls", { hs_call_duration: "5000.00", hs_attachment_ids: files, hs_call_app_id: "1e3" }],
    ["tasks", { hs_task_reminders: "soon;12" }],
    ["emails", { hs_email_headers: headers }],
  ];
  for (const [plural, properties] of made) {
    const id = await portal.create(plural, properties);
    const read = await portal.get(`${path}/${id}`);
    await assertUnchanged(portal, async () => {
      for (const method of ["PUT", "PATCH"]) {
        const answer = await portal.request(method, `${path}/${id}`, read.body);
        assert.deepEqual(answer.body, read.body, answer.text);
      }
    });
  }
});

test("a change of one of an email's people keeps the others", async () => {
  const portal = await newPortal();
  const email = await logEngagement(portal, "EMAIL", {
    from: { email: "a@example.com" },
    to: [{ email: "b@example.com" }],
  });
  const changed = await portal.patch(`${path}/${email.engagement.id}`, {
    metadata: { to: [{ email: "c@example.com" }] },
  });
  assert.deepEqual(changed.body.metadata.from, { email: "a@example.com" });
  assert.deepEqual(changed.body.metadata.to, [{ email: "c@example.com" }]);
  const newer = await portal.get(`/crm/v3/objects/emails/${email.engagement.id}?properties=hs_email_to_email`);
  assert.equal(newer.body.properties.hs_email_to_email, "c@example.com");
});

test("a PATCH adds associations, and a PUT replaces the lists that it has", async () => {
  const portal = await newPortal();
  const contacts = [];
  for (let count = 0; count < 3; count += 1) contacts.push(Number(await portal.create("contacts")));
  const [first, second, third] = contacts as [number, number, number];
  const deal = Number(await portal.create("deals"));
  const created = await logEngagement(portal, "CALL", {}, { contactIds: [first, null], dealIds: [deal] });
  const id = created.engagement.id;
  const record = { plural: "contacts", id: String(first), toCall: 193 };
  await setPin(portal, record, String(id));
  const added = await portal.patch(`${path}/${id}`, {
    associations: { contactIds: [second, String(third)], dealIds: null },
  });
  assert.deepEqual(added.body.associations.contactIds, [first, second, third]);
  const replaced = await portal.put(`${path}/${id}`, { associations: { contactIds: [third] } });
  assert.deepEqual(replaced.body.associations.contactIds, [third]);
  assert.deepEqual(replaced.body.associations.dealIds, [deal]);
  assert.equal(await readPin(portal, record), null);
  const emptied = await portal.put(`${path}/${id}`, { associations: { contactIds: [], dealIds: [] } });
  assert.deepEqual([emptied.body.associations.contactIds, emptied.body.associations.dealIds], [[], []]);
});

test("an engagement is associated and dissociated by its own path", async () => {
  const portal = await newPortal();
  const ticket = await portal.create("tickets");
  for (const type of ["CALL", "NOTE", "TASK", "MEETING", "EMAIL"]) {
    const { engagement } = await logEngagement(portal, type);
    const link = `${path}/${engagement.id}/associations/TICKET/${ticket}`;
    for (const method of ["PUT", "PUT", "DELETE", "DELETE"]) {
      const answer = await portal.request(method, link);
      assert.equal(answer.status, 204, answer.text);
      const { associations } = (await portal.get(`${path}/${engagement.id}`)).body;
      assert.deepEqual(associations.ticketIds, method === "PUT" ? [Number(ticket)] : []);
    }
  }
});

test("changes of different members at the same time both survive", async () => {
  const portal = await newPortal();
  const contact = Number(await portal.create("contacts"));
  const { engagement } = await logEngagement(portal, "CALL");
  const one = `${path}/${engagement.id}`;
  const answers = await Promise.all([
    portal.patch(one, { metadata: { title: "Title" } }),
    portal.patch(one, { metadata: { body: "Body" } }),
    portal.patch(one, { associations: { contactIds: [contact] } }),
    portal.patch(`/crm/v3/objects/calls/${engagement.id}`, { properties: { hs_call_to_number: "1" } }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  const { metadata, associations } = (await portal.get(one)).body;
  assert.deepEqual(metadata, { toNumber: "1", body: "Body", title: "Title" });
  assert.deepEqual(associations.contactIds, [contact]);
});
