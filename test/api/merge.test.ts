import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, idsOf } from "../support/batches.ts";
import { association, associationsOf, countOf } from "../support/call-links.ts";
import { archiveCall, pathOf, pinnedCall, pinProperty, readPin, restoreCall } from "../support/pins.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

function merge(portal: TestPortal, plural: string, primaryObjectId: unknown, objectIdToMerge: unknown) {
  return portal.post(`/crm/v3/objects/${plural}/merge`, { primaryObjectId, objectIdToMerge });
}

test("a merge keeps the primary's values, takes what it lacks, and leads from the merged id to it", async () => {
  const portal = await newPortal();
  const primary = await portal.create("contacts", { firstname: "Ada", email: "ada@example.com" });
  const merged = await portal.create("contacts", { firstname: "A.", lastname: "Byron", email: "byron@example.com" });
  const answer = await merge(portal, "contacts", primary, merged);
  assert.equal(answer.status, 200);
  const { id, properties } = answer.body;
  assert.deepEqual(
    [id, properties.firstname, properties.lastname, properties.email, properties.hs_additional_emails],
    [primary, "Ada", "Byron", "ada@example.com", "byron@example.com"],
  );
  assert.equal(properties.hs_merged_object_ids, merged);

  assert.equal(await countOf(portal, "contacts"), 1);
  const path = `/crm/v3/objects/contacts/${merged}`;
  assert.equal((await portal.get(path)).body.id, primary);
  assert.equal((await portal.get(`${path}?archived=true`)).status, 404);
  assert.equal((await portal.post(`${path}/restore`)).status, 404);
  assert.equal((await portal.patch(path, { properties: { city: "London" } })).body.id, primary);
  assert.deepEqual(idsOf(await batch(portal, "contacts", "read", [{ id: merged }, { id: primary }])), [primary]);
  const history = await portal.get(
    `/crm/v3/objects/contacts/${primary}?propertiesWithHistory=lastname,hs_merged_object_ids`,
  );
  assert.deepEqual(
    ["lastname", "hs_merged_object_ids"].map((name) => history.body.propertiesWithHistory[name].length),
    [1, 1],
  );
  assert.equal(history.body.propertiesWithHistory.lastname[0].sourceType, "INTEGRATION");
});

test("the unique value of a merged record is the primary's where it had none, and free where it had one", async () => {
  const portal = await newPortal();
  const [primary, second, third] = [
    await portal.create("contacts"),
    await portal.create("contacts", { email: "second@example.com" }),
    await portal.create("contacts", { email: "third@example.com" }),
  ];
  await merge(portal, "contacts", primary, second);
  await merge(portal, "contacts", Number(primary), Number(third));
  const byEmail = await portal.get("/crm/v3/objects/contacts/second@example.com?idProperty=email");
  assert.equal(byEmail.body.id, primary);
  const again = await portal.create("contacts", { email: "third@example.com" });
  assert.notEqual(again, primary);
});

test("ids of earlier merges are kept, and all of them lead to the last primary", async () => {
  const portal = await newPortal();
  const [a, b, c, d] = [
    await portal.create("companies"),
    await portal.create("companies"),
    await portal.create("companies"),
    await portal.create("companies"),
  ];
  await merge(portal, "companies", a, b);
  await merge(portal, "companies", c, d);
  const answer = await merge(portal, "companies", d, b);
  assert.equal(answer.body.id, c);
  assert.deepEqual(answer.body.properties.hs_merged_object_ids.split(";").sort(), [a, b, d].sort());
  for (const id of [a, b, d]) assert.equal((await portal.get(`/crm/v3/objects/companies/${id}`)).body.id, c);
  const itself = await merge(portal, "companies", c, a);
  assert.equal(itself.status, 400);
});

test("the primary gets the associations of the merged record in both directions, with their labels", async () => {
  const portal = await newPortal();
  const companyId = await portal.create("companies");
  const primary = await portal.create("contacts");
  const merged = await portal.create("contacts", {}, [association(companyId, 1), association(primary, 449)]);
  const [both, one] = [
    await portal.create("calls", {}, [association(primary, 194), association(merged, 194)]),
    await portal.create("calls", {}, [association(merged, 194)]),
  ];
  await merge(portal, "contacts", primary, merged);
  for (const callId of [both, one]) {
    assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), [
      { id: primary, type: "call_to_contact" },
    ]);
  }
  assert.deepEqual(
    (await associationsOf(portal, "contacts", primary, "calls")).map(({ id }) => id),
    [both, one],
  );
  const types = (await associationsOf(portal, "contacts", primary, "companies")).map(({ type }) => type).sort();
  assert.deepEqual(types, ["contact_to_company", "contact_to_company_unlabeled"]);
  assert.equal((await associationsOf(portal, "companies", companyId, "contacts")).length, 2);
  assert.deepEqual(await associationsOf(portal, "contacts", primary, "contacts"), []);
});

