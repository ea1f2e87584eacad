import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { Portal } from "../../model/portal.ts";
import type { PipelineRow, PipelineStageRow } from "../../storage/pipeline-rows.ts";
import {
  deletePipeline as deleteRow,
  insertPipeline,
  insertPipelineStage,
  lockPipeline,
  updatePipelineStage,
  updatePipeline as updateRow,
} from "../../storage/pipelines.ts";
import type { Context } from "../context.ts";
import {
  changePipelines,
  deleteStages,
  getPipelineRow,
  type HeldPipelines,
  readLabel,
  refuseWhileHeld,
  requireRoom,
  stagesOf,
} from "./change-pipelines.ts";
import { readMetadata } from "./stage-metadata.ts";
import { newStage, type StageInput } from "./stages.ts";
import { toPipeline } from "./stored-pipelines.ts";

export type PipelineInput = {
  readonly label: string;
  readonly displayOrder: number;
  readonly stages: readonly StageInput[];
};

/** The pipelines of an object type in their order; of one that has none, nothing (contract 6.8). */
export function listPipelines(portal: Portal, objectType: ObjectType): readonly Pipeline[] {
  return portal.pipelines.filter((pipeline) => pipeline.objectTypeId === objectType.id);
}

/** @throws Refusal 404 where the object type has no such pipeline */
export function getPipeline(portal: Portal, objectType: ObjectType, pipelineId: string): Pipeline {
  const pipeline = listPipelines(portal, objectType).find((candidate) => candidate.id === pipelineId);
  if (!pipeline) throw refuse.thingNotFound("Pipeline", pipelineId);
  return pipeline;
}

/** @throws Refusal 400 for input that is not valid, 409 for a label that is taken */
export function createPipeline(ctx: Context, objectType: ObjectType, input: PipelineInput): Promise<Pipeline> {
  return changePipelines(ctx, objectType, async (held) => {
    const label = readLabel(
      input.label,
      held.pipelines.map((pipeline) => pipeline.label),
    );
    requireRoom("pipelines", held.pipelines.length + 1);
    const now = held.ctx.now();
    const row: PipelineRow = {
      portal_id: held.ctx.portal.portalId,
      object_type_id: objectType.id,
      pipeline_id: String(held.ctx.ids.next()),
      label,
      display_order: input.displayOrder,
      created_at: now,
      updated_at: now,
    };
    await insertPipeline(held.ctx.db, row);
    return toPipeline(row, await writeStages(held, row, input.stages));
  });
}

/** @throws Refusal 404 where it is not there, 409 for a label that is taken */
export function updatePipeline(
  ctx: Context,
  objectType: ObjectType,
  pipelineId: string,
  change: { readonly label?: string | null; readonly displayOrder?: number | null },
): Promise<Pipeline> {
  return changePipelines(ctx, objectType, async (held) => {
    const next = await changeRow(held, getPipelineRow(held, pipelineId), change);
    return toPipeline(next, stagesOf(held, pipelineId));
  });
}

/**
 * Puts the input in the place of a pipeline. Stages are the same where their ids or else their labels are; the others
 * are made, and those that the input does not name are deleted.
 * @throws Refusal 404 where it is not there, 400 where a record holds a stage that would go
 */
export function replacePipeline(
  ctx: Context,
  objectType: ObjectType,
  pipelineId: string,
  input: PipelineInput,
): Promise<Pipeline> {
  return changePipelines(ctx, objectType, async (held) => {
    const next = await changeRow(held, getPipelineRow(held, pipelineId), input);
    return toPipeline(next, await writeStages(held, next, input.stages));
  });
}

/** @throws Refusal 404 where it is not there, 400 while a record holds it and for the last one */
export async function deletePipeline(ctx: Context, objectType: ObjectType, pipelineId: string): Promise<void> {
  await changePipelines(ctx, objectType, async (held) => {
    const row = getPipelineRow(held, pipelineId);
    if (held.pipelines.length === 1) throw refuse.invalid("The last pipeline cannot be deleted");
    const key = { portalId: row.portal_id, objectTypeId: row.object_type_id, pipelineId };
    await lockPipeline(held.ctx.db, key, "update");
    await refuseWhileHeld(held.ctx, objectType.id, "pipeline", pipelineId, `Pipeline ${pipelineId}`);
    await deleteStages(held, stagesOf(held, pipelineId));
    await deleteRow(held.ctx.db, row);
  });
}

async function changeRow(
  held: HeldPipelines,
  row: PipelineRow,
  change: { readonly label?: string | null; readonly displayOrder?: number | null },
): Promise<PipelineRow> {
  const others = held.pipelines.filter((other) => other !== row).map((other) => other.label);
  const next = {
    ...row,
    label: typeof change.label === "string" ? readLabel(change.label, others) : row.label,
    display_order: change.displayOrder ?? row.display_order,
    updated_at: held.ctx.now(),
  };
  await updateRow(held.ctx.db, next);
  return next;
}

/** Makes the stages of a pipeline what the input says, and returns them. */
async function writeStages(
  held: HeldPipelines,
  { pipeline_id }: PipelineRow,
  inputs: readonly StageInput[],
): Promise<PipelineStageRow[]> {
  requireRoom("stages", inputs.length);
  const gone = new Set(stagesOf(held, pipeline_id));
  const rows: PipelineStageRow[] = [];
  for (const input of inputs) {
    const label = readLabel(
      input.label,
      rows.map((row) => row.label),
    );
    const known = [...gone].find((row) => row.stage_id === input.id) ?? [...gone].find((row) => row.label === label);
    if (known) gone.delete(known);
    const row = known
      ? {
          ...known,
          label,
          display_order: input.displayOrder,
          metadata: JSON.stringify(readMetadata(held.objectTypeId, input.metadata ?? {})),
          updated_at: held.ctx.now(),
        }
      : newStage(held, pipeline_id, { ...input, label });
    await (known ? updatePipelineStage(held.ctx.db, row) : insertPipelineStage(held.ctx.db, row));
    rows.push(row);
  }
  await deleteStages(held, [...gone]);
  return rows;
}
