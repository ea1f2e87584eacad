import assert from "node:assert/strict";
import { test } from "node:test";
import { archiveOwner } from "../support/owners.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

type Page = { results: { id: string }[]; paging?: { next: { after: string; link: string } } };

const path = "/crm/v3/owners";

async function listIds(portal: TestPortal, query: string): Promise<string[]> {
  const answer = await portal.get(`${path}?${query}`);
  assert.equal(answer.status, 200);
  return answer.body.results.map(({ id }: { id: string }) => id);
}

test("an owner reads as clients know it, alone and in the list", async () => {
  const portal = await newPortal();
  const { body } = await portal.get(`${path}/${portal.ownerId}`);
  assert.deepEqual(Object.keys(body), [
    "id",
    "email",
    "type",
    "firstName",
    "lastName",
    "userId",
    "userIdIncludingInactive",
    "createdAt",
    "updatedAt",
    "archived",
  ]);
  assert.deepEqual(body, {
    id: portal.ownerId,
    email: "agent@example.com",
    type: "PERSON",
    firstName: "Ada",
    lastName: "Agent",
    userId: portal.ownerUserId,
    userIdIncludingInactive: portal.ownerUserId,
    createdAt: body.createdAt,
    updatedAt: body.createdAt,
    archived: false,
  });
  assert.match(body.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
  assert.ok(Number.isInteger(body.userId) && body.userId < 2 ** 31 && Number(body.id) < 2 ** 31);
  assert.notEqual(String(body.userId), body.id);
  assert.deepEqual((await portal.get(path)).body, { results: [body] });
});

test("an owner's teams are listed, the primary one marked", async () => {
  const portal = await newPortal();
  const first = await portal.addOwner("one@example.com", "Sales");
  const second = await portal.addOwner("two@example.com", "Sales");
  const third = await portal.addOwner("three@example.com", "Support");
  const teamsOf = async (id: string) => (await portal.get(`${path}/${id}`)).body.teams;
  const [sales] = await teamsOf(first.id);
  assert.deepEqual(sales, { id: sales.id, name: "Sales", primary: true });
  assert.deepEqual(await teamsOf(second.id), [sales]);
  const [support] = await teamsOf(third.id);
  assert.equal(support.name, "Support");
  assert.notEqual(support.id, sales.id);
});

test("an owner is found by its user's id, and by nothing but these two", async () => {
  const portal = await newPortal();
  const byId = await portal.get(`${path}/${portal.ownerId}`);
  for (const query of ["?idProperty=id", "?idProperty="]) {
    assert.deepEqual((await portal.get(`${path}/${portal.ownerId}${query}`)).body, byId.body);
  }
  assert.deepEqual((await portal.get(`${path}/${portal.ownerUserId}?idProperty=userId`)).body, byId.body);
  const wrong = await portal.get(`${path}/${portal.ownerId}?idProperty=email`);
  assert.equal(wrong.status, 400);
  assert.match(wrong.body.message, /^Unable to parse value for query parameter: idProperty/);
});

test("an owner that the portal does not have answers 404", async () => {
  const portal = await newPortal();
  const foreign = await (await newPortal()).addOwner("only@example.com");
  const wanted = [
    foreign.id,
    String(portal.ownerUserId),
    "0",
    "-1",
    "abc",
    "99999999999999999999",
    `${portal.ownerId}?idProperty=userId`,
    `${foreign.userId}?idProperty=userId`,
    `${portal.ownerId}?archived=true`,
  ];
  for (const reference of wanted) {
    const answer = await portal.get(`${path}/${reference}`);
    const id = reference.split("?")[0];
    assert.deepEqual([answer.status, answer.body.category], [404, "OBJECT_NOT_FOUND"], reference);
    assert.equal(answer.body.message, `Owner ${id} was not found`);
  }
});

test("owners are listed page by page in the order of their ids", async () => {
  const portal = await newPortal();
  const ids = [portal.ownerId];
  for (let number = 1; number <= 6; number += 1) ids.push((await portal.addOwner(`a${number}@example.com`)).id);
  const seen: string[] = [];
  const sizes: number[] = [];
  let next = `${path}?limit=3&x=y`;
  while (next) {
    const { body }: { body: Page } = await portal.get(next);
    sizes.push(body.results.length);
    seen.push(...body.results.map(({ id }) => id));
    if (!body.paging) break;
    const { after, link } = body.paging.next;
    assert.equal(link, `${portal.address}${path}?limit=3&x=y&after=${after}`);
    next = link.slice(portal.address.length);
  }
  assert.deepEqual(sizes, [3, 3, 1]);
  assert.deepEqual(seen, ids);
  // A page that is exactly full and the last has no next.
  assert.equal("paging" in (await portal.get(`${path}?limit=7`)).body, false);
  for (const [parameter, values] of [
    ["limit", ["0", "501", "-1", "many"]],
    ["after", ["abc", "-1", "1.5"]],
  ] as const) {
    for (const value of values) {
      const answer = await portal.get(`${path}?${parameter}=${value}`);
      assert.equal(answer.status, 400, `${parameter}=${value}`);
      assert.match(answer.body.message, new RegExp(`^Unable to parse value for query parameter: ${parameter}`));
    }
  }
});

test("without a limit a page holds 100 owners, and at most 500 may be asked for", async () => {
  const portal = await newPortal();
  for (let number = 1; number <= 100; number += 1) await portal.addOwner(`a${number}@example.com`);
  assert.equal((await listIds(portal, "")).length, 100);
  assert.equal((await listIds(portal, "limit=500")).length, 101);
});

test("owners are filtered by their address in any case, and an empty one filters nothing", async () => {
  const portal = await newPortal();
  const { id } = await portal.addOwner("Grace@Example.com");
  assert.deepEqual(await listIds(portal, "email=grace@example.com"), [id]);
  assert.deepEqual(await listIds(portal, "email=GRACE%40EXAMPLE.COM&limit=1"), [id]);
  assert.deepEqual(await listIds(portal, "email=nobody@example.com"), []);
  assert.deepEqual(await listIds(portal, "email="), [portal.ownerId, id]);
});

test("archived owners are found with archived=true only, and have no user id but the inactive one", async () => {
  const portal = await newPortal();
  const gone = await portal.addOwner("gone@example.com");
  await archiveOwner(portal, gone.id);
  assert.deepEqual(await listIds(portal, ""), [portal.ownerId]);
  assert.deepEqual(await listIds(portal, "archived=false"), [portal.ownerId]);
  assert.deepEqual(await listIds(portal, "archived=true"), [gone.id]);
  assert.equal((await portal.get(`${path}/${gone.id}`)).status, 404);
  const { body } = await portal.get(`${path}/${gone.id}?archived=True`);
  assert.equal(body.archived, true);
  assert.equal("userId" in body, false);
  assert.equal(body.userIdIncludingInactive, gone.userId);
  assert.equal((await portal.get(`${path}/${gone.userId}?idProperty=userId&archived=true`)).body.id, gone.id);
});

test("an archived owner is refused as the owner of a call", async () => {
  const portal = await newPortal();
  const gone = await portal.addOwner("gone@example.com");
  await archiveOwner(portal, gone.id);
  const answer = await portal.post("/crm/v3/objects/calls", {
    properties: { hs_timestamp: "2026-03-17T01:32:44Z", hubspot_owner_id: gone.id },
  });
  assert.equal(answer.status, 400);
  assert.equal(answer.body.errors[0].code, "INVALID_OWNER_ID");
});

test("the address of an archived owner may be given to a new one", async () => {
  const portal = await newPortal();
  const gone = await portal.addOwner("desk@example.com");
  await assert.rejects(portal.addOwner("DESK@example.com"), /exists already/);
  await archiveOwner(portal, gone.id);
  const next = await portal.addOwner("desk@example.com");
  assert.deepEqual(await listIds(portal, "email=desk@example.com"), [next.id]);
});