test("a pin moves to a primary that has none, shown or hidden, and gives way to one that is there", async () => {
  const portal = await newPortal();
  const pinned = await pinnedCall(portal);
  const hidden = await pinnedCall(portal);
  const primary = { ...pinned.record, id: await portal.create("contacts") };
  await merge(portal, "contacts", primary.id, pinned.record.id);
  assert.equal(await readPin(portal, primary), pinned.callId);
  await merge(portal, "contacts", primary.id, hidden.record.id);
  assert.equal(await readPin(portal, primary), pinned.callId);
  await archiveCall(portal, pinned.callId);
  assert.equal(await readPin(portal, primary), null);
  await restoreCall(portal, pinned.callId);
  assert.equal(await readPin(portal, primary), pinned.callId);

  const away = await pinnedCall(portal);
  await archiveCall(portal, away.callId);
  const second = { ...away.record, id: await portal.create("contacts") };
  await merge(portal, "contacts", second.id, away.record.id);
  assert.equal(await readPin(portal, second), null);
  await restoreCall(portal, away.callId);
  assert.equal(await readPin(portal, second), away.callId);
});

test("where a merged call was pinned, its primary is", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  const primary = await portal.create("calls", { hs_call_title: "stays" });
  const answer = await merge(portal, "calls", primary, callId);
  assert.equal(answer.body.properties.hs_merged_object_ids, callId);
  assert.equal(await readPin(portal, record), primary);
  assert.deepEqual(await associationsOf(portal, "contacts", record.id, "calls"), [
    { id: primary, type: "contact_to_call" },
  ]);
  await archiveCall(portal, primary);
  assert.equal(await readPin(portal, record), null);
  await restoreCall(portal, primary);
  assert.equal((await portal.get(`${pathOf(record)}?properties=${pinProperty}`)).body.properties[pinProperty], primary);
});

test("a merge that cannot be is refused and changes nothing", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const [one, archived, company, foreign] = [
    await portal.create("contacts"),
    await portal.create("contacts"),
    await portal.create("companies"),
    await other.create("contacts"),
  ];
  await portal.delete(`/crm/v3/objects/contacts/${archived}`);
  const path = "/crm/v3/objects/contacts/merge";
  const missing = await portal.post(path, {});
  assert.equal(missing.status, 400);
  assert.equal(
    missing.body.message,
    "Invalid input JSON on line 1, column 2. Some required fields were not set: [primaryObjectId, objectIdToMerge]",
  );
  const itself = await merge(portal, "contacts", one, one);
  assert.deepEqual([itself.status, itself.body.message], [400, `Record ${one} cannot be merged with itself`]);
  for (const id of ["424242", archived, company, foreign, "abc", "-1", "0"]) {
    for (const answer of [await merge(portal, "contacts", one, id), await merge(portal, "contacts", id, one)]) {
      assert.deepEqual([answer.status, answer.body.category], [404, "OBJECT_NOT_FOUND"], id);
    }
  }
  for (const id of [null, "", {}, [one], 1.5, "1\0"]) {
    const { status } = await merge(portal, "contacts", one, id);
    assert.ok(status === 400 || (id === "" && status === 404), `${JSON.stringify(id)}: ${status}`);
  }
  assert.equal((await portal.get(`/crm/v3/objects/contacts/${one}`)).status, 200);
  assert.equal((await other.get(`/crm/v3/objects/contacts/${foreign}`)).status, 200);
});

test("merging the same two at once in both directions leaves one of them", async () => {
  const portal = await newPortal();
  const [a, b] = [await portal.create("contacts"), await portal.create("contacts")];
  const answers = await Promise.all([merge(portal, "contacts", a, b), merge(portal, "contacts", b, a)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
  assert.equal(await countOf(portal, "contacts"), 1);
});

test("a merge keeps pipeline and stage together", async () => {
  const portal = await newPortal();
  const { body: pipeline } = await portal.post("/crm/v3/pipelines/deals", {
    label: "Renewals",
    displayOrder: 1,
    stages: [{ label: "Open", displayOrder: 0, metadata: { probability: "0.5" } }],
  });
  const primary = await portal.create("deals");
  await portal.patch(`/crm/v3/objects/deals/${primary}`, { properties: { dealstage: "" } });
  const merged = await portal.create("deals", { pipeline: pipeline.id });
  const body = { primaryObjectId: primary, objectIdToMerge: merged };
  const answer = await portal.post("/crm/v3/objects/deals/merge", body);
  assert.equal(answer.status, 200, answer.text);
  const read = (await portal.get(`/crm/v3/objects/deals/${primary}?properties=pipeline,dealstage`)).body.properties;
  assert.deepEqual([read.pipeline, read.dealstage], ["default", null]);
});
