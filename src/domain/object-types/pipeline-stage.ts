import { refuse } from "../../model/errors.ts";
import { pipelineProperties } from "../../model/pipeline.ts";
import { lockPipeline, lockPipelineStage } from "../../storage/pipelines.ts";
import type { ObjectTypeRules } from "./rules.ts";

/** A record's stage is one of its pipeline's. Both are held, so that neither is deleted while the record takes them. */
export function pipelineRules(objectTypeId: string): ObjectTypeRules {
  const names = pipelineProperties[objectTypeId];
  if (!names) throw new Error(`Object type ${objectTypeId} has no pipelines`);
  return {
    merge(changes, primary) {
      // The two belong together: a stage of the other record may be none of this one's pipeline.
      if (primary[names.pipeline] === undefined && primary[names.stage] === undefined) return;
      changes.delete(names.pipeline);
      changes.delete(names.stage);
    },
    async check(db, portal, values, changes) {
      if (!changes.has(names.pipeline) && !changes.has(names.stage)) return;
      const type = { portalId: portal.portalId, objectTypeId };
      const { [names.pipeline]: pipelineId, [names.stage]: stageId } = values;
      if (pipelineId !== undefined && !(await lockPipeline(db, { ...type, pipelineId }, "share"))) {
        throw problem(names.pipeline, `Pipeline ${pipelineId} does not exist`);
      }
      if (stageId === undefined) return;
      const stage = await lockPipelineStage(db, { ...type, stageId }, "share");
      if (!stage) throw problem(names.stage, `Stage ${stageId} does not exist`);
      if (pipelineId !== undefined && stage.pipeline_id !== pipelineId) {
        throw problem(names.stage, `Stage ${stageId} does not belong to pipeline ${pipelineId}`);
      }
    },
  };
}

function problem(name: string, message: string) {
  return refuse.propertyValues([{ name, code: "INVALID_OPTION", message }]);
}
