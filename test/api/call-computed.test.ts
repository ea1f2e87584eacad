import assert from "node:assert/strict";
import { test } from "node:test";
import { newPortal, type TestPortal, withClockAhead } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";
const previewNames = ["hs_body_preview", "hs_body_preview_html", "hs_body_preview_is_truncated"];
const ownerNames = [
  "hs_all_accessible_team_ids",
  "hs_all_owner_ids",
  "hs_all_team_ids",
  "hs_user_ids_of_all_owners",
  "hubspot_owner_assigneddate",
  "hubspot_owner_id",
  "hubspot_team_id",
];

type Values = Readonly<Record<string, string | null>>;

async function read(portal: TestPortal, id: string, names: readonly string[]): Promise<Values> {
  const { body } = await portal.get(`${calls}/${id}?properties=${names.join(",")}`);
  return Object.fromEntries(names.map((name) => [name, body.properties[name]]));
}

async function change(portal: TestPortal, id: string, properties: Record<string, unknown>): Promise<Values> {
  const answer = await portal.patch(`${calls}/${id}`, { properties });
  assert.equal(answer.status, 200, answer.text);
  return answer.body.properties;
}

test("the preview of the notes is their text, without mark-up and with its entities read", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  for (const [body, text] of [
    ["Asked for a quote", "Asked for a quote"],
    ["<p>Asked for a <b>qu</b>ote</p><p>twice</p>", "Asked for a quote twice"],
    ["one<br>two<br/>three", "one two three"],
    ["5 &lt; 6 &amp;&amp; 7 &gt; 6 &eacute;&#233;&#xe9; &copy;", "5 < 6 && 7 > 6 ééé ©"],
    ["<style>p{}</style><script>alert(1)</script>safe", "safe"],
    ["  many \n\n  blanks ", "many blanks"],
    ["<p></p>", ""],
    ["a < b and b > c", "a < b and b > c"],
  ] as const) {
    const shown = await change(portal, id, { hs_call_body: body });
    assert.equal(shown.hs_call_body, body);
    assert.equal(shown.hs_body_preview, text, body);
    assert.equal(shown.hs_body_preview_is_truncated, "false", body);
    const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    assert.equal(shown.hs_body_preview_html, `<html>\n<head></head>\n<body>\n${escaped}\n</body>\n</html>`, body);
    assert.deepEqual(await read(portal, id, previewNames), Object.fromEntries(previewNames.map((n) => [n, shown[n]])));
  }
});

test("the preview is cut at 10,000 characters and says so, never within a character", async () => {
  const portal = await newPortal();
  for (const [body, length, truncated] of [
    ["x".repeat(10_000), 10_000, "false"],
    ["x".repeat(10_001), 10_000, "true"],
    [`<p>${"x".repeat(10_000)}</p>`, 10_000, "false"],
    [`${"x".repeat(9_999)}👩`, 9_999, "true"],
  ] as const) {
    const created = await portal.post(calls, { properties: { hs_timestamp: 1, hs_call_body: body } });
    const { properties } = created.body;
    assert.equal(properties.hs_call_body, body);
    assert.equal(properties.hs_body_preview, "x".repeat(length));
    assert.equal(properties.hs_body_preview_is_truncated, truncated);
  }
});

test("the preview goes with the notes and stays when something else changes", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_body: "notes" });
  await change(portal, id, { hs_call_title: "title" });
  assert.equal((await read(portal, id, previewNames)).hs_body_preview, "notes");
  for (const nothing of ["", null]) {
    await change(portal, id, { hs_call_body: "notes" });
    await change(portal, id, { hs_call_body: nothing });
    assert.deepEqual(
      await read(portal, id, previewNames),
      Object.fromEntries(previewNames.map((name) => [name, null])),
    );
  }
  const bare = await portal.create("calls");
  assert.deepEqual(
    await read(portal, bare, previewNames),
    Object.fromEntries(previewNames.map((name) => [name, null])),
  );
});

