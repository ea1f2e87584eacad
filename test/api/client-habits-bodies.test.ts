import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, callInput, idsOf } from "../support/batches.ts";
import { engagementsPath, logEngagement } from "../support/engagements.ts";
import { credentialsOf, newClient } from "../support/oauth.ts";
import { sendRaw } from "../support/raw-http.ts";
import { newPortal } from "../support/test-app.ts";

// What clients really send, beside what the documents tell them to: a test for each habit.

const calls = "/crm/v3/objects/calls";

test("values are text, numbers, booleans and nulls, in every write", async () => {
  const portal = await newPortal();
  const properties = {
    hs_timestamp: 1773711164000,
    hs_call_duration: 42000,
    hs_call_title: null,
    hs_call_has_voicemail: true,
  };
  const told = { hs_timestamp: "2026-03-17T01:32:44Z", hs_call_duration: "42000", hs_call_has_voicemail: "true" };
  const check = async (id: string) => {
    const read = await portal.get(`${calls}/${id}?properties=${Object.keys(properties)}`);
    const { hs_timestamp, hs_call_duration, hs_call_has_voicemail, hs_call_title } = read.body.properties;
    assert.deepEqual({ hs_timestamp, hs_call_duration, hs_call_has_voicemail }, told);
    assert.equal(hs_call_title, null);
  };
  const one = await portal.post(calls, { properties });
  await check(one.body.id);
  const [id = ""] = idsOf(await batch(portal, "calls", "create", [{ properties }]));
  await check(id);
  const blank = { hs_call_duration: "", hs_call_title: "x", hs_call_has_voicemail: "" };
  await portal.patch(`${calls}/${id}`, { properties: blank });
  await portal.patch(`${calls}/${id}`, { properties });
  await check(id);
  await batch(portal, "calls", "update", [{ id, properties: blank }]);
  await batch(portal, "calls", "update", [{ id, properties }]);
  await check(id);
});

test("ids are numbers or text, in every body", async () => {
  const portal = await newPortal();
  for (const spell of [String, Number]) {
    const [contact, spare] = [await portal.create("contacts"), await portal.create("contacts")];
    const created = await portal.post(calls, {
      ...callInput("One"),
      associations: [{ to: { id: spell(contact) }, types: [{ associationTypeId: spell("194") }] }],
    });
    assert.equal(created.status, 201, created.text);
    const id = spell(created.body.id);
    const ids = { from: { id }, to: { id: spell(contact) } };
    for (const [path, body, status] of [
      [`${calls}/batch/read`, { inputs: [{ id }] }, 200],
      [`${calls}/batch/update`, { inputs: [{ id, properties: { hs_call_title: "Two" } }] }, 200],
      ["/crm/v3/associations/calls/contacts/batch/read", { inputs: [{ id }] }, 200],
      ["/crm/v3/associations/calls/contacts/batch/create", { inputs: [{ ...ids, type: spell("194") }] }, 201],
      ["/crm/v4/associations/calls/contacts/batch/read", { inputs: [{ id }] }, 200],
      ["/crm/v4/associations/calls/contacts/batch/associate/default", { inputs: [ids] }, 200],
      [
        "/crm/v4/associations/calls/contacts/batch/archive",
        { inputs: [{ from: { id }, to: [{ id: ids.to.id }] }] },
        204,
      ],
      ["/crm/v3/objects/contacts/merge", { primaryObjectId: spell(contact), objectIdToMerge: spell(spare) }, 200],
      ["/crm/v3/objects/contacts/gdpr-delete", { objectId: spell(contact) }, 204],
      [`${calls}/batch/archive`, { inputs: [{ id }] }, 204],
      [`${calls}/batch/restore`, { inputs: [{ id }] }, 200],
    ] as const) {
      const answer = await portal.post(path, body);
      assert.equal(answer.status, status, `${path}: ${answer.text}`);
    }
    assert.equal((await portal.get(`${calls}/${id}?properties=hs_call_title`)).body.properties.hs_call_title, "Two");
  }
});

