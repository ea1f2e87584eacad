import type { Static, TSchema } from "typebox";
import { archiveBatch, restoreBatch } from "../../domain/batch/archive-batch.ts";
import { createBatch } from "../../domain/batch/create-batch.ts";
import { readBatch } from "../../domain/batch/read-batch.ts";
import { updateBatch } from "../../domain/batch/update-batch.ts";
import { upsertBatch } from "../../domain/batch/upsert-batch.ts";
import type { Context } from "../../domain/context.ts";
import { selectProperties } from "../../domain/properties/select.ts";
import type { BatchOutcome } from "../../model/batch.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { ignoredHeader } from "../ignored-properties.ts";
import { presentBatch } from "../present/batch.ts";
import { flag } from "../query.ts";
import { defineRoute, type Handled } from "../route.ts";
import { batchAnswer, batchCreateBody, batchReadBody, batchWriteBody, idsBody } from "../schemas/batch.ts";
import { readAssociations } from "./read-associations.ts";

const batch = "/crm/v3/objects/:objectType/batch";
const read = { access: "read", objects: ["objectType"] } as const;
const write = { access: "write", objects: ["objectType"] } as const;

export const batchRoutes = [
  defineRoute({
    id: "createBatch",
    method: "POST",
    path: `${batch}/create`,
    summary: "Create up to 100 records",
    scope: write,
    query: {},
    body: batchCreateBody,
    response: { status: 201, schema: batchAnswer },
    handle: ({ ctx, typeOf, body, origin }) => {
      const inputs = body.inputs.map(({ properties, associations, objectWriteTraceId }) => ({
        properties: properties ?? {},
        associations: readAssociations(associations),
        traceId: objectWriteTraceId ?? undefined,
      }));
      const objectType = typeOf("objectType");
      return answer(ctx, objectType, origin, 201, () => createBatch(ctx, objectType, inputs));
    },
  }),

  defineRoute({
    id: "readBatch",
    method: "POST",
    path: `${batch}/read`,
    summary: "Read up to 100 records by id or by a unique property",
    scope: read,
    query: { archived: flag("Whether to look in the recycling bin") },
    body: batchReadBody,
    response: { status: 200, schema: batchAnswer },
    handle: ({ ctx, typeOf, query, body, origin }) => {
      const objectType = typeOf("objectType");
      const history = readNames(body.propertiesWithHistory);
      const names = selectProperties(objectType, readNames(body.properties), history);
      const beside = { archived: query.archived, history, associations: [] };
      const idProperty = body.idProperty ?? undefined;
      const work = () => readBatch(ctx, objectType, readIds(body), idProperty, beside);
      return answer(ctx, objectType, origin, 200, work, names);
    },
  }),

  changeRoute("updateBatch", "update", "Change properties of up to 100 records", batchWriteBody, (ctx, type, body) =>
    updateBatch(ctx, type, readWrites(body)),
  ),

  changeRoute(
    "upsertBatch",
    "upsert",
    "Change up to 100 records by a unique property, or create those that are not there",
    batchWriteBody,
    (ctx, type, body) => upsertBatch(ctx, type, readWrites(body)),
  ),

  defineRoute({
    id: "archiveBatch",
    method: "POST",
    path: `${batch}/archive`,
    summary: "Move up to 100 records to the recycling bin",
    scope: write,
    query: {},
    body: idsBody,
    response: { status: 204 },
    handle: async ({ ctx, typeOf, body }) => {
      await archiveBatch(ctx, typeOf("objectType"), readIds(body));
      return { status: 204 };
    },
  }),

  changeRoute(
    "restoreBatch",
    "restore",
    "Bring up to 100 records back from the recycling bin",
    idsBody,
    (ctx, type, body) => restoreBatch(ctx, type, readIds(body)),
  ),
];

/** A batch that changes records and answers with them. */
function changeRoute<B extends TSchema>(
  id: string,
  verb: string,
  summary: string,
  body: B,
  work: (ctx: Context, objectType: ObjectType, body: Static<B>) => Promise<BatchOutcome>,
) {
  return defineRoute({
    id,
    method: "POST",
    path: `${batch}/${verb}`,
    summary,
    scope: write,
    query: {},
    body,
    response: { status: 200, schema: batchAnswer },
    handle: ({ ctx, typeOf, body, origin }) => {
      const objectType = typeOf("objectType");
      return answer(ctx, objectType, origin, 200, () => work(ctx, objectType, body));
    },
  });
}

/** The ids of a list in which clients leave nulls. */
function readIds({ inputs }: Static<typeof idsBody>): string[] {
  return inputs.map((input) => input?.id ?? null).flatMap((id) => (id === null ? [] : [String(id)]));
}

function readNames(given: readonly (string | null)[] | null | undefined): string[] {
  return [...new Set(given ?? [])].filter((name): name is string => typeof name === "string" && name !== "");
}

function readWrites({ inputs }: Static<typeof batchWriteBody>) {
  return inputs.map(({ id, idProperty, properties, objectWriteTraceId }) => ({
    id: String(id),
    idProperty: idProperty ?? undefined,
    properties: properties ?? {},
    traceId: objectWriteTraceId ?? undefined,
  }));
}

/** Does a batch and presents it; with errors in it the status is 207 (section 12, row 18). */
async function answer(
  ctx: Context,
  objectType: ObjectType,
  origin: string,
  status: number,
  work: () => Promise<BatchOutcome>,
  names?: readonly string[],
): Promise<Handled> {
  const startedAt = ctx.now();
  const outcome = await work();
  const place = { origin, portalId: ctx.portal.portalId };
  const times = { startedAt, completedAt: ctx.now() };
  return {
    status: outcome.errors.length > 0 ? 207 : status,
    body: presentBatch(outcome, objectType, names, place, times),
    headers: ignoredHeader(outcome.ignored),
  };
}
