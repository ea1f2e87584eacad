import assert from "node:assert/strict";
import { test } from "node:test";
import { define, definition } from "../support/properties.ts";
import { createSchema } from "../support/schemas.ts";
import { newPortal, startTestApp } from "../support/test-app.ts";

const limits = "/crm/v3/limits";
const most = 2_147_483_647;

type Use = { objectTypeId: string };
const useOf = (list: readonly Use[], typeId: string) => list.find(({ objectTypeId }) => objectTypeId === typeId);

test("the usage of records counts what is live, by object type and of the portal's own types together", async () => {
  const portal = await newPortal();
  const schema = await createSchema(portal);
  for (const title of ["one", "two", "three"]) await portal.create("calls", { hs_call_title: title });
  const gone = await portal.create("calls");
  await portal.delete(`/crm/v3/objects/calls/${gone}`);
  await portal.create(schema.objectTypeId, { model: "m", serial: "s" });
  const { body } = await portal.get(`${limits}/records`);
  assert.deepEqual(Object.keys(body), ["customObjectTypes", "hubspotDefinedObjectTypes"]);
  assert.deepEqual(useOf(body.hubspotDefinedObjectTypes, "0-48"), {
    limit: most,
    percentage: 0,
    usage: 3,
    objectTypeId: "0-48",
    pluralLabel: "Calls",
    singularLabel: "Call",
  });
  assert.deepEqual(body.customObjectTypes, {
    byObjectType: [
      {
        objectTypeId: schema.objectTypeId,
        pluralLabel: "Machines",
        singularLabel: "Machine",
        usage: 1,
      },
    ],
    overallLimit: most,
    overallPercentage: 0,
    overallUsage: 1,
  });
  const reader = await portal.withScopes(["crm.objects.contacts.read"]);
  const seen = (await reader.get(`${limits}/records`)).body;
  assert.deepEqual(seen.customObjectTypes.byObjectType, []);
  assert.ok(useOf(seen.hubspotDefinedObjectTypes, "0-1") && !useOf(seen.hubspotDefinedObjectTypes, "0-3"));
});

test("the usage of pipelines, properties and object types of one's own tells how far each limit is", async () => {
  const portal = await newPortal();
  const none = (await portal.get(`${limits}/custom-properties`)).body;
  assert.deepEqual([none.overallUsage, none.overallPercentage], [0, 0]);
  await define(portal, definition("own_one"));
  await define(portal, definition("own_two"));
  await define(portal, definition("own_three", { groupName: "contactinformation" }), "contacts");
  await portal.delete("/crm/v3/properties/calls/own_two");
  const own = (await portal.get("/crm/limits/2026-03/custom-properties")).body;
  assert.deepEqual([own.overallUsage, own.overallLimit], [2, 1_000 * own.byObjectType.length]);
  assert.deepEqual(useOf(own.byObjectType, "0-48"), {
    limit: 1_000,
    percentage: 0.1,
    usage: 1,
    objectTypeId: "0-48",
    pluralLabel: "Calls",
    singularLabel: "Call",
  });

  const stages = [{ label: "Open", displayOrder: 0, metadata: { probability: "0.5" } }];
  await portal.post("/crm/v3/pipelines/deals", { label: "Second", displayOrder: 1, stages });
  const pipelines = (await portal.get(`${limits}/pipelines`)).body;
  const counts = pipelines.hubspotDefinedObjectTypes.map((each: Record<string, unknown>) => [
    each.objectTypeId,
    each.usage,
    each.limit,
    each.percentage,
  ]);
  assert.deepEqual(counts.sort(), [
    ["0-3", 2, 100, 2],
    ["0-5", 1, 100, 1],
  ]);
  const nothing = { byObjectType: [], overallLimit: 0, overallPercentage: 0, overallUsage: 0 };
  assert.deepEqual(pipelines.customObjectTypes, nothing);
  assert.deepEqual((await portal.get(`${limits}/calculated-properties`)).body, nothing);

  await createSchema(portal);
  const types = await portal.get(`${limits}/custom-object-types`);
  assert.deepEqual(types.body, { limit: 100, percentage: 1, usage: 1 });
});

test("the usage of a day is what the limits have counted, until the portal's midnight", async (t) => {
  const clock = { time: Date.UTC(2026, 5, 1, 22, 7, 30) };
  const app = await startTestApp({ rateLimit: "professional" }, () => clock.time);
  t.after(() => app.stop());
  const portal = await newPortal(app);
  await portal.get("/crm/v3/owners");
  await portal.get("/crm/v4/associations/calls/contacts/labels");
  const usage = async (path: string) => (await portal.get(`/account-info/v3/api-usage/${path}`)).body.results;
  const [first] = await usage("daily/private-apps");
  const before = first.currentUsage;
  assert.deepEqual(first, {
    name: "private-apps-api-calls-daily",
    usageLimit: 625_000,
    currentUsage: before,
    collectedAt: "2026-06-01T22:07:30.000Z",
    fetchStatus: "SUCCESS",
    resetsAt: "2026-06-02T00:00:00.000Z",
  });
  await portal.get("/crm/v3/owners");
  const [second] = await usage("daily");
  // The request that asks is one of them.
  assert.equal(second.currentUsage, before + 2);
  clock.time += 2 * 3_600_000;
  const [third] = await usage("daily");
  assert.deepEqual([third.currentUsage, third.resetsAt], [1, "2026-06-03T00:00:00.000Z"]);
});

test("where nothing is limited nothing is counted, and the usage says so", async () => {
  const portal = await newPortal();
  const [result] = (await portal.get("/account-info/v3/api-usage/daily/private-apps")).body.results;
  assert.deepEqual([result.usageLimit, result.currentUsage, result.fetchStatus], [most, 0, "NOTFOUND"]);
  assert.ok(Date.parse(result.resetsAt) > Date.parse(result.collectedAt));
});