test("members that nobody knows, and headers of every client, are passed over", async () => {
  const portal = await newPortal();
  const more = {
    id: "7",
    archived: false,
    createdAt: "2026-01-01T00:00:00Z",
    extra: { deep: [1, null] },
    __proto__: null,
  };
  const headers = {
    "user-agent": "hubspot-api-client-python; 12.0.0",
    accept: "application/json, */*",
    "x-request-id": "1",
    "hubspot-developer": "x",
    cookie2: "x",
    "accept-encoding": "gzip, deflate, br",
  };
  const send = async (method: string, path: string, body: object, status: number) => {
    const answer = await portal.request(method, path, { ...body, ...more }, headers);
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
    return answer.body;
  };
  const { id } = await send("POST", calls, callInput("One"), 201);
  assert.notEqual(id, "7");
  await send("PATCH", `${calls}/${id}`, { properties: { hs_call_title: "Two" } }, 200);
  await send("POST", `${calls}/search`, { filterGroups: [], ...more }, 200);
  await send("POST", `${calls}/batch/read`, { inputs: [{ ...more, id }] }, 200);
  await send("POST", `${calls}/batch/create`, { inputs: [{ ...more, ...callInput("Three") }] }, 201);
  const engagement = { engagement: { type: "CALL", ...more }, metadata: more, associations: {} };
  await send("POST", engagementsPath, engagement, 200);
  await send("POST", "/crm/v3/properties/calls/groups", { name: "own", label: "Own" }, 201);
});

test("nulls in lists of ids are passed over", async () => {
  const portal = await newPortal();
  const [contact, call] = [await portal.create("contacts"), await portal.create("calls")];
  const associations = {
    contactIds: [null, Number(contact), null],
    companyIds: [null],
    dealIds: null,
    ownerIds: [null],
  };
  const logged = await logEngagement(portal, "CALL", {}, associations);
  assert.deepEqual([logged.associations.contactIds, logged.associations.companyIds], [[Number(contact)], []]);
  const patched = await portal.patch(`${engagementsPath}/${logged.engagement.id}`, {
    associations: { contactIds: [null], ticketIds: [null, null] },
  });
  assert.deepEqual(patched.body.associations.contactIds, [Number(contact)]);
  const read = await batch(portal, "calls", "read", [null, { id: call }, null], { properties: ["hs_object_id", null] });
  assert.deepEqual(idsOf(read), [call]);
  for (const path of [
    "/crm/v4/associations/contacts/calls/batch/read",
    "/crm/v3/associations/contacts/calls/batch/read",
  ]) {
    const linked = await portal.post(path, { inputs: [null, { id: contact }, null] });
    assert.equal(linked.status, 200, linked.text);
    assert.equal(linked.body.results.length, 1);
  }
  assert.equal((await batch(portal, "calls", "archive", [{ id: call }, null])).status, 204);
  assert.deepEqual(idsOf(await batch(portal, "calls", "restore", [null, { id: call }])), [call]);
});

test("token requests are forms, in every way that a form is written", async () => {
  const portal = await newPortal();
  const client = await newClient(portal, ["crm.objects.contacts.read", "files"]);
  const fields = new URLSearchParams({ ...credentialsOf(client), grant_type: "client_credentials" });
  const form = "application/x-www-form-urlencoded";
  for (const [target, body, type] of [
    ["/oauth/v1/token", fields.toString(), form],
    ["/oauth/v1/token", fields.toString(), `${form};charset=utf-8`],
    ["/oauth/v1/token/", fields.toString(), `${form.toUpperCase()}; charset=UTF-8`],
    ["/oauth/v1/token?hapikey", `${fields}&refresh_token=&code=&redirect_uri=&extra=1`, form],
    ["/oauth/v3/token", `&${fields}&scope=crm.objects.contacts.read+files`, form],
    ["/oauth/v3/token", `${fields}&scope=crm.objects.contacts.read%20files`, form],
    ["/oauth/2026-03/token", fields.toString(), ""],
  ] as const) {
    const headers = { authorization: "", "content-type": type };
    const answer = await sendRaw(portal, { method: "POST", target, body, headers });
    assert.equal(answer.status, 200, `${target} ${type}: ${answer.text}`);
    assert.deepEqual(answer.body.scopes, ["crm.objects.contacts.read", "files"]);
  }
});
