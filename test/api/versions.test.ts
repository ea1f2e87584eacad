import assert from "node:assert/strict";
import { test } from "node:test";
import { routes } from "../../src/http/routes/all.ts";
import { aliasesOf } from "../../src/http/versions.ts";
import { sendRaw } from "../support/raw-http.ts";
import { assertRefusal } from "../support/refusal.ts";
import { type Answer, newPortal } from "../support/test-app.ts";

const parameters: Readonly<Record<string, string>> = {
  objectType: "calls",
  fromObjectType: "calls",
  toObjectType: "contacts",
  associationType: "194",
};

/** A request's path for a route's: names of object types, and ids that nothing has. */
function fill(path: string): string {
  return path.replace(/:(\w+)/g, (_, name: string) => parameters[name] ?? "1");
}

/** An answer without what differs from one request to the next. */
function comparable({ status, text }: Answer) {
  return [status, text.replace(/"(correlationId|collectedAt|completedAt|startedAt)":"[^"]*"/g, "")];
}

test("every route answers alike under each of its spellings", async () => {
  const portal = await newPortal();
  await portal.create("calls");
  let compared = 0;
  for (const { id, method, path } of routes) {
    const sent = { method, ...(method === "GET" || method === "DELETE" ? {} : { body: "{}" }) };
    const spellings = aliasesOf(path).map((alias) => fill(alias));
    if (spellings.length === 0) continue;
    const expected = await sendRaw(portal, { ...sent, target: fill(path) });
    for (const target of spellings) {
      const answer = await sendRaw(portal, { ...sent, target });
      assert.deepEqual(comparable(answer), comparable(expected), `${id} as ${method} ${target}`);
      compared += 1;
    }
  }
  assert.ok(compared > 50);
});

test("a record made under one version is read, changed, listed and removed under the others", async () => {
  const portal = await newPortal();
  const properties = { hs_timestamp: "2026-03-17T01:32:44Z", hs_call_title: "First" };
  const created = await portal.post("/crm/objects/2026-03/calls", { properties });
  assert.equal(created.status, 201, created.text);
  const { id } = created.body;
  const read = await portal.get(`/crm/objects/2025-09/calls/${id}?properties=hs_call_title`);
  assert.equal(read.body.properties.hs_call_title, "First");
  await portal.patch(`/crm/objects/v3/calls/${id}`, { properties: { hs_call_title: "Second" } });
  const listed = await portal.get("/crm/objects/2026-09/0-48?properties=hs_call_title");
  assert.deepEqual([listed.body.results.length, listed.body.results[0].properties.hs_call_title], [1, "Second"]);
  assert.equal((await portal.delete(`/crm/objects/2026-03/calls/${id}`)).status, 204);
  assert.equal((await portal.get(`/crm/v3/objects/calls/${id}`)).status, 404);
});

test("what an answer links to is in the version of the request", async () => {
  const portal = await newPortal();
  for (const collection of ["/crm/objects/2026-03/calls", "/crm/objects/v3/calls", "/crm/v3/objects/calls"]) {
    const created = await portal.post(collection, { properties: { hs_timestamp: 1 } });
    assert.equal(created.headers.get("location"), `${portal.address}${collection}/${created.body.id}`);
    await portal.create("calls");
    const { next } = (await portal.get(`${collection}?limit=1&archived=false`)).body.paging;
    assert.equal(next.link, `${portal.address}${collection}?limit=1&archived=false&after=${next.after}`);
    const second = await portal.get(next.link.slice(portal.address.length));
    assert.equal(second.body.results.length, 1);
  }
});

test("a method that a path does not know is refused alike under every version", async () => {
  const portal = await newPortal();
  for (const [target, allow] of [
    ["/crm/objects/2026-03/calls", "GET, HEAD, POST"],
    ["/crm/objects/v3/calls/", "GET, HEAD, POST"],
  ] as const) {
    const answer = await sendRaw(portal, { method: "PUT", target });
    assert.equal(answer.headers.get("allow"), allow);
    assertRefusal(answer, 405, { message: `Method PUT is not allowed here. Allowed: ${allow}` });
  }
});

test("a version that there is not is refused with 404, in the client's own words", async () => {
  const portal = await newPortal();
  for (const target of [
    "/crm/objects/2026-04/calls",
    "/crm/objects/2027-03-beta/calls",
    "/crm/objects/2026-03",
    "/crm/objects/v2/calls",
    "/crm/owners/2024-09",
    "/crm/properties/2026-3/calls",
    "/account-info/2026-06/details",
    "/crm/objects/2026%2D03/calls",
    "/crm/objects/2026-03/calls/1/2/3",
  ]) {
    const answer = await sendRaw(portal, { method: "GET", target });
    assertRefusal(answer, 404, { message: `No API endpoint matches GET ${target}` }, target);
  }
});

test("a whole address in place of the path is read as the path in it", async () => {
  const portal = await newPortal();
  await portal.create("calls");
  await portal.create("calls");
  const target = `${portal.address}/crm/objects/2026-03/calls?limit=1`;
  const answer = await sendRaw(portal, { method: "GET", target });
  assert.equal(answer.status, 200);
  assert.ok(answer.body.paging.next.link.startsWith(`${target}&after=`));
});
