import { defaultPipelines } from "../../model/catalog/pipelines.ts";
import type { Transaction } from "../../storage/database.ts";
import { insertPipeline, insertPipelineStage } from "../../storage/pipelines.ts";

/** Gives a new portal the pipelines that it starts with. */
export async function insertDefaultPipelines(tx: Transaction, portalId: number, now: number): Promise<void> {
  const times = { created_at: now, updated_at: now };
  for (const { objectTypeId, id, label, stages } of defaultPipelines) {
    const key = { portal_id: portalId, object_type_id: objectTypeId, pipeline_id: id };
    await insertPipeline(tx, { ...key, label, display_order: 0, ...times });
    for (const [display_order, stage] of stages.entries()) {
      const metadata = JSON.stringify(stage.metadata);
      await insertPipelineStage(tx, {
        ...key,
        stage_id: stage.id,
        label: stage.label,
        display_order,
        metadata,
        ...times,
      });
    }
  }
}
