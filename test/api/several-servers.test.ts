import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { takeRound } from "../../src/domain/rounds/take-round.ts";
import { type Answer, engine, newPortal, startTestApp, type TestPortal } from "../support/test-app.ts";

/** The embedded database has one server, so these run on PostgreSQL only. */
const several = { skip: engine === "sqlite" };

/** A portal as it is seen through two servers of one database, each with its own memory. */
async function throughTwoServers(t: TestContext, settings = {}, now = () => Date.now()) {
  const apps = await Promise.all([startTestApp(settings, now), startTestApp(settings, now)]);
  t.after(async () => {
    for (const app of apps) await app.stop();
  });
  const [one, other] = apps;
  const portal = await newPortal(one);
  return { one: portal, other: portal.at(other.address), apps };
}

function statuses(answers: readonly Answer[]): Record<number, number> {
  const groups = Map.groupBy(answers, ({ status }) => status);
  return Object.fromEntries([...groups].map(([status, group]) => [status, group.length]));
}

/** How many requests are under way at once. */
async function together(count: number, ask: (index: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
}

test("changes of different properties of one record through two servers at once all survive", several, async (t) => {
  const { one, other } = await throughTwoServers(t);
  const id = await one.create("contacts");
  const path = `/crm/v3/objects/contacts/${id}`;
  for (let round = 0; round < 20; round += 1) {
    const changes: [TestPortal, string][] = [
      [one, "firstname"],
      [other, "lastname"],
      [one, "city"],
      [other, "jobtitle"],
    ];
    const answers = await together(changes.length, (index) => {
      const [server, name] = changes[index] as [TestPortal, string];
      return server.patch(path, { properties: { [name]: `${name} ${round}` } });
    });
    assert.deepEqual(statuses(answers), { 200: 4 });
    const { properties } = (await one.get(`${path}?properties=firstname,lastname,city,jobtitle`)).body;
    for (const [, name] of changes) assert.equal(properties[name], `${name} ${round}`);
  }
  const { propertiesWithHistory } = (await one.get(`${path}?propertiesWithHistory=city`)).body;
  assert.equal(propertiesWithHistory.city.length, 20);
});

test("records made through several servers at once have ids of their own", several, async (t) => {
  // Their clocks stand, so that both make their ids in the same milliseconds.
  const time = Date.now();
  const { one, other } = await throughTwoServers(t, {}, () => time);
  const inputs = Array.from({ length: 100 }, () => ({ properties: { hs_timestamp: 1 } }));
  const answers = await together(10, (index) =>
    (index % 2 === 0 ? one : other).post("/crm/v3/objects/calls/batch/create", { inputs }),
  );
  const ids = answers.flatMap(({ body }) => body.results.map((result: { id: string }) => result.id));
  assert.equal(ids.length, 1_000);
  assert.equal(new Set(ids).size, 1_000);
});

test("limits of rate hold for all servers together", several, async (t) => {
  const clock = { time: Date.now() };
  const { one, other } = await throughTwoServers(t, { rateLimit: "free" }, () => clock.time);
  const ask = (path: string, body?: unknown) => (index: number) => {
    const server = index % 2 === 0 ? one : other;
    return body ? server.post(path, body) : server.get(path);
  };
  const owners = ask("/crm/v3/owners");
  assert.deepEqual(statuses(await together(60, owners)), { 200: 60 });
  clock.time += 5_000;
  const answers = await together(60, owners);
  assert.deepEqual(statuses(answers), { 200: 40, 429: 20 });
  const left = answers.filter(({ status }) => status === 200).map(({ headers }) => rateHeader(headers, "remaining"));
  assert.deepEqual(
    left.sort((a, b) => a - b),
    Array.from({ length: 40 }, (_, index) => index),
  );
  assert.equal(rateHeader((await other.get("/crm/v3/owners")).headers, "daily-remaining"), 250_000 - 100);
  clock.time += 4_999;
  assert.equal((await one.get("/crm/v3/owners")).status, 429);
  clock.time += 1;
  assert.deepEqual(statuses(await together(62, owners)), { 200: 60, 429: 2 });

  assert.deepEqual(statuses(await together(8, ask("/crm/v3/objects/calls/search", { limit: 1 }))), { 200: 5, 429: 3 });
  // Another machine's clock may be a little behind: what was counted stays counted.
  clock.time -= 3_000;
  assert.equal((await other.post("/crm/v3/objects/calls/search", { limit: 1 })).status, 429);
});

function rateHeader(headers: Headers, name: string): number {
  return Number(headers.get(`x-hubspot-ratelimit-${name}`));
}

test("a round of a job is taken by one of the servers that ask for it at once", several, async (t) => {
  const { apps } = await throughTwoServers(t);
  const job = `test ${Math.random()}`;
  const taken = async (ahead: number) => {
    const services = apps.map(({ services }) => ({ ...services, now: () => services.now() + ahead }));
    const asked = [...services, ...services, ...services].map((each) => takeRound(each, job, 60_000));
    return (await Promise.all(asked)).filter(Boolean).length;
  };
  assert.deepEqual([await taken(0), await taken(1_000), await taken(61_000)], [1, 0, 1]);
  // A clock that stood ahead for a while keeps nobody from the job when it is right again.
  assert.deepEqual([await taken(90 * 86_400_000), await taken(122_000), await taken(123_000)], [1, 1, 0]);
});

test("a token and a definition that one server has changed are so for the other after a second", several, async (t) => {
  const { one, other } = await throughTwoServers(t);
  const made = (await one.post("/trunkline/v1/tokens", { name: "Phone system" })).body;
  const asApp = { authorization: `Bearer ${made.token}` };
  const create = (server: TestPortal) => server.post("/crm/v3/objects/contacts", { properties: { shoe_size: "44" } });
  // Both servers keep in memory what they have read just now.
  for (const server of [one, other]) {
    assert.equal((await server.request("GET", "/crm/v3/owners", undefined, asApp)).status, 200);
    assert.equal((await create(server)).status, 400);
  }
  assert.equal((await one.delete(`/trunkline/v1/tokens/${made.id}`)).status, 204);
  const property = {
    name: "shoe_size",
    label: "Size",
    type: "string",
    fieldType: "text",
    groupName: "contactinformation",
  };
  assert.equal((await one.post("/crm/v3/properties/contacts", property)).status, 201);
  const changedAt = performance.now();
  assert.equal((await one.request("GET", "/crm/v3/owners", undefined, asApp)).status, 401);
  assert.equal((await create(one)).status, 201);
  while (performance.now() - changedAt <= 1_000) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal((await other.request("GET", "/crm/v3/owners", undefined, asApp)).status, 401);
  assert.equal((await create(other)).status, 201);
});
