import { type Static, Type } from "typebox";
import {
  createPipeline,
  deletePipeline,
  getPipeline,
  listPipelines,
  type PipelineInput,
  replacePipeline,
  updatePipeline,
} from "../../domain/pipelines/pipelines.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import { presentPipeline } from "../present/pipeline.ts";
import { flag } from "../query.ts";
import { defineRoute, type Handled } from "../route.ts";
import { pipelineAnswer, pipelineBody, pipelinePatch } from "../schemas/pipelines.ts";

const collection = "/crm/v3/pipelines/:objectType";
const one = `${collection}/:pipelineId`;
const read = { access: "read definitions", objects: ["objectType"] } as const;
const write = { access: "write", objects: ["objectType"] } as const;
/** Taken and not needed: what records use is never deleted. */
const checks = {
  validateReferencesBeforeDelete: flag("Whether to refuse while records use what would be deleted; always so"),
  validateDealStageUsagesBeforeDelete: flag("Whether to refuse while deals use a stage; always so"),
};

export const pipelineRoutes = [
  defineRoute({
    id: "listPipelines",
    method: "GET",
    path: collection,
    summary: "List the pipelines of an object type",
    scope: read,
    query: {},
    response: { status: 200, schema: Type.Object({ results: Type.Array(pipelineAnswer) }) },
    handle: async ({ ctx, typeOf }) => {
      const results = listPipelines(ctx.portal, typeOf("objectType")).map(presentPipeline);
      return { status: 200, body: JSON.stringify({ results }) };
    },
  }),

  defineRoute({
    id: "createPipeline",
    method: "POST",
    path: collection,
    summary: "Add a pipeline with its stages",
    scope: write,
    query: {},
    body: pipelineBody,
    response: { status: 201, schema: pipelineAnswer },
    handle: async ({ ctx, http, typeOf, body }) => {
      const pipeline = await createPipeline(ctx, typeOf("objectType"), inputOf(body));
      http.portals.forget(ctx.portal.portalId);
      return answer(pipeline, 201);
    },
  }),

  defineRoute({
    id: "getPipeline",
    method: "GET",
    path: one,
    summary: "Read a pipeline",
    scope: read,
    query: {},
    response: { status: 200, schema: pipelineAnswer },
    handle: async ({ ctx, typeOf, params }) =>
      answer(getPipeline(ctx.portal, typeOf("objectType"), params.pipelineId as string)),
  }),

  defineRoute({
    id: "updatePipeline",
    method: "PATCH",
    path: one,
    summary: "Rename or reorder a pipeline",
    scope: write,
    query: checks,
    body: pipelinePatch,
    response: { status: 200, schema: pipelineAnswer },
    handle: async ({ ctx, http, typeOf, params, body }) => {
      const pipeline = await updatePipeline(ctx, typeOf("objectType"), params.pipelineId as string, body);
      http.portals.forget(ctx.portal.portalId);
      return answer(pipeline);
    },
  }),

  defineRoute({
    id: "replacePipeline",
    method: "PUT",
    path: one,
    summary: "Replace a pipeline and its stages",
    scope: write,
    query: checks,
    body: pipelineBody,
    response: { status: 200, schema: pipelineAnswer },
    handle: async ({ ctx, http, typeOf, params, body }) => {
      const pipeline = await replacePipeline(ctx, typeOf("objectType"), params.pipelineId as string, inputOf(body));
      http.portals.forget(ctx.portal.portalId);
      return answer(pipeline);
    },
  }),

  defineRoute({
    id: "deletePipeline",
    method: "DELETE",
    path: one,
    summary: "Delete a pipeline that no record uses",
    scope: write,
    query: checks,
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, params }) => {
      await deletePipeline(ctx, typeOf("objectType"), params.pipelineId as string);
      http.portals.forget(ctx.portal.portalId);
      return { status: 204 };
    },
  }),
];

function inputOf(body: Static<typeof pipelineBody>): PipelineInput {
  return { ...body, stages: body.stages.map((stage) => ({ ...stage, id: stage.id ?? stage.stageId })) };
}

function answer(pipeline: Pipeline, status = 200): Handled {
  return { status, body: JSON.stringify(presentPipeline(pipeline)) };
}
