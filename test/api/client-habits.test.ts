import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, idsOf } from "../support/batches.ts";
import { engagementsPath, logEngagement } from "../support/engagements.ts";
import { sendRaw } from "../support/raw-http.ts";
import { search } from "../support/search.ts";
import { newPortal } from "../support/test-app.ts";

// What clients really send, beside what the documents tell them to: a test for each habit.

const calls = "/crm/v3/objects/calls";

test("answers decode in strict clients: values are text or null, times parse, and lists are there where nothing is", async () => {
  const portal = await newPortal();
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
  for (const path of [calls, "/crm/v3/objects/contacts", "/crm/v3/schemas", "/crm/v3/owners?archived=true"]) {
    assert.deepEqual((await portal.get(path)).body.results, []);
  }
  assert.deepEqual((await search(portal, "calls", {})).body.results, []);
  const id = await portal.create("calls", {
    hs_call_duration: 1,
    hs_call_has_voicemail: false,
    hubspot_owner_id: portal.ownerId,
  });
  const { body: defined } = await portal.get("/crm/v3/properties/calls");
  const names = defined.results.map(({ name }: { name: string }) => name);
  const { body } = await portal.get(`${calls}/${id}?properties=${names}&propertiesWithHistory=hs_call_duration`);
  assert.equal(Object.keys(body.properties).length, names.length);
  for (const [name, value] of Object.entries(body.properties)) {
    assert.ok(value === null || typeof value === "string", name);
  }
  const times = [
    body.createdAt,
    body.updatedAt,
    ...body.propertiesWithHistory.hs_call_duration.map((version: { timestamp: string }) => version.timestamp),
  ];
  for (const time of times) assert.match(time, iso);
  for (const definition of defined.results) assert.ok(Array.isArray(definition.options), definition.name);
});

test("a search is sorted by a name, by a name with a minus, and by an object", async () => {
  const portal = await newPortal();
  const low = await portal.create("calls", { hs_call_duration: 5 });
  const high = await portal.create("calls", { hs_call_duration: 40 });
  const sorted = async (sorts: unknown) => {
    const answer = await search(portal, "calls", { sorts });
    assert.equal(answer.status, 200, answer.text);
    return idsOf(answer);
  };
  const name = "hs_call_duration";
  const up = [[name], [{ propertyName: name }], [{ propertyName: name, direction: "ASCENDING" }]];
  const down = [[`-${name}`], [{ propertyName: name, direction: "DESCENDING" }]];
  for (const sorts of up) assert.deepEqual(await sorted(sorts), [low, high], JSON.stringify(sorts));
  for (const sorts of down) assert.deepEqual(await sorted(sorts), [high, low], JSON.stringify(sorts));
  for (const sorts of [[], null]) assert.deepEqual(await sorted(sorts), [low, high], JSON.stringify(sorts));
});

test("a batch read without properties answers the default ones", async () => {
  const portal = await newPortal();
  const ids = [await portal.create("calls", { hs_call_title: "x" }), await portal.create("calls")];
  const inputs = ids.map((id) => ({ id }));
  for (const rest of [
    {},
    { properties: [] },
    { properties: null },
    { propertiesWithHistory: null, idProperty: null },
  ]) {
    const answer = await batch(portal, "calls", "read", inputs, rest);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(idsOf(answer), ids);
    const names = ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"];
    assert.deepEqual(Object.keys(answer.body.results[0].properties), names, JSON.stringify(rest));
  }
});

test("the older list is read with a body, and with limit and count at once", async () => {
  const portal = await newPortal();
  const { engagement } = await logEngagement(portal, "CALL");
  for (const query of ["limit=250&count=100", "count=100", "limit=250", "limit=250&offset=0", "limit=&count="]) {
    const target = `${engagementsPath}/paged?${query}`;
    const answer = await sendRaw(portal, { method: "GET", target, body: `{"limit":250}` });
    assert.equal(answer.status, 200, `${query}: ${answer.text}`);
    assert.equal(answer.body.results[0].engagement.id, engagement.id);
    assert.equal(answer.body.hasMore, false);
  }
});

test("a whole engagement is put back as it was read, with what the client changed in it", async () => {
  const portal = await newPortal();
  const contact = Number(await portal.create("contacts"));
  const { engagement } = await logEngagement(
    portal,
    "CALL",
    { title: "One", body: "Stays" },
    { contactIds: [contact] },
  );
  const path = `${engagementsPath}/${engagement.id}`;
  const { body: whole } = await portal.get(path);
  whole.metadata.title = "Two";
  const put = await portal.put(path, whole);
  assert.equal(put.status, 200, put.text);
  const { body: after } = await portal.get(path);
  const { lastUpdated } = after.engagement;
  assert.deepEqual(after, { ...whole, engagement: { ...whole.engagement, lastUpdated } });
});

test("limits are numbers or text", async () => {
  const portal = await newPortal();
  const ids = [await portal.create("calls"), await portal.create("calls")];
  for (const limit of [1, "1", "01"]) {
    const answer = await search(portal, "calls", { limit, after: typeof limit === "number" ? 1 : "1" });
    assert.deepEqual(idsOf(answer), [ids[1]], answer.text);
  }
  for (const limit of [null, "", undefined]) assert.deepEqual(idsOf(await search(portal, "calls", { limit })), ids);
  assert.deepEqual(idsOf(await portal.get(`${calls}?limit=1`)), [ids[0]]);
  assert.deepEqual(idsOf(await portal.get(`${calls}?limit=`)), ids);
});
