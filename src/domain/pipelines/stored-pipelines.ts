import { compareDisplayOrder, type Pipeline, type PipelineStage } from "../../model/pipeline.ts";
import type { PipelineRow, PipelineStageRow } from "../../storage/pipeline-rows.ts";

/** Rows as the domain hands them out: pipelines and their stages in the order of every answer. */
export function toPipelines(rows: readonly PipelineRow[], stages: readonly PipelineStageRow[]): Pipeline[] {
  const byPipeline = Map.groupBy(stages, (stage) => `${stage.object_type_id} ${stage.pipeline_id}`);
  return rows
    .map((row) => toPipeline(row, byPipeline.get(`${row.object_type_id} ${row.pipeline_id}`) ?? []))
    .sort(compareDisplayOrder);
}

export function toPipeline(row: PipelineRow, stages: readonly PipelineStageRow[]): Pipeline {
  return {
    objectTypeId: row.object_type_id,
    id: row.pipeline_id,
    label: row.label,
    displayOrder: row.display_order,
    stages: stages.map(toStage).sort(compareDisplayOrder),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toStage(row: PipelineStageRow): PipelineStage {
  return {
    id: row.stage_id,
    label: row.label,
    displayOrder: row.display_order,
    metadata: JSON.parse(row.metadata) as Record<string, string>,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
