import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { pipelineProperties } from "../../model/pipeline.ts";
import type { PipelineRow, PipelineStageRow } from "../../storage/pipeline-rows.ts";
import {
  countHolders,
  deletePipelineStage,
  listPipelineStages,
  listPipelines,
  lockPipelineStage,
} from "../../storage/pipelines.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { checkText } from "../properties/text-rules.ts";

/** The pipelines of one object type while a transaction changes them. */
export type HeldPipelines = {
  readonly ctx: WriteContext;
  readonly objectTypeId: string;
  readonly pipelines: readonly PipelineRow[];
  readonly stages: readonly PipelineStageRow[];
};

/**
 * Runs `work` on the pipelines of an object type; changes of one portal's pipelines wait for each other.
 * @throws Refusal 400 for an object type that has none
 */
export async function changePipelines<T>(
  ctx: Context,
  objectType: ObjectType,
  work: (held: HeldPipelines) => Promise<T>,
): Promise<T> {
  if (!pipelineProperties[objectType.id]) throw refuse.invalid(`${objectType.plural} have no pipelines`);
  await ctx.ids.ready();
  return transaction(ctx, async (ctx) => {
    await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
    const { portalId } = ctx.portal;
    const ofType = (row: { object_type_id: string }) => row.object_type_id === objectType.id;
    return work({
      ctx,
      objectTypeId: objectType.id,
      pipelines: (await listPipelines(ctx.db, portalId)).filter(ofType),
      stages: (await listPipelineStages(ctx.db, portalId)).filter(ofType),
    });
  });
}

/** @throws Refusal 404 where the object type has no such pipeline */
export function getPipelineRow({ pipelines }: HeldPipelines, pipelineId: string): PipelineRow {
  const row = pipelines.find((candidate) => candidate.pipeline_id === pipelineId);
  if (!row) throw refuse.thingNotFound("Pipeline", pipelineId);
  return row;
}

export function stagesOf({ stages }: HeldPipelines, pipelineId: string): PipelineStageRow[] {
  return stages.filter((stage) => stage.pipeline_id === pipelineId);
}

/**
 * Deletes stages that no record holds, live or in the bin.
 * @throws Refusal 400 that says how many records do
 */
export async function deleteStages(
  { ctx, objectTypeId }: HeldPipelines,
  stages: readonly PipelineStageRow[],
): Promise<void> {
  const { portalId } = ctx.portal;
  for (const stage of [...stages].sort((one, other) => (one.stage_id < other.stage_id ? -1 : 1))) {
    // Waits for records that are just taking the stage; then they are counted.
    await lockPipelineStage(ctx.db, { portalId, objectTypeId, stageId: stage.stage_id }, "update");
  }
  for (const stage of stages) {
    await refuseWhileHeld(ctx, objectTypeId, "stage", stage.stage_id, `Stage ${stage.stage_id}`);
    await deletePipelineStage(ctx.db, stage);
  }
}

/** @throws Refusal 400 that says how many records hold the pipeline or stage */
export async function refuseWhileHeld(
  ctx: WriteContext,
  objectTypeId: string,
  what: "pipeline" | "stage",
  value: string,
  name: string,
): Promise<void> {
  const property = pipelineProperties[objectTypeId]?.[what] ?? "";
  const type = { portalId: ctx.portal.portalId, objectTypeId };
  const live = await countHolders(ctx.db, "objects", type, [{ property, value }]);
  const archived = await countHolders(ctx.db, "archived_objects", type, [{ property, value }]);
  if (live + archived === 0) return;
  throw refuse.invalid(
    `${name} cannot be deleted: ${live} records and ${archived} in the recycling bin use it. Move them first.`,
    { records: [String(live)], archivedRecords: [String(archived)] },
  );
}

/**
 * @param others labels that are taken
 * @throws Refusal 400 for a label that is empty or too long, 409 for one that is taken
 */
export function readLabel(text: string, others: readonly string[]): string {
  checkText(text, "label");
  const label = text.trim();
  if (label === "" || label.length > longestLabel) {
    throw refuse.invalid(`label must have 1 to ${longestLabel} characters`, { label: [label.slice(0, 50)] });
  }
  if (others.some((other) => other.toLowerCase() === label.toLowerCase())) {
    throw refuse.alreadyExists(`"${label}" exists already`);
  }
  return label;
}

/** @throws Refusal 400 where there would be too many */
export function requireRoom(what: "pipelines" | "stages", count: number): void {
  const most = what === "pipelines" ? limits.pipelinesPerType : limits.stagesPerPipeline;
  if (count > most) throw refuse.invalid(`There can be at most ${most} ${what}`);
}

const longestLabel = 255;
