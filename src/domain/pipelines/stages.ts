import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Pipeline, PipelineStage } from "../../model/pipeline.ts";
import type { PipelineStageRow } from "../../storage/pipeline-rows.ts";
import { insertPipelineStage, updatePipelineStage } from "../../storage/pipelines.ts";
import type { Context } from "../context.ts";
import {
  changePipelines,
  deleteStages,
  getPipelineRow,
  type HeldPipelines,
  readLabel,
  requireRoom,
  stagesOf,
} from "./change-pipelines.ts";
import { readMetadata } from "./stage-metadata.ts";
import { toStage } from "./stored-pipelines.ts";

export type StageInput = {
  /** Names a stage that is there already. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly displayOrder: number;
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
};

export type StageChange = {
  readonly label?: string | null;
  readonly displayOrder?: number | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
};

/** @throws Refusal 404 where the pipeline has no such stage */
export function getStage(pipeline: Pipeline, stageId: string): PipelineStage {
  const stage = pipeline.stages.find((candidate) => candidate.id === stageId);
  if (!stage) throw refuse.thingNotFound("Pipeline stage", stageId);
  return stage;
}

/** @throws Refusal 404 for a pipeline that is not there, 400 for input that is not valid, 409 for a label taken */
export function createStage(
  ctx: Context,
  objectType: ObjectType,
  pipelineId: string,
  input: StageInput,
): Promise<PipelineStage> {
  return changePipelines(ctx, objectType, async (held) => {
    getPipelineRow(held, pipelineId);
    const others = stagesOf(held, pipelineId);
    requireRoom("stages", others.length + 1);
    const label = readLabel(
      input.label,
      others.map((other) => other.label),
    );
    const row = newStage(held, pipelineId, { ...input, label });
    await insertPipelineStage(held.ctx.db, row);
    return toStage(row);
  });
}

/**
 * Changes a stage; what is not given stays.
 * @param metadata whether the given metadata is added to the stage's or takes its place
 * @throws Refusal 404 where it is not there, 400 for input that is not valid, 409 for a label taken
 */
export function updateStage(
  ctx: Context,
  objectType: ObjectType,
  at: { readonly pipelineId: string; readonly stageId: string },
  change: StageChange,
  metadata: "add" | "replace",
): Promise<PipelineStage> {
  return changePipelines(ctx, objectType, async (held) => {
    const row = getStageRow(held, at);
    const others = stagesOf(held, at.pipelineId).filter((other) => other !== row);
    const before = metadata === "add" ? (JSON.parse(row.metadata) as Record<string, string>) : {};
    const given = change.metadata ?? (metadata === "replace" ? {} : undefined);
    const next: PipelineStageRow = {
      ...row,
      label:
        typeof change.label === "string"
          ? readLabel(
              change.label,
              others.map((other) => other.label),
            )
          : row.label,
      display_order: change.displayOrder ?? row.display_order,
      metadata: given === undefined ? row.metadata : JSON.stringify(readMetadata(objectType.id, given, before)),
      updated_at: held.ctx.now(),
    };
    await updatePipelineStage(held.ctx.db, next);
    return toStage(next);
  });
}

/** @throws Refusal 404 where it is not there, 400 while a record holds it */
export async function deleteStage(
  ctx: Context,
  objectType: ObjectType,
  at: { readonly pipelineId: string; readonly stageId: string },
): Promise<void> {
  await changePipelines(ctx, objectType, (held) => deleteStages(held, [getStageRow(held, at)]));
}

/** A stage that is not there yet. */
export function newStage(
  { ctx, objectTypeId }: HeldPipelines,
  pipelineId: string,
  input: StageInput,
): PipelineStageRow {
  const now = ctx.now();
  return {
    portal_id: ctx.portal.portalId,
    object_type_id: objectTypeId,
    stage_id: String(ctx.ids.next()),
    pipeline_id: pipelineId,
    label: input.label,
    display_order: input.displayOrder,
    metadata: JSON.stringify(readMetadata(objectTypeId, input.metadata ?? {})),
    created_at: now,
    updated_at: now,
  };
}

function getStageRow(held: HeldPipelines, { pipelineId, stageId }: { pipelineId: string; stageId: string }) {
  getPipelineRow(held, pipelineId);
  const row = stagesOf(held, pipelineId).find((candidate) => candidate.stage_id === stageId);
  if (!row) throw refuse.thingNotFound("Pipeline stage", stageId);
  return row;
}
