import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const deals = "/crm/v3/pipelines/deals";
const tickets = "/crm/v3/pipelines/tickets";
const stages = [
  { label: "Signed", displayOrder: 1, metadata: { probability: "1.0" } },
  { label: "First talk", displayOrder: 0, metadata: { probability: 0.25 } },
];

type Named = { id: string; label: string };

async function addPipeline(portal: TestPortal, label = "Renewals", path = deals) {
  const answer = await portal.post(path, { label, displayOrder: 1, stages: path === deals ? stages : [stage("Open")] });
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

function stage(label: string, displayOrder = 0, metadata: Record<string, unknown> = {}) {
  return { label, displayOrder, metadata };
}

const labels = (named: readonly Named[]) => named.map(({ label }) => label);

test("a new portal has the sales pipeline with seven stages and the support pipeline with four", async () => {
  const portal = await newPortal();
  const [sales, support] = [(await portal.get(deals)).body.results, (await portal.get(tickets)).body.results];
  assert.deepEqual(
    [sales.length, sales[0].id, sales[0].label, sales[0].stages.map(({ id }: Named) => id)],
    [
      1,
      "default",
      "Sales Pipeline",
      "appointmentscheduled qualifiedtobuy presentationscheduled decisionmakerboughtin contractsent closedwon closedlost".split(
        " ",
      ),
    ],
  );
  assert.deepEqual(sales[0].stages[5].metadata, { isClosed: "true", probability: "1.0" });
  assert.deepEqual(Object.keys(sales[0]), [
    "label",
    "displayOrder",
    "id",
    "stages",
    "createdAt",
    "updatedAt",
    "archived",
  ]);
  assert.deepEqual(
    [support[0].id, support[0].stages.map((each: Named) => `${each.id} ${each.label}`)],
    ["0", ["1 New", "2 Waiting on contact", "3 Waiting on us", "4 Closed"]],
  );
  assert.deepEqual(support[0].stages[3].metadata, { isClosed: "true", ticketState: "CLOSED" });
  assert.deepEqual((await portal.get("/crm/v3/pipelines/calls")).body, { results: [] });
  assertRefusal(await portal.post("/crm/v3/pipelines/calls", { label: "x", displayOrder: 0, stages: [] }), 400);
});

test("a pipeline is added with its stages in order, and its ids are options at once", async () => {
  const portal = await newPortal();
  const pipeline = await addPipeline(portal);
  assert.deepEqual(
    pipeline.stages.map((each: { label: string; metadata: object }) => [each.label, each.metadata]),
    [
      ["First talk", { isClosed: "false", probability: "0.25" }],
      ["Signed", { isClosed: "true", probability: "1.0" }],
    ],
  );
  assert.deepEqual((await portal.get(`${deals}/${pipeline.id}`)).body, pipeline);
  const options = (await portal.get("/crm/v3/properties/deals/dealstage")).body.options;
  assert.deepEqual(labels(options).slice(-2), ["First talk", "Signed"]);
  const id = await portal.create("deals", { pipeline: pipeline.id, dealstage: pipeline.stages[1].id });
  assert.ok(id);
  // Without a stage the record stands at the pipeline's first.
  const { body } = await portal.post("/crm/v3/objects/deals", { properties: { pipeline: pipeline.id } });
  assert.equal(body.properties.dealstage, pipeline.stages[0].id);
});

test("a record's stage is one of its own pipeline's", async () => {
  const portal = await newPortal();
  const pipeline = await addPipeline(portal);
  const foreign = await addPipeline(await newPortal());
  const id = await portal.create("deals", { dealname: "Big" });
  await assertUnchanged(portal, async () => {
    for (const [properties, named] of [
      [{ dealstage: pipeline.stages[0].id }, "dealstage"],
      [{ pipeline: pipeline.id, dealstage: "closedwon" }, "dealstage"],
      [{ pipeline: foreign.id }, "pipeline"],
      [{ dealstage: foreign.stages[0].id }, "dealstage"],
      [{ dealstage: "nowhere" }, "dealstage"],
      [{ pipeline: "Sales Pipeline" }, "pipeline"],
    ] as const) {
      for (const answer of [
        await portal.post("/crm/v3/objects/deals", { properties }),
        await portal.patch(`/crm/v3/objects/deals/${id}`, { properties }),
      ]) {
        assertRefusal(answer, 400, { category: "VALIDATION_ERROR" }, JSON.stringify(properties));
        assert.equal(answer.body.errors[0].code, "INVALID_OPTION");
        assert.deepEqual(answer.body.errors[0].context, { propertyName: [named] });
      }
    }
    assertRefusal(await portal.patch(`/crm/v3/objects/deals/${id}`, { properties: { pipeline: pipeline.id } }), 400);
    assertRefusal(
      await portal.post("/crm/v3/objects/tickets", { properties: { hs_pipeline_stage: "closedwon" } }),
      400,
    );
  });
  const moved = { pipeline: pipeline.id, dealstage: pipeline.stages[1].id };
  assert.equal((await portal.patch(`/crm/v3/objects/deals/${id}`, { properties: moved })).status, 200);
});

test("a pipeline is renamed and reordered", async () => {
  const portal = await newPortal();
  const pipeline = await addPipeline(portal);
  const changed = await portal.patch(`${deals}/${pipeline.id}`, { label: " Upsells ", displayOrder: 0 });
  assert.deepEqual([changed.status, changed.body.label, changed.body.displayOrder], [200, "Upsells", 0]);
  assert.equal((await portal.patch(`${deals}/default`, { displayOrder: 7 })).status, 200);
  assert.deepEqual(labels((await portal.get(deals)).body.results), ["Upsells", "Sales Pipeline"]);
  assertRefusal(await portal.patch(`${deals}/${pipeline.id}`, { label: "SALES pipeline" }), 409);
  assertRefusal(await portal.post(deals, { label: "upsells", displayOrder: 0, stages: [] }), 409);
});

test("replacing a pipeline keeps the stages that it names, makes new ones and deletes the others", async () => {
  const portal = await newPortal();
  const pipeline = await addPipeline(portal);
  const [talk, signed] = pipeline.stages;
  await portal.create("deals", { pipeline: pipeline.id, dealstage: talk.id });
  const body = {
    label: "Renewals",
    displayOrder: 3,
    stages: [
      { ...stage("Talk", 0, { probability: "0.3" }), id: talk.id },
      stage("Signed", 1, { probability: "1.0" }),
      stage("Lost", 2, { probability: "0" }),
    ],
  };
  const replaced = await portal.put(`${deals}/${pipeline.id}`, body);
  assert.equal(replaced.status, 200, replaced.text);
  assert.deepEqual(labels(replaced.body.stages), ["Talk", "Signed", "Lost"]);
  assert.deepEqual([replaced.body.stages[0].id, replaced.body.stages[1].id], [talk.id, signed.id]);
  await assertUnchanged(portal, async () => {
    const refused = await portal.put(`${deals}/${pipeline.id}`, { ...body, stages: body.stages.slice(1) });
    assertRefusal(refused, 400, { message: /1 records and 0 in the recycling bin/ });
  });
  const shorter = await portal.put(`${deals}/${pipeline.id}`, { ...body, stages: body.stages.slice(0, 1) });
  assert.deepEqual([shorter.status, labels(shorter.body.stages)], [200, ["Talk"]]);
});

test("what records use is not deleted, those in the bin included; then it is", async () => {
  const portal = await newPortal();
  const pipeline = await addPipeline(portal);
  const path = `${deals}/${pipeline.id}`;
  const [first, second] = pipeline.stages;
  const live = await portal.create("deals", { pipeline: pipeline.id, dealstage: first.id });
  const binned = await portal.create("deals", { pipeline: pipeline.id, dealstage: first.id });
  await portal.delete(`/crm/v3/objects/deals/${binned}`);
  await assertUnchanged(portal, async () => {
    for (const what of [path, `${path}?validateReferencesBeforeDelete=false`, `${path}/stages/${first.id}`]) {
      assertRefusal(await portal.delete(what), 400, {
        message: /1 records and 1 in the recycling bin/,
        context: { records: ["1"], archivedRecords: ["1"] },
      });
    }
    assertRefusal(await portal.delete(`${deals}/default`.replace("deals", "tickets").replace("default", "0")), 400, {
      message: /last pipeline/,
    });
  });
  assert.equal((await portal.delete(`${path}/stages/${second.id}`)).status, 204);
  const away = { pipeline: "default", dealstage: "closedwon" };
  await portal.patch(`/crm/v3/objects/deals/${live}`, { properties: away });
  await portal.post(`/crm/v3/objects/deals/${binned}/restore`);
  await portal.patch(`/crm/v3/objects/deals/${binned}`, { properties: away });
  assert.equal((await portal.delete(path)).status, 204);
  assert.equal((await portal.get(path)).status, 404);
  assertRefusal(await portal.delete(path), 404);
});

test("a stage that is deleted while records take it is on some record, or gone", async () => {
  const portal = await newPortal();
  const pipeline = await addPipeline(portal);
  for (let round = 0; round < 5; round += 1) {
    const added = await portal.post(`${deals}/${pipeline.id}/stages`, stage(`S${round}`, 5, { probability: "0.5" }));
    const properties = { pipeline: pipeline.id, dealstage: added.body.id };
    const take = () => portal.post("/crm/v3/objects/deals", { properties });
    const path = `${deals}/${pipeline.id}/stages/${added.body.id}`;
    const [one, gone, other] = await Promise.all([take(), portal.delete(path), take()]);
    const taken = [one, other].filter((answer) => answer.status === 201).length;
    assert.deepEqual([gone.status, (await portal.get(path)).status], taken > 0 ? [400, 200] : [204, 404]);
  }
});

test("stages are added, changed, replaced and deleted one by one", async () => {
  const portal = await newPortal();
  const path = `${tickets}/0/stages`;
  const added = await portal.post(path, stage("Parked", 9, { color: "grey" }));
  assert.equal(added.status, 201, added.text);
  assert.deepEqual(added.body.metadata, { color: "grey", isClosed: "false", ticketState: "OPEN" });
  const one = `${path}/${added.body.id}`;
  const changed = await portal.patch(one, { metadata: { ticketState: "CLOSED" }, displayOrder: 0 });
  assert.deepEqual(changed.body.metadata, { color: "grey", isClosed: "true", ticketState: "CLOSED" });
  assert.deepEqual(labels((await portal.get(path)).body.results).slice(0, 2), ["New", "Parked"]);
  const replaced = await portal.put(one, { label: "Waiting", displayOrder: 1 });
  assert.deepEqual(
    [replaced.body.label, replaced.body.metadata],
    ["Waiting", { isClosed: "false", ticketState: "OPEN" }],
  );
  assert.deepEqual((await portal.get(one)).body, replaced.body);
  assertRefusal(await portal.post(path, stage("closed")), 409);
  assertRefusal(await portal.patch(one, { label: "NEW" }), 409);
  assert.equal((await portal.delete(one)).status, 204);
  for (const answer of [await portal.get(one), await portal.patch(one, { label: "x" }), await portal.delete(one)]) {
    assertRefusal(answer, 404, { category: "OBJECT_NOT_FOUND" });
  }
});

test("a new record starts at the first stage where the usual one was deleted", async () => {
  const portal = await newPortal();
  assert.equal((await portal.delete(`${tickets}/0/stages/1`)).status, 204);
  const { body } = await portal.post("/crm/v3/objects/tickets", { properties: { subject: "Help" } });
  assert.deepEqual([body.properties.hs_pipeline, body.properties.hs_pipeline_stage], ["0", "2"]);
});

test("input that is not in order is refused and changes nothing", async () => {
  const portal = await newPortal();
  await assertUnchanged(portal, async () => {
    for (const body of [
      {},
      { label: "x" },
      { label: "x", displayOrder: 0, stages: null },
      { label: "", displayOrder: 0, stages: [] },
      { label: "x".repeat(256), displayOrder: 0, stages: [] },
      { label: "a\0b", displayOrder: 0, stages: [] },
      { label: "x", displayOrder: 1.5, stages: [] },
      { label: "x", displayOrder: 3e9, stages: [] },
      { label: "x", displayOrder: 0, stages: [stage("a")] },
      { label: "x", displayOrder: 0, stages: [stage("a", 0, { probability: "1.1" })] },
      { label: "x", displayOrder: 0, stages: [stage("a", 0, { probability: "-1" })] },
      { label: "x", displayOrder: 0, stages: [stage("a", 0, { probability: {} })] },
      { label: "x", displayOrder: 0, stages: [stage("a", 0, { probability: "0.5", note: "x".repeat(256) })] },
      { label: "x", displayOrder: 0, stages: [stage("a", 0, { probability: "0.5", "a\0": "x" })] },
      {
        label: "x",
        displayOrder: 0,
        stages: Array.from({ length: 101 }, (_, index) => stage(`s${index}`, 0, { probability: "0" })),
      },
    ]) {
      const answer = await portal.post(deals, body);
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR" }, JSON.stringify(body).slice(0, 100));
      assertRefusal(await portal.put(`${deals}/default`, body), 400, {}, JSON.stringify(body).slice(0, 100));
    }
    const twice = [stage("a", 0, { probability: "0" }), stage("A", 1, { probability: "0" })];
    assertRefusal(await portal.post(deals, { label: "x", displayOrder: 0, stages: twice }), 409);
    assertRefusal(await portal.post(`${tickets}/0/stages`, stage("x", 0, { ticketState: "LATER" })), 400);
  });
});

test("pipelines belong to their portal, and ask for the scopes of their records", async () => {
  const portal = await newPortal();
  const foreign = await addPipeline(await newPortal());
  const path = `${deals}/${foreign.id}`;
  for (const answer of [
    await portal.get(path),
    await portal.patch(path, { label: "Mine" }),
    await portal.delete(path),
    await portal.get(`${path}/stages`),
    await portal.post(`${path}/stages`, stage("x", 0, { probability: "0" })),
    await portal.delete(`${path}/stages/${foreign.stages[0].id}`),
  ]) {
    assertRefusal(answer, 404, { category: "OBJECT_NOT_FOUND" });
  }
  const reader = await portal.withScopes(["crm.objects.deals.read"]);
  assert.equal((await reader.get(deals)).status, 200);
  for (const answer of [await reader.get(tickets), await reader.patch(`${deals}/default`, { label: "x" })]) {
    assertRefusal(answer, 403, { category: "MISSING_SCOPES" });
  }
});
