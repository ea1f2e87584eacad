import assert from "node:assert/strict";
import { test } from "node:test";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { signIn } from "../support/browser.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

const path = "/trunkline/v1/owners";

test("an owner is added with names and teams, and records can be assigned to it at once", async () => {
  const portal = await newPortal();
  const browser = await signIn(portal);
  const input = { email: " Lin@Example.com", firstName: " Lin ", lastName: "Wu", teams: ["Sales", " East ", "Sales"] };
  const made = await browser.request("POST", path, input);
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(
    [made.body.email, made.body.firstName, made.body.lastName, made.body.archived],
    ["lin@example.com", "Lin", "Wu", false],
  );
  assert.deepEqual(made.body.teams, [
    { id: "1", name: "Sales", primary: true },
    { id: "2", name: "East", primary: false },
  ]);
  assert.deepEqual((await portal.get(`/crm/v3/owners/${made.body.id}`)).body, made.body);
  const teams = await browser.get("/trunkline/v1/teams");
  assert.deepEqual(teams.body.results, [
    { id: "1", name: "Sales" },
    { id: "2", name: "East" },
  ]);
  const callId = await portal.create("calls", { hubspot_owner_id: made.body.id });
  const read = await portal.get(`/crm/v3/objects/calls/${callId}?properties=hubspot_owner_id,hubspot_team_id`);
  assert.deepEqual([read.body.properties.hubspot_owner_id, read.body.properties.hubspot_team_id], [made.body.id, "1"]);
});

test("an owner's names and teams change, each alone, and what is not named stays", async () => {
  const portal = await newPortal();
  const made = await portal.post(path, { email: "lin@example.com", firstName: "Lin", teams: ["Sales"] });
  const one = `${path}/${made.body.id}`;
  const named = await portal.patch(one, { lastName: "Wu" });
  assert.deepEqual([named.status, named.body.firstName, named.body.lastName], [200, "Lin", "Wu"]);
  assert.deepEqual(named.body.teams, made.body.teams);
  const moved = await portal.patch(one, { teams: ["West", "Sales"] });
  assert.deepEqual(moved.body.teams, [
    { id: "1", name: "Sales", primary: false },
    { id: "2", name: "West", primary: true },
  ]);
  assert.equal(moved.body.lastName, "Wu");
  assert.equal((await portal.patch(one, { teams: [] })).body.teams, undefined);
  assert.deepEqual((await portal.get(`/crm/v3/owners/${made.body.id}`)).body.firstName, "Lin");
});

test("an archived owner keeps its records, takes no new ones, and can come back", async () => {
  const portal = await newPortal();
  const made = await portal.post(path, { email: "lin@example.com" });
  const one = `${path}/${made.body.id}`;
  const callId = await portal.create("calls", { hubspot_owner_id: made.body.id });
  assert.equal((await portal.delete(one)).status, 204);
  const read = await portal.get(`/crm/v3/objects/calls/${callId}?properties=hubspot_owner_id`);
  assert.equal(read.body.properties.hubspot_owner_id, made.body.id);
  const create = () =>
    portal.post("/crm/v3/objects/calls", { properties: { hs_timestamp: 1, hubspot_owner_id: made.body.id } });
  assertRefusal(await create(), 400);
  assert.equal((await portal.get(`/crm/v3/owners/${made.body.id}?archived=true`)).status, 200);
  const back = await portal.post(`${one}/restore`);
  assert.deepEqual([back.status, back.body.id, back.body.archived], [200, made.body.id, false]);
  assert.equal((await create()).status, 201);
  await portal.delete(one);
  await portal.post(path, { email: "lin@example.com" });
  assertRefusal(await portal.post(`${one}/restore`), 409, { category: "CONFLICT" });
});

test("what an owner cannot be is refused and changes nothing, and so is who may not change owners", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const limited = await portal.withScopes(allScopes.filter((scope) => scope !== "trunkline.owners.write"));
  const one = `${path}/${portal.ownerId}`;
  await portal.get("/crm/v3/owners");
  await assertUnchanged(portal, async () => {
    for (const body of [
      {},
      { email: "" },
      { email: "no address" },
      { email: "a@b\u0000.example" },
      { email: 5 },
      { email: "x@example.com", teams: [""] },
      { email: "x@example.com", teams: "Sales" },
      { email: "x@example.com", teams: ["x".repeat(256)] },
      { email: "x@example.com", firstName: "x".repeat(256) },
      { email: "x@example.com", firstName: "\u0000" },
      { email: "x@example.com", teams: Array.from({ length: 51 }, (_, index) => `Team ${index}`) },
    ]) {
      assertRefusal(await portal.post(path, body), 400, { category: "VALIDATION_ERROR" }, JSON.stringify(body));
    }
    assertRefusal(await portal.post(path, { email: "AGENT@example.com" }), 409, { category: "CONFLICT" });
    for (const id of ["1", "x", "0", "%20"]) {
      assertRefusal(await portal.patch(`${path}/${id}`, { firstName: "A" }), 404, {}, id);
      assertRefusal(await portal.delete(`${path}/${id}`), 404, {}, id);
      assertRefusal(await portal.post(`${path}/${id}/restore`), 404, {}, id);
    }
    assertRefusal(await portal.post(`${one}/restore`), 404);
    assertRefusal(await limited.post(path, { email: "x@example.com" }), 403, { category: "MISSING_SCOPES" });
    assertRefusal(await limited.patch(one, { firstName: "A" }), 403, { category: "MISSING_SCOPES" });
    assertRefusal(await limited.delete(one), 403, { category: "MISSING_SCOPES" });
  });
  // Each portal numbers its own owners, so the id means another owner there.
  assert.equal((await other.patch(`${path}/${other.ownerId}`, { firstName: "Theirs" })).status, 200);
  assert.equal((await portal.get(`/crm/v3/owners/${portal.ownerId}`)).body.firstName, "Ada");
});

test("the scopes are listed with what they allow, and with which of them can be granted", async () => {
  const portal = await newPortal();
  const limited = await portal.withScopes(["tickets"]);
  const { body } = await limited.get("/trunkline/v1/scopes");
  assert.deepEqual(
    body.results.map(({ name }: { name: string }) => name),
    allScopes,
  );
  const held = body.results.filter((scope: { held: boolean }) => scope.held);
  assert.deepEqual(
    held.map(({ name }: { name: string }) => name),
    ["crm.objects.tickets.read", "crm.objects.tickets.write", "tickets"],
  );
  for (const { group, description } of body.results) assert.ok(group !== "" && description !== "");
  assert.equal(
    new Set(body.results.map(({ description }: { description: string }) => description)).size,
    allScopes.length,
  );
});
