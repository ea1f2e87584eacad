import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

test("a create answers with all that is stored and computed, as compact JSON in wire order", async () => {
  const portal = await newPortal();
  const created = await portal.post(calls, {
    properties: {
      hubspot_owner_id: portal.ownerId,
      hs_timestamp: "2026-03-17T01:32:44.872Z",
      hs_call_title: "Renewal talk",
      hs_call_duration: 42000,
      hs_call_body: "Asked for a quote",
      hs_call_to_number: "(555) 010-9876",
    },
  });
  assert.equal(created.status, 201);
  assert.equal(created.headers.get("content-type"), "application/json;charset=utf-8");
  const { id, createdAt } = created.body;
  assert.match(id, /^[1-9]\d*$/);
  assert.equal(
    created.text,
    JSON.stringify({
      id,
      properties: {
        hs_all_owner_ids: portal.ownerId,
        hs_body_preview: "Asked for a quote",
        hs_body_preview_html: "<html>\n<head></head>\n<body>\nAsked for a quote\n</body>\n</html>",
        hs_body_preview_is_truncated: "false",
        hs_call_body: "Asked for a quote",
        hs_call_duration: "42000",
        hs_call_title: "Renewal talk",
        hs_call_to_number: "(555) 010-9876",
        hs_connected_count: "0",
        hs_createdate: createdAt,
        hs_engagements_last_contacted: "2026-03-17T01:32:44.872Z",
        hs_lastmodifieddate: createdAt,
        hs_obj_coords: `0-48-${id}`,
        hs_object_id: id,
        hs_object_source: "INTEGRATION",
        hs_object_source_id: created.body.properties.hs_object_source_id,
        hs_object_source_label: "INTEGRATION",
        hs_timestamp: "2026-03-17T01:32:44.872Z",
        hs_user_ids_of_all_owners: String(portal.ownerUserId),
        hs_voicemail_count: "0",
        hubspot_owner_assigneddate: createdAt,
        hubspot_owner_id: portal.ownerId,
      },
      createdAt,
      updatedAt: createdAt,
      archived: false,
      url: created.body.url,
    }),
  );
  assert.match(created.body.properties.hs_object_source_id, /^\d+$/);
});

test("the Location of a created record leads to it", async () => {
  const portal = await newPortal();
  const created = await portal.post(calls, { properties: { hs_timestamp: 1 } });
  const location = created.headers.get("location") ?? "";
  assert.equal(location, `${portal.address}${calls}/${created.body.id}`);
  const read = await portal.get(location.slice(portal.address.length));
  assert.equal(read.status, 200);
  assert.equal(read.body.id, created.body.id);
});

test("every answer carries the service's headers and a correlation id of its own", async () => {
  const portal = await newPortal();
  const answers = [await portal.get(calls), await portal.get(calls), await portal.get("/nowhere")];
  for (const { headers } of answers) {
    assert.equal(headers.get("vary"), "origin, accept-encoding");
    assert.equal(headers.get("access-control-allow-credentials"), "false");
    assert.equal(headers.get("server-timing"), `hcid;desc="${headers.get("x-hubspot-correlation-id")}"`);
  }
  assert.equal(new Set(answers.map(({ headers }) => headers.get("x-hubspot-correlation-id"))).size, 3);
});

test("a read has its members in wire order, and its properties sorted whatever the order of the request", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 }];
  const id = await portal.create("calls", { hs_call_title: "Talk" }, [{ to: { id: contactId }, types }]);
  const query = "properties=hs_timestamp,hs_call_title,hs_call_body&propertiesWithHistory=hs_call_title&associations=";
  const read = await portal.get(`${calls}/${id}?${query}contacts`);
  assert.deepEqual(Object.keys(read.body), [
    "id",
    "properties",
    "propertiesWithHistory",
    "createdAt",
    "updatedAt",
    "archived",
    "url",
    "associations",
  ]);
  assert.deepEqual(Object.keys(read.body.properties), [
    "hs_call_body",
    "hs_call_title",
    "hs_createdate",
    "hs_lastmodifieddate",
    "hs_object_id",
    "hs_timestamp",
  ]);
  assert.equal(read.text, JSON.stringify(read.body));
  const archived = await portal.delete(`${calls}/${id}`).then(() => portal.get(`${calls}/${id}?archived=true`));
  const order = ["id", "properties", "createdAt", "updatedAt", "archived", "archivedAt", "url"];
  assert.deepEqual(Object.keys(archived.body), order);
});