test("what follows from the owner is set, replaced and taken away with the owner", async () => {
  const portal = await newPortal();
  const sales = await portal.addOwner("bob@example.com", "Sales");
  const support = await portal.addOwner("cy@example.com", "Support");
  const id = await portal.create("calls");
  const nothing = Object.fromEntries(ownerNames.map((name) => [name, null]));
  assert.deepEqual(await read(portal, id, ownerNames), nothing);

  for (const [index, [owner, teamId]] of (
    [
      [sales, "1"],
      [support, "2"],
    ] as const
  ).entries()) {
    const at = await withClockAhead((index + 1) * 1000, async () => {
      const answer = await portal.patch(`${calls}/${id}`, { properties: { hubspot_owner_id: owner.id } });
      return answer.body.updatedAt as string;
    });
    assert.deepEqual(await read(portal, id, ownerNames), {
      hs_all_accessible_team_ids: teamId,
      hs_all_owner_ids: owner.id,
      hs_all_team_ids: teamId,
      hs_user_ids_of_all_owners: String(owner.userId),
      hubspot_owner_assigneddate: at,
      hubspot_owner_id: owner.id,
      hubspot_team_id: teamId,
    });
  }
  // One without a team leaves no team behind.
  await change(portal, id, { hubspot_owner_id: portal.ownerId });
  const values = await read(portal, id, ownerNames);
  assert.deepEqual(
    [values.hs_all_owner_ids, values.hubspot_team_id, values.hs_all_team_ids],
    [portal.ownerId, null, null],
  );
  await change(portal, id, { hubspot_owner_id: "" });
  assert.deepEqual(await read(portal, id, ownerNames), nothing);
});

test("writing the owner that a call has already does not assign it anew", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hubspot_owner_id: portal.ownerId });
  const before = await read(portal, id, ownerNames);
  await withClockAhead(5000, () => change(portal, id, { hubspot_owner_id: portal.ownerId, hs_call_title: "x" }));
  assert.deepEqual(await read(portal, id, ownerNames), before);
});

test("a connected call and a voicemail are counted, and the time of the call is that of the last contact", async () => {
  const portal = await newPortal();
  const names = ["hs_connected_count", "hs_voicemail_count", "hs_engagements_last_contacted"];
  const id = await portal.create("calls");
  assert.deepEqual(Object.values(await read(portal, id, names)), ["0", "0", "2026-03-17T01:32:44Z"]);
  await change(portal, id, {
    hs_call_disposition: "f240bbac-87c9-4f6e-bf70-924b57d47db7",
    hs_call_has_voicemail: true,
    hs_timestamp: 0,
  });
  assert.deepEqual(Object.values(await read(portal, id, names)), ["1", "1", "1970-01-01T00:00:00Z"]);
  await change(portal, id, { hs_call_disposition: "9d9162e7-6cf3-4944-bf63-4dff82258764", hs_call_has_voicemail: "" });
  assert.deepEqual(Object.values(await read(portal, id, names)), ["0", "0", "1970-01-01T00:00:00Z"]);
});

test("a record tells what made it, and keeps telling so when another app changes it", async () => {
  const portal = await newPortal();
  const other = await portal.withScopes(["crm.objects.contacts.read", "crm.objects.contacts.write"]);
  const created = await portal.post(calls, { properties: { hs_timestamp: 1 } });
  const { id, properties } = created.body;
  const names = ["hs_object_source", "hs_object_source_id", "hs_object_source_label", "hs_obj_coords", "hs_object_id"];
  const expected = ["INTEGRATION", properties.hs_object_source_id, "INTEGRATION", `0-48-${id}`, id];
  assert.deepEqual(Object.values(await read(portal, id, names)), expected);
  await change(other, id, { hs_call_title: "x" });
  assert.deepEqual(Object.values(await read(portal, id, names)), expected);
  const theirs = await other.post(calls, { properties: { hs_timestamp: 1 } });
  assert.notEqual(theirs.body.properties.hs_object_source_id, properties.hs_object_source_id);
});

test("a contact's e-mail domain follows its address", async () => {
  const portal = await newPortal();
  const id = await portal.create("contacts", { email: "ada@example.com" });
  const path = `/crm/v3/objects/contacts/${id}`;
  const domain = async () => (await portal.get(`${path}?properties=hs_email_domain`)).body.properties.hs_email_domain;
  assert.equal(await domain(), "example.com");
  await portal.patch(path, { properties: { email: "ada@sub.example.org" } });
  assert.equal(await domain(), "sub.example.org");
  await portal.patch(path, { properties: { email: "" } });
  assert.equal(await domain(), null);
});
