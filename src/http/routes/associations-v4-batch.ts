import { associatePairs } from "../../domain/associations/associate-pairs.ts";
import { getDefaultType } from "../../domain/associations/association-types.ts";
import { dissociateMany, dissociateTypes } from "../../domain/associations/dissociate-batch.ts";
import { readAssociatedRecords } from "../../domain/associations/read-pairs.ts";
import { getReportUser } from "../../domain/associations/usage.ts";
import { formatTime } from "../../domain/properties/time-text.ts";
import { limits } from "../../model/limits.ts";
import { presentAssociationBatch, presentBothDirections, presentPair, presentRead } from "../present/associations.ts";
import { defineRoute } from "../route.ts";
import {
  batchOf,
  defaultPairAnswer,
  pairAnswer,
  pairsBody,
  partingBody,
  readAnswer,
  readBody,
  reportAnswer,
  typedPairsBody,
} from "../schemas/associations.ts";
import { endParameters, endsOf, readInputs, withoutNulls } from "./association-requests.ts";
import { readTypes } from "./read-associations.ts";

const batch = "/crm/v4/associations/:fromObjectType/:toObjectType/batch";
const reads = { access: "read", objects: endParameters } as const;
const writes = { access: "write", objects: endParameters } as const;

/** Many associations at once (contract 4.4). */
export const associationV4BatchRoutes = [
  defineRoute({
    id: "batchAssociate",
    method: "POST",
    path: `${batch}/create`,
    summary: "Associate pairs of records, each with these labels and no others",
    scope: writes,
    limitClass: "associations",
    query: {},
    body: typedPairsBody,
    response: { status: 201, schema: batchOf(pairAnswer) },
    handle: async ({ ctx, typeOf, body }) => {
      const startedAt = ctx.now();
      const ends = endsOf(typeOf);
      const inputs = readInputs(body.inputs, limits.associationBatchCreate).map(readPairInput);
      const outcomes = await associatePairs(ctx, ends, inputs, "replace");
      const times = { startedAt, completedAt: ctx.now() };
      return presentAssociationBatch(outcomes, (write) => [presentPair(ends, write)], 201, times);
    },
  }),

  defineRoute({
    id: "batchAssociateByDefault",
    method: "POST",
    path: `${batch}/associate/default`,
    summary: "Associate pairs of records without a label",
    scope: writes,
    limitClass: "associations",
    query: {},
    body: pairsBody,
    response: { status: 200, schema: batchOf(defaultPairAnswer) },
    handle: async ({ ctx, typeOf, body }) => {
      const startedAt = ctx.now();
      const ends = endsOf(typeOf);
      const types = [{ associationTypeId: getDefaultType(ctx.portal, ends.from, ends.to).id }];
      const inputs = readInputs(body.inputs, limits.associationBatchCreate);
      const pairs = inputs.map(({ from, to }) => ({ fromId: from.id, toId: to.id, types }));
      const outcomes = await associatePairs(ctx, ends, pairs, "add");
      // The service knows no 207 here: its 200 has a place for errors.
      return presentAssociationBatch(outcomes, presentBothDirections, 200, { startedAt, completedAt: ctx.now() }, 200);
    },
  }),

  defineRoute({
    id: "batchReadAssociations",
    method: "POST",
    path: `${batch}/read`,
    summary: "Read the associations of many records",
    scope: reads,
    limitClass: "associations",
    query: {},
    body: readBody,
    response: { status: 200, schema: batchOf(readAnswer) },
    handle: async ({ ctx, typeOf, body, origin }) => {
      const startedAt = ctx.now();
      const ends = endsOf(typeOf);
      const inputs = withoutNulls(readInputs(body.inputs, limits.associationBatchRead));
      const outcomes = await readAssociatedRecords(ctx, ends, inputs);
      const times = { startedAt, completedAt: ctx.now() };
      return presentAssociationBatch(outcomes, (found) => [presentRead(ends, found, origin)], 200, times);
    },
  }),

  defineRoute({
    id: "batchDissociate",
    method: "POST",
    path: `${batch}/archive`,
    summary: "Remove every association between pairs of records",
    scope: writes,
    limitClass: "associations",
    query: {},
    body: partingBody,
    response: { status: 204 },
    handle: async ({ ctx, typeOf, body }) => {
      const inputs = readInputs(body.inputs, limits.associationBatchArchive);
      await dissociateMany(ctx, endsOf(typeOf), inputs.map(readParting));
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "batchDissociateTypes",
    method: "POST",
    path: `${batch}/labels/archive`,
    summary: "Remove labels from pairs of records",
    scope: writes,
    limitClass: "associations",
    query: {},
    body: typedPairsBody,
    response: { status: 204 },
    handle: async ({ ctx, typeOf, body }) => {
      const inputs = readInputs(body.inputs, limits.associationBatchCreate);
      await dissociateTypes(ctx, endsOf(typeOf), inputs.map(readPairInput));
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "requestHighUsageReport",
    method: "POST",
    path: "/crm/v4/associations/usage/high-usage-report/:userId",
    summary: "Ask for a report of records with many associations",
    scope: { scopes: ["crm.objects.contacts.read"] },
    limitClass: "associations",
    query: {},
    response: { status: 200, schema: reportAnswer },
    handle: async ({ ctx, params }) => {
      const { email, userId } = getReportUser(ctx, params.userId as string);
      return { status: 200, body: JSON.stringify({ enqueueTime: formatTime(ctx.now()), userEmail: email, userId }) };
    },
  }),
];

type Id = { readonly id: string | number | null };

function readPairInput({ from, to, types }: { from: Id; to: Id; types: Parameters<typeof readTypes>[0] }) {
  return { fromId: from.id, toId: to.id, types: readTypes(types) };
}

function readParting({ from, to }: { from: Id; to: Id | (Id | null)[] }) {
  const all = withoutNulls(Array.isArray(to) ? to : [to]);
  return { fromId: from.id, toIds: all.map(({ id }) => id) };
}
