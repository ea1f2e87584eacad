import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, watchMethods } from "../../support/sdk.ts";
import { newPortal } from "../../support/test-app.ts";

const labels = (named: readonly { readonly label: string }[]) => named.map(({ label }) => label);

type Metadata = Record<string, string>;

const cases: readonly [objectType: string, open: Metadata, closed: Metadata, standard: string][] = [
  ["deals", { probability: "0.1" }, { probability: "1.0" }, "Sales Pipeline"],
  ["tickets", { ticketState: "OPEN" }, { ticketState: "CLOSED" }, "Support Pipeline"],
];

for (const [objectType, metadata, closed, standard] of cases) {
  test(`every typed method of the official SDK for the pipelines of ${objectType} works`, async () => {
    const portal = await newPortal();
    const { pipelinesApi, pipelineStagesApi } = clientOf(portal).crm.pipelines;
    const { watched, uncalled } = watchMethods({ pipelines: pipelinesApi, stages: pipelineStagesApi });
    const { pipelines, stages } = watched;

    const stage = { label: "New", displayOrder: 0, metadata };
    const made = await pipelines.create(objectType, { label: "Partners", displayOrder: 2, stages: [stage] });
    assert.ok(made.createdAt instanceof Date && made.updatedAt instanceof Date);
    const added = await stages.create(objectType, made.id, { label: "Won", displayOrder: 1, metadata: closed });
    assert.deepEqual(labels((await stages.getAll(objectType, made.id)).results), ["New", "Won"]);
    const renamed = await stages.update(objectType, made.id, added.id, { label: "Signed", metadata: {} });
    assert.equal(renamed.label, "Signed");
    for (const key in closed) assert.equal(renamed.metadata?.[key], closed[key]);
    const again = await stages.replace(objectType, made.id, added.id, { ...stage, label: "Lost", metadata: closed });
    assert.deepEqual([again.id, again.label, again.displayOrder], [added.id, "Lost", 0]);
    assert.equal((await stages.getById(objectType, made.id, added.id)).label, "Lost");
    await stages.archive(objectType, made.id, added.id);
    await assert.rejects(stages.getById(objectType, made.id, added.id), { code: 404 });

    assert.equal((await pipelines.update(objectType, made.id, { label: "Resellers" })).label, "Resellers");
    assert.equal((await pipelines.getById(objectType, made.id)).stages.length, 1);
    const replaced = await pipelines.replace(objectType, made.id, {
      label: "Agents",
      displayOrder: 1,
      stages: [
        { label: "One", displayOrder: 0, metadata },
        { label: "Two", displayOrder: 1, metadata: closed },
      ],
    });
    assert.deepEqual([replaced.id, replaced.label, labels(replaced.stages)], [made.id, "Agents", ["One", "Two"]]);
    await pipelines.archive(objectType, made.id, true, true);
    assert.deepEqual(labels((await pipelines.getAll(objectType)).results), [standard]);
    assert.deepEqual(uncalled(), []);
  });
}
