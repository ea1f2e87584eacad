import { formatTime } from "../../domain/properties/time-text.ts";
import type { Pipeline, PipelineStage } from "../../model/pipeline.ts";

/** A pipeline in wire order (contract 6.8). */
export function presentPipeline(pipeline: Pipeline) {
  return {
    label: pipeline.label,
    displayOrder: pipeline.displayOrder,
    id: pipeline.id,
    stages: pipeline.stages.map(presentStage),
    createdAt: formatTime(pipeline.createdAt),
    updatedAt: formatTime(pipeline.updatedAt),
    archived: false,
  };
}

export function presentStage(stage: PipelineStage) {
  return {
    label: stage.label,
    displayOrder: stage.displayOrder,
    metadata: stage.metadata,
    createdAt: formatTime(stage.createdAt),
    updatedAt: formatTime(stage.updatedAt),
    archived: false,
    id: stage.id,
    writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
  };
}
