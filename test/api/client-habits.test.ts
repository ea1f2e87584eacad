import assert from "node:assert/strict";
import { test } from "node:test";
import { routes } from "../../src/http/routes/all.ts";
import { batch, callInput, idsOf } from "../support/batches.ts";
import { association } from "../support/call-links.ts";
import { engagementsPath, logEngagement } from "../support/engagements.ts";
import { credentialsOf, newClient } from "../support/oauth.ts";
import { archiveOwner } from "../support/owners.ts";
import { sendRaw } from "../support/raw-http.ts";
import { makeThings, pathFor } from "../support/route-requests.ts";
import { search } from "../support/search.ts";
import { type Answer, newPortal, type TestPortal } from "../support/test-app.ts";

// What clients really send, beside what the documents tell them to: a test for each habit.

const calls = "/crm/v3/objects/calls";

/** The body without what is another with every request. */
function lasting({ body }: Answer): string {
  const passing = new Set(["link", "matchedAt", "collectedAt", "expiresAt", "url", "correlationId"]);
  return JSON.stringify(body, (key, value) => (passing.has(key) ? undefined : value));
}

/** Asks each route that only reads, about things that are there, and compares what it answers to the same in other words. */
async function compareReads(ask: (portal: TestPortal, path: string) => Promise<Answer>[]): Promise<void> {
  const portal = await newPortal();
  const things = await makeThings(portal);
  const reads = routes.filter(({ method, scope, response }) => method === "GET" && scope !== "open" && response.schema);
  assert.ok(reads.length > 30);
  for (const route of reads) {
    const path = pathFor(route, things);
    const plain = await portal.get(path);
    assert.equal(plain.status, 200, `${path}: ${plain.text}`);
    for (const answer of await Promise.all(ask(portal, path))) {
      assert.deepEqual([answer.status, lasting(answer)], [200, lasting(plain)], path);
    }
  }
}

test("calls is call, CALL and 0-48 in every place of a path", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  for (const type of ["calls", "call", "CALL", "Calls", "0-48"]) {
    const one = await portal.post(`/crm/v3/objects/${type}`, {
      ...callInput("Named"),
      associations: [association(contact, 194)],
    });
    const { id } = one.body;
    const answers = await Promise.all([
      portal.get(`/crm/v3/objects/${type}/${id}`),
      portal.patch(`/crm/v3/objects/${type}/${id}`, { properties: { hs_call_title: "Renamed" } }),
      portal.get(`/crm/v3/objects/${type}/${id}/associations/CONTACT`),
      portal.get(`/crm/v3/objects/0-1/${contact}/associations/${type}`),
      portal.get(`/crm/v4/objects/contact/${contact}/associations/${type}`),
      portal.get(`/crm/v3/objects/contacts/${contact}?associations=${type}`),
      portal.get(`/crm/v3/associations/${type}/contact/types`),
      portal.get(`/crm/v4/associations/CONTACT/${type}/labels`),
      portal.get(`/crm/v3/properties/${type}/hs_call_title`),
      portal.get(`/crm/objects/2026-03/${type}/${id}`),
      portal.get(`/properties/v2/${type}/properties/named/hs_call_title`),
      search(portal, type, { query: "named" }),
      batch(portal, type, "read", [{ id }]),
      portal.post(`/crm/v3/associations/${type}/CONTACTS/batch/read`, { inputs: [{ id }] }),
    ]);
    for (const [index, { status, text }] of answers.entries()) assert.equal(status, 200, `${type} ${index}: ${text}`);
    assert.ok(answers[5]?.body.associations.calls.results.length > 0);
    assert.equal((await portal.delete(`/crm/v3/objects/${type}/${id}`)).status, 204);
  }
});

test("names in a list are repeated, joined by commas, escaped, mixed or empty, in every parameter that takes a list", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  const deal = await portal.create("deals");
  const links = [association(contact, 194), association(deal, 206)];
  const id = await portal.create("calls", { hs_call_title: "T", hs_call_body: "B" }, links);
  const spellings = (name: string, one: string, two: string) => [
    `${name}=${one}&${name}=${two}`,
    `${name}=${one},${two}`,
    `${name}=${one}%2C${two}`,
    `${name}=${one}%2c${two}`,
    `${name}=${one}, ${two}`.replace(" ", "%20"),
    `${name}=,${one},,${two},`,
    `${name}=&${name}=${one}%2C&${name}=${two}`,
    `${name}=${one},${one}&${name}=${two}`,
  ];
  for (const path of [calls, `${calls}/${id}`]) {
    const read = async (query: string) => {
      const { status, body, text } = await portal.get(`${path}?${query}`);
      assert.equal(status, 200, text);
      return body.results?.[0] ?? body;
    };
    for (const query of spellings("properties", "hs_call_title", "hs_call_body")) {
      const { properties } = await read(query);
      assert.deepEqual([properties.hs_call_title, properties.hs_call_body], ["T", "B"], query);
    }
    for (const query of spellings("propertiesWithHistory", "hs_call_title", "hs_call_body")) {
      const { propertiesWithHistory } = await read(query);
      assert.deepEqual(Object.keys(propertiesWithHistory).sort(), ["hs_call_body", "hs_call_title"], query);
    }
    for (const query of spellings("associations", "contacts", "deal")) {
      const { associations } = await read(query);
      assert.deepEqual(Object.keys(associations).sort(), ["contacts", "deals"], query);
    }
    for (const name of ["properties", "propertiesWithHistory", "associations"]) {
      assert.deepEqual(await read(`${name}=`), await read(""), name);
    }
  }
});

