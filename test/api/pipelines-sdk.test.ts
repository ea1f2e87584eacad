import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Client } from "@hubspot/api-client";
import { sql } from "kysely";
import { createPortal } from "../../src/domain/accounts/portals.ts";
import type { Session } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { listPipelineStages, listPipelines } from "../../src/storage/pipelines.ts";
import { builderOf } from "../../src/storage/statement.ts";
import { newPortal } from "../support/test-app.ts";

const labels = (named: readonly { readonly label: string }[]) => named.map(({ label }) => label);

test("the official SDK manages pipelines and stages", async () => {
  const portal = await newPortal();
  const { pipelinesApi, pipelineStagesApi } = new Client({
    accessToken: portal.token,
    basePath: portal.address,
  }).crm.pipelines;
  const made = await pipelinesApi.create("deals", {
    label: "Partners",
    displayOrder: 2,
    stages: [{ label: "New", displayOrder: 0, metadata: { probability: "0.1" } }],
  });
  const added = await pipelineStagesApi.create("deals", made.id, {
    label: "Won",
    displayOrder: 1,
    metadata: { probability: "1.0" },
  });
  const { results } = await pipelineStagesApi.getAll("deals", made.id);
  assert.deepEqual(labels(results), ["New", "Won"]);
  const renamed = await pipelineStagesApi.update("deals", made.id, added.id, { label: "Signed", metadata: {} });
  assert.deepEqual([renamed.label, renamed.metadata?.probability], ["Signed", "1.0"]);
  await pipelineStagesApi.archive("deals", made.id, added.id);
  assert.equal((await pipelinesApi.update("deals", made.id, { label: "Resellers" })).label, "Resellers");
  assert.equal((await pipelinesApi.getById("deals", made.id)).stages.length, 1);
  await pipelinesApi.archive("deals", made.id);
  assert.deepEqual(labels((await pipelinesApi.getAll("deals")).results), ["Sales Pipeline"]);
});

test("a portal that was there before pipelines were gets those that a new one has", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "old.db");
  const old = await openDatabase({ kind: "sqlite", file });
  const portalId = await old.transaction((tx) => createPortal(tx, { name: "Old" }, 1_000));
  const read = async (session: Session) => [
    (await listPipelines(session, portalId)).toSorted((one, other) => (one.label < other.label ? -1 : 1)),
    (await listPipelineStages(session, portalId)).toSorted((one, other) => (one.label < other.label ? -1 : 1)),
  ];
  const before = await read(old);
  await old.transaction(async (tx) => {
    for (const text of [
      "DROP TABLE pipelines",
      "DROP TABLE pipeline_stages",
      "DELETE FROM migrations WHERE name = '011-pipelines'",
    ]) {
      await tx.query({ compile: () => sql.raw(text).compile(builderOf("sqlite")) });
    }
  });
  await old.close();
  const migrated = await openDatabase({ kind: "sqlite", file });
  assert.deepEqual(await read(migrated), before);
  await migrated.close();
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