const defaultProperties = {
  calls: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
  contacts: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
  companies: ["createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"],
  deals: "amount closedate createdate dealname dealstage hs_lastmodifieddate hs_object_id pipeline".split(" "),
  tickets: [
    "content",
    "createdate",
    "hs_lastmodifieddate",
    "hs_object_id",
    "hs_pipeline",
    "hs_pipeline_stage",
    "hs_ticket_category",
    "hs_ticket_priority",
    "subject",
  ],
};

for (const [plural, names] of Object.entries(defaultProperties)) {
  test(`${plural} answer with their default properties, unset ones as null, where none are named`, async () => {
    const portal = await newPortal();
    const id = await portal.create(plural);
    const one = await portal.get(`/crm/v3/objects/${plural}/${id}`);
    assert.deepEqual(Object.keys(one.body.properties), names);
    const listed = await portal.get(`/crm/v3/objects/${plural}`);
    assert.equal(listed.text, `{"results":[${one.text}]}`);
    for (const value of Object.values(one.body.properties)) assert.ok(value === null || typeof value === "string");
  });

  test(`createdAt and updatedAt of ${plural} equal the properties that mirror them`, async () => {
    const portal = await newPortal();
    const id = await portal.create(plural);
    const { body } = await portal.get(`/crm/v3/objects/${plural}/${id}`);
    const { properties } = body;
    assert.equal(body.createdAt, properties.createdate ?? properties.hs_createdate);
    assert.equal(body.updatedAt, properties.lastmodifieddate ?? properties.hs_lastmodifieddate);
    assert.equal(properties.hs_object_id, id);
    assert.match(body.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
  });
}

test("named properties come beside the system ones: unset ones as null, unknown ones not at all", async () => {
  const portal = await newPortal();
  const id = await portal.create("contacts", { email: "ada@example.com" });
  const read = await portal.get(`/crm/v3/objects/contacts/${id}?properties=phone,no_such_property,EMAIL`);
  assert.equal(read.status, 200);
  assert.deepEqual(Object.keys(read.body.properties), ["createdate", "hs_object_id", "lastmodifieddate", "phone"]);
  assert.equal(read.body.properties.phone, null);
});

test("the url of a record is the service's own path on this server, that of an activity a filtered list", async () => {
  const portal = await newPortal();
  const prefix = `${portal.address}/contacts/${portal.portalId}`;
  const callId = await portal.create("calls");
  const filters = encodeURIComponent(JSON.stringify([{ property: "hs_object_id", operator: "EQ", value: callId }]));
  const call = await portal.get(`${calls}/${callId}`);
  assert.equal(call.body.url, `${prefix}/objects/0-48/views/all/list?filters=${filters}`);
  for (const [plural, typeId] of [
    ["contacts", "0-1"],
    ["companies", "0-2"],
    ["deals", "0-3"],
    ["tickets", "0-5"],
  ]) {
    const created = await portal.post(`/crm/v3/objects/${plural}`, { properties: {} });
    assert.equal(created.body.url, `${prefix}/record/${typeId}/${created.body.id}`);
  }
});

test("a delete answers 204 with nothing, whether or not there was such a record", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  for (const path of [`${calls}/${id}`, `${calls}/${id}`, `${calls}/424242`]) {
    const answer = await portal.delete(path);
    assert.equal(answer.status, 204, path);
    assert.equal(answer.text, "", path);
  }
  assertRefusal(await portal.get(`${calls}/${id}`), 404, { category: "OBJECT_NOT_FOUND" });
});

test("a record is found under its own type only", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  await assertUnchanged(portal, async () => {
    assertRefusal(await portal.get(`/crm/v3/objects/contacts/${id}`), 404, { message: "resource not found" });
    const changed = await portal.patch(`/crm/v3/objects/contacts/${id}`, { properties: { phone: "1" } });
    assertRefusal(changed, 404, { category: "OBJECT_NOT_FOUND" });
    assert.equal((await portal.delete(`/crm/v3/objects/contacts/${id}`)).status, 204);
  });
});