test("archived=True is true, in every parameter of that name", async () => {
  const portal = await newPortal();
  const owner = await portal.addOwner("gone@example.com");
  await archiveOwner(portal, owner.id);
  const id = await portal.create("calls");
  await portal.delete(`${calls}/${id}`);
  for (const archived of ["True", "TRUE", "true"]) {
    assert.deepEqual(idsOf(await portal.get(`${calls}?archived=${archived}`)), [id]);
    assert.equal((await portal.get(`${calls}/${id}?archived=${archived}`)).body.archived, true);
    const read = await portal.post(`${calls}/batch/read?archived=${archived}`, { inputs: [{ id }] });
    assert.deepEqual(idsOf(read), [id]);
    assert.deepEqual(idsOf(await portal.get(`/crm/v3/owners?archived=${archived}`)), [owner.id]);
    assert.deepEqual((await portal.get(`/crm/v3/properties/calls?archived=${archived}`)).body.results, []);
    assert.deepEqual((await portal.get(`/crm/v3/schemas?archived=${archived}`)).body.results, []);
  }
  for (const archived of ["False", "FALSE", ""]) {
    assert.deepEqual(idsOf(await portal.get(`${calls}?archived=${archived}`)), []);
    assert.deepEqual(idsOf(await portal.get(`/crm/v3/owners?archived=${archived}`)), [portal.ownerId]);
  }
});

test("a trailing slash, a bare hapikey and associations[0]=… change no answer of any route that reads", async () => {
  await compareReads((portal, path) => [
    portal.get(`${path}/`),
    portal.get(`${path}?hapikey`),
    portal.get(`${path}/?hapikey=&associations[0]=x&associations%5B1%5D[types][0]=y&portalId=1&_=1773711164000`),
  ]);
});

test("a GET with a JSON content type, with an empty body, with {} or with more, is read like any other", async () => {
  await compareReads((portal, target) => [
    sendRaw(portal, { method: "GET", target, headers: { "content-type": "application/json", "content-length": "0" } }),
    ...["{}", `{"properties":["x"],"limit":250}`, "null", "no JSON"].map((body) =>
      sendRaw(portal, { method: "GET", target, body }),
    ),
  ]);
});

for (const [habit, send] of [
  ["an empty body of JSON", { headers: { "content-type": "application/json", "content-length": "0" } }],
  ["the body {}", { body: "{}" }],
] as const) {
  test(`PUT and DELETE that need no body take ${habit}`, async () => {
    const portal = await newPortal();
    const [call, contact] = [await portal.create("calls"), await portal.create("contacts")];
    const pair = `${calls}/${call}/associations/contacts/${contact}`;
    const { engagement } = await logEngagement(portal, "CALL");
    const older = `${engagementsPath}/${engagement.id}`;
    const label = await portal.post("/crm/v4/associations/calls/contacts/labels", { name: "x", label: "X" });
    const labelId = label.body.results[0].typeId;
    await portal.post("/crm/v3/properties/calls", {
      name: "own",
      label: "Own",
      groupName: "call",
      type: "string",
      fieldType: "text",
    });
    for (const [method, target, status] of [
      ["PUT", `${pair}/194`, 200],
      ["DELETE", `${pair}/call_to_contact`, 204],
      ["PUT", `/crm/v4/objects/calls/${call}/associations/default/contacts/${contact}`, 200],
      ["DELETE", `/crm/v4/objects/calls/${call}/associations/contacts/${contact}`, 204],
      ["PUT", `${older}/associations/CONTACT/${contact}`, 204],
      ["DELETE", `${older}/associations/CONTACT/${contact}`, 204],
      ["DELETE", older, 204],
      ["DELETE", `/crm/v4/associations/calls/contacts/labels/${labelId}`, 204],
      ["DELETE", "/crm/v3/properties/calls/own", 204],
      ["DELETE", `${calls}/${call}`, 204],
    ] as const) {
      const answer = await sendRaw(portal, { method, target, ...send });
      assert.equal(answer.status, status, `${method} ${target}: ${answer.text}`);
    }
    assert.deepEqual((await portal.get(calls)).body.results, []);
  });
}

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
