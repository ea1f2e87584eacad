import assert from "node:assert/strict";
import { filesOnDisk } from "../support/files.ts";
import { type PortalTable, storedRows } from "../support/stored-rows.ts";
import type { TestPortal } from "../support/test-app.ts";
import type { TypeView } from "./portal-view.ts";

const tables: readonly PortalTable[] = [
  "objects",
  "archived_objects",
  "property_history",
  "unique_values",
  "associations",
  "pins",
  "merged_objects",
  "attachments",
];
const columns = ["object_id", "from_id", "to_id", "engagement_id", "primary_id"];

/** No row is about a record that was erased. */
export async function checkErased(portal: TestPortal, erased: readonly string[]): Promise<void> {
  const ids = new Set(erased);
  for (const table of tables) {
    const rows = (await storedRows(portal, table)) as unknown as readonly Record<string, unknown>[];
    const traces = rows.filter((row) => columns.some((column) => ids.has(String(row[column]))));
    assert.deepEqual(traces, [], `rows of ${table} about records that were erased`);
  }
}

/** The id of a record that was merged away leads to the record that has its values now, unless that is in the bin. */
export async function checkMerged(portal: TestPortal, views: readonly TypeView[]): Promise<void> {
  for (const row of (await storedRows(portal, "merged_objects")).slice(-20)) {
    const view = views.find(({ id }) => id === row.object_type_id);
    if (!view) continue;
    const isLive = view.live.some(({ id }) => id === String(row.primary_id));
    const answer = await portal.get(`/crm/v3/objects/${view.id}/${row.object_id}`);
    const about = `${view.plural} ${row.object_id} was merged into ${row.primary_id}: ${answer.text.slice(0, 200)}`;
    assert.equal(answer.status, isLive ? 200 : 404, about);
    if (isLive) assert.equal(answer.body.id, String(row.primary_id), about);
  }
}

/** Deals and tickets are in stages that are there, of their own pipelines. */
export async function checkStages(portal: TestPortal, views: readonly TypeView[]): Promise<void> {
  for (const [typeId, pipeline, stage] of [
    ["0-3", "pipeline", "dealstage"],
    ["0-5", "hs_pipeline", "hs_pipeline_stage"],
  ] as const) {
    const { results } = (await portal.get(`/crm/v3/pipelines/${typeId}`)).body;
    const pipelineOf = new Map<string, string>();
    for (const { id, stages } of results) for (const one of stages) pipelineOf.set(one.id, id);
    for (const { id, properties } of views.find((view) => view.id === typeId)?.live ?? []) {
      const at = properties[stage];
      const about = `${typeId} ${id} is in stage ${at} of pipeline ${properties[pipeline]}`;
      if (at) assert.ok(pipelineOf.has(at), about);
      if (at && properties[pipeline]) assert.equal(pipelineOf.get(at), properties[pipeline], about);
    }
  }
}

/** Every file has its bytes, and what records attach is what is kept of attachments. */
export async function checkFiles(portal: TestPortal, views: readonly TypeView[]): Promise<void> {
  const bytes = new Set(await filesOnDisk(portal));
  for (const row of await storedRows(portal, "files"))
    assert.ok(bytes.has(row.content_key), `file ${row.file_id} has lost its bytes`);
  const shown = views.flatMap((view) =>
    [...view.live, ...view.bin].flatMap(({ id, properties }) =>
      (properties.hs_attachment_ids ?? "")
        .split(";")
        .flatMap((file) => (file === "" ? [] : [`${view.id} ${id} ${file}`])),
    ),
  );
  const kept = (await storedRows(portal, "attachments"))
    .filter((row) => views.some(({ id }) => id === row.object_type_id))
    .map((row) => `${row.object_type_id} ${row.object_id} ${row.file_id}`);
  assert.deepEqual([...new Set(shown)].toSorted(), kept.toSorted(), "the attachments of records and those kept differ");
}
