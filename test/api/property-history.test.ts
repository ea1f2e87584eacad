import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/browser.ts";
import { newPortal, type TestPortal, withClockAhead } from "../support/test-app.ts";

type Version = {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
  readonly sourceId?: string;
  readonly sourceLabel?: string;
  readonly updatedByUserId?: number;
};

const calls = "/crm/v3/objects/calls";

async function historyOf(portal: TestPortal, id: string, name: string): Promise<Version[]> {
  const answer = await portal.get(`${calls}/${id}?propertiesWithHistory=${name}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body.propertiesWithHistory[name];
}

async function change(portal: TestPortal, id: string, properties: Record<string, unknown>): Promise<string> {
  const answer = await portal.patch(`${calls}/${id}`, { properties });
  assert.equal(answer.status, 200, answer.text);
  return answer.body.updatedAt;
}

test("every value that a property had is kept, the newest first, with what cleared it in between", async () => {
  const portal = await newPortal();
  const created = await portal.post(calls, { properties: { hs_timestamp: 1, hs_call_title: "first" } });
  const { id, createdAt } = created.body;
  const times = [createdAt];
  for (const [index, title] of ["second", "", "third", null, "fourth"].entries()) {
    const at = await withClockAhead((index + 1) * 1000, () => change(portal, id, { hs_call_title: title }));
    times.unshift(at);
  }
  const history = await historyOf(portal, id, "hs_call_title");
  assert.deepEqual(
    history.map(({ value }) => value),
    ["fourth", "", "third", "", "second", "first"],
  );
  assert.deepEqual(
    history.map(({ timestamp }) => timestamp),
    times,
  );
  assert.equal(new Set(times).size, 6);
});

test("a version tells when, by which app and for which user it was written", async () => {
  const portal = await newPortal();
  const created = await portal.post(calls, { properties: { hs_timestamp: 1, hs_call_title: "first" } });
  const { id, createdAt, properties } = created.body;
  const updatedAt = await withClockAhead(1000, () => change(portal, id, { hs_call_title: "second" }));
  const source = {
    sourceType: "INTEGRATION",
    sourceId: properties.hs_object_source_id,
    sourceLabel: "INTEGRATION",
  };
  const newest = { value: "second", timestamp: updatedAt, ...source, updatedByUserId: portal.ownerUserId };
  const creation = { value: "first", timestamp: createdAt, ...source };
  assert.equal(JSON.stringify(await historyOf(portal, id, "hs_call_title")), JSON.stringify([newest, creation]));
});

test("a change by another app's token is told as that app's, and the creation stays the first app's", async () => {
  const portal = await newPortal();
  const other = await portal.withScopes(["crm.objects.contacts.read", "crm.objects.contacts.write"]);
  const id = await portal.create("calls", { hs_call_title: "first" });
  await change(other, id, { hs_call_title: "second" });
  const [newest, creation] = await historyOf(portal, id, "hs_call_title");
  assert.notEqual(newest?.sourceId, creation?.sourceId);
  const read = await portal.get(`${calls}/${id}?properties=hs_object_source_id`);
  assert.equal(read.body.properties.hs_object_source_id, creation?.sourceId);
});

test("what somebody does in the web app is told as theirs, and not as the app's whose token signed them in", async () => {
  const portal = await newPortal();
  const browser = await signIn(portal);
  const created = await browser.request("POST", calls, { properties: { hs_timestamp: 1, hs_call_title: "first" } });
  const { id, properties } = created.body;
  const own = { sourceType: "CRM_UI", sourceId: `userId:${portal.ownerUserId}`, sourceLabel: "CRM_UI" };
  const { hs_object_source, hs_object_source_id, hs_object_source_label } = properties;
  assert.deepEqual([hs_object_source, hs_object_source_id, hs_object_source_label], Object.values(own));
  await change(portal, id, { hs_call_title: "second" });
  const inputs = [{ id, properties: { hs_call_title: "third" } }];
  assert.equal((await browser.request("POST", `${calls}/batch/update`, { inputs })).status, 200);
  const [newest, byToken, creation] = await historyOf(portal, id, "hs_call_title");
  const { timestamp, ...told } = newest as Version;
  assert.deepEqual(told, { value: "third", ...own, updatedByUserId: portal.ownerUserId });
  assert.equal(byToken?.sourceType, "INTEGRATION");
  assert.deepEqual([creation?.sourceType, creation?.sourceId], [own.sourceType, own.sourceId]);
});

test("a property that was never set has no versions, one set later none from the creation", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  assert.deepEqual(await historyOf(portal, id, "hs_call_title"), []);
  await change(portal, id, { hs_call_title: "late" });
  assert.deepEqual(
    (await historyOf(portal, id, "hs_call_title")).map(({ value }) => value),
    ["late"],
  );
});

test("an update that changes nothing leaves no version, and a change of one property none on another", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "same", hs_call_duration: "1" });
  await change(portal, id, { hs_call_title: "same" });
  await change(portal, id, { hs_call_title: "same", hs_call_duration: 2 });
  assert.equal((await historyOf(portal, id, "hs_call_title")).length, 1);
  assert.equal((await historyOf(portal, id, "hs_call_duration")).length, 2);
});

test("computed properties have a history too", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_body: "<p>one</p>" });
  await change(portal, id, { hs_call_body: "two", hubspot_owner_id: portal.ownerId });
  await change(portal, id, { hs_call_body: "", hubspot_owner_id: "" });
  for (const [name, values] of Object.entries({
    hs_body_preview: ["", "two", "one"],
    hs_all_owner_ids: ["", portal.ownerId],
    hs_object_id: [id],
  })) {
    const history = await historyOf(portal, id, name);
    assert.deepEqual(
      history.map(({ value }) => value),
      values,
      name,
    );
  }
});

test("the history of the last change's time has every write's time", async () => {
  const portal = await newPortal();
  const created = await portal.post(calls, { properties: { hs_timestamp: 1 } });
  const { id, createdAt } = created.body;
  const first = await withClockAhead(1000, () => change(portal, id, { hs_call_title: "a" }));
  const second = await withClockAhead(2000, () => change(portal, id, { hs_call_title: "b" }));
  const history = await historyOf(portal, id, "hs_lastmodifieddate");
  assert.deepEqual(
    history.map(({ value, timestamp }) => [value, timestamp]),
    [second, first, createdAt].map((time) => [time, time]),
  );
});

test("properties named with their history are among the properties too, and unknown ones are passed over", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "a", hs_call_duration: 5 });
  const query = "properties=hs_call_duration&propertiesWithHistory=hs_call_title,hs_call_body&propertiesWithHistory=x";
  const { body } = await portal.get(`${calls}/${id}?${query}`);
  assert.deepEqual(Object.keys(body.properties), [
    "hs_call_body",
    "hs_call_duration",
    "hs_call_title",
    "hs_createdate",
    "hs_lastmodifieddate",
    "hs_object_id",
  ]);
  assert.deepEqual(Object.keys(body.propertiesWithHistory), ["hs_call_body", "hs_call_title"]);
  const plain = await portal.get(`${calls}/${id}`);
  assert.equal("propertiesWithHistory" in plain.body, false);
});

test("a record in the bin shows its history", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "first" });
  await change(portal, id, { hs_call_title: "second" });
  await portal.delete(`${calls}/${id}`);
  const { body } = await portal.get(`${calls}/${id}?archived=true&propertiesWithHistory=hs_call_title`);
  assert.deepEqual(
    body.propertiesWithHistory.hs_call_title.map(({ value }: Version) => value),
    ["second", "first"],
  );
});

test("a history that is read while the record changes fits the values beside it", async () => {
  const portal = await newPortal();
  const changes = 20;
  const id = await portal.create("calls", { hs_call_title: "0" });
  let done = false;
  const reads = Array.from({ length: 4 }, async (_, reader) => {
    while (!done) {
      const path = reader % 2 === 0 ? `${calls}/${id}` : calls;
      const answer = await portal.get(`${path}?propertiesWithHistory=hs_call_title`);
      const { properties, propertiesWithHistory } = answer.body.results?.[0] ?? answer.body;
      const newest = Number(properties.hs_call_title);
      assert.deepEqual(
        propertiesWithHistory.hs_call_title.map(({ value }: Version) => value),
        Array.from({ length: newest + 1 }, (_, age) => String(newest - age)),
      );
    }
  });
  const writes = (async () => {
    for (let title = 1; title <= changes; title += 1) await change(portal, id, { hs_call_title: title });
  })().finally(() => {
    done = true;
  });
  await Promise.all([writes, ...reads]);
  assert.equal((await historyOf(portal, id, "hs_call_title")).length, changes + 1);
});
