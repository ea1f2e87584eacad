import { Type } from "typebox";
import { getPipeline } from "../../domain/pipelines/pipelines.ts";
import { createStage, deleteStage, getStage, updateStage } from "../../domain/pipelines/stages.ts";
import type { PipelineStage } from "../../model/pipeline.ts";
import { presentStage } from "../present/pipeline.ts";
import { defineRoute, type Handled } from "../route.ts";
import { stageAnswer, stageBody, stagePatch } from "../schemas/pipelines.ts";

const collection = "/crm/v3/pipelines/:objectType/:pipelineId/stages";
const one = `${collection}/:stageId`;
const read = { access: "read definitions", objects: ["objectType"] } as const;
const write = { access: "write", objects: ["objectType"] } as const;

type Params = Readonly<Record<string, string>>;

export const pipelineStageRoutes = [
  defineRoute({
    id: "listPipelineStages",
    method: "GET",
    path: collection,
    summary: "List the stages of a pipeline",
    scope: read,
    query: {},
    response: { status: 200, schema: Type.Object({ results: Type.Array(stageAnswer) }) },
    handle: async ({ ctx, typeOf, params }) => {
      const { stages } = getPipeline(ctx.portal, typeOf("objectType"), params.pipelineId as string);
      return { status: 200, body: JSON.stringify({ results: stages.map(presentStage) }) };
    },
  }),

  defineRoute({
    id: "createPipelineStage",
    method: "POST",
    path: collection,
    summary: "Add a stage to a pipeline",
    scope: write,
    query: {},
    body: stageBody,
    response: { status: 201, schema: stageAnswer },
    handle: async ({ ctx, http, typeOf, params, body }) => {
      const stage = await createStage(ctx, typeOf("objectType"), params.pipelineId as string, body);
      http.portals.forget(ctx.portal.portalId);
      return answer(stage, 201);
    },
  }),

  defineRoute({
    id: "getPipelineStage",
    method: "GET",
    path: one,
    summary: "Read a stage",
    scope: read,
    query: {},
    response: { status: 200, schema: stageAnswer },
    handle: async ({ ctx, typeOf, params }) => {
      const pipeline = getPipeline(ctx.portal, typeOf("objectType"), params.pipelineId as string);
      return answer(getStage(pipeline, params.stageId as string));
    },
  }),

  defineRoute({
    id: "updatePipelineStage",
    method: "PATCH",
    path: one,
    summary: "Change a stage",
    scope: write,
    query: {},
    body: stagePatch,
    response: { status: 200, schema: stageAnswer },
    handle: async ({ ctx, http, typeOf, params, body }) => {
      const stage = await updateStage(ctx, typeOf("objectType"), placeOf(params), body, "add");
      http.portals.forget(ctx.portal.portalId);
      return answer(stage);
    },
  }),

  defineRoute({
    id: "replacePipelineStage",
    method: "PUT",
    path: one,
    summary: "Replace a stage",
    scope: write,
    query: {},
    body: stageBody,
    response: { status: 200, schema: stageAnswer },
    handle: async ({ ctx, http, typeOf, params, body }) => {
      const stage = await updateStage(ctx, typeOf("objectType"), placeOf(params), body, "replace");
      http.portals.forget(ctx.portal.portalId);
      return answer(stage);
    },
  }),

  defineRoute({
    id: "deletePipelineStage",
    method: "DELETE",
    path: one,
    summary: "Delete a stage that no record uses",
    scope: write,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, params }) => {
      await deleteStage(ctx, typeOf("objectType"), placeOf(params));
      http.portals.forget(ctx.portal.portalId);
      return { status: 204 };
    },
  }),
];

function placeOf(params: Params) {
  return { pipelineId: params.pipelineId as string, stageId: params.stageId as string };
}

function answer(stage: PipelineStage, status = 200): Handled {
  return { status, body: JSON.stringify(presentStage(stage)) };
}
