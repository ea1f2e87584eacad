import assert from "node:assert/strict";
import { test } from "node:test";
import { routes } from "../../src/http/routes/all.ts";
import { batch, callInput, idsOf } from "../support/batches.ts";
import { association } from "../support/call-links.ts";
import { engagementsPath, logEngagement } from "../support/engagements.ts";
import { archiveOwner } from "../support/owners.ts";
import { sendRaw } from "../support/raw-http.ts";
import { makeThings, pathFor } from "../support/route-requests.ts";
import { search } from "../support/search.ts";
import { type Answer, newPortal, type TestPortal } from "../support/test-app.ts";

// What clients really send, beside what the documents tell them to: a test for each habit.

const calls = "/crm/v3/objects/calls";

/** The body without what is another with every request. */
function lasting({ body }: Answer): string {
  const passing = new Set(["link", "matchedAt", "expiresAt", "url", "correlationId", "collectedAt"]);
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
