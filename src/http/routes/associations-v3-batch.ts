import { associatePairs } from "../../domain/associations/associate-pairs.ts";
import { dissociateTypes } from "../../domain/associations/dissociate-batch.ts";
import { readAssociationLists } from "../../domain/associations/read-pairs.ts";
import { limits } from "../../model/limits.ts";
import { presentAssociationBatch, presentNamedDirections, presentNamedRead } from "../present/associations.ts";
import { defineRoute } from "../route.ts";
import { batchOf, namedPairAnswer, namedPairsBody, namedReadAnswer, readBody } from "../schemas/associations.ts";
import { endParameters, endsOf, readInputs, withoutNulls } from "./association-requests.ts";

const batch = "/crm/v3/associations/:fromObjectType/:toObjectType/batch";

/** Many associations at once, their types by name (contract 4.5). Here a write keeps the other types of a pair. */
export const associationV3BatchRoutes = [
  defineRoute({
    id: "batchAssociateByName",
    method: "POST",
    path: `${batch}/create`,
    summary: "Associate pairs of records by association types",
    scope: { access: "write", objects: endParameters },
    limitClass: "associations",
    query: {},
    body: namedPairsBody,
    response: { status: 201, schema: batchOf(namedPairAnswer) },
    handle: async ({ ctx, typeOf, body }) => {
      const startedAt = ctx.now();
      const { inverseOf } = ctx.portal.associationTypes;
      const inputs = readInputs(body.inputs, limits.associationBatchCreate).map(readNamedPair);
      const outcomes = await associatePairs(ctx, endsOf(typeOf), inputs, "add");
      const times = { startedAt, completedAt: ctx.now() };
      return presentAssociationBatch(outcomes, (write) => presentNamedDirections(write, inverseOf), 201, times);
    },
  }),

  defineRoute({
    id: "batchReadAssociationsByName",
    method: "POST",
    path: `${batch}/read`,
    summary: "Read the associations of many records with the names of their types",
    scope: { access: "read", objects: endParameters },
    limitClass: "associations",
    query: {},
    body: readBody,
    response: { status: 200, schema: batchOf(namedReadAnswer) },
    handle: async ({ ctx, typeOf, body, origin }) => {
      const startedAt = ctx.now();
      const ends = endsOf(typeOf);
      const inputs = withoutNulls(readInputs(body.inputs, limits.associationBatchRead));
      const outcomes = await readAssociationLists(ctx, ends, inputs);
      const times = { startedAt, completedAt: ctx.now() };
      return presentAssociationBatch(outcomes, (found) => [presentNamedRead(ends, found, origin)], 200, times);
    },
  }),

  defineRoute({
    id: "batchDissociateByName",
    method: "POST",
    path: `${batch}/archive`,
    summary: "Remove association types from pairs of records",
    scope: { access: "write", objects: endParameters },
    limitClass: "associations",
    query: {},
    body: namedPairsBody,
    response: { status: 204 },
    handle: async ({ ctx, typeOf, body }) => {
      const inputs = readInputs(body.inputs, limits.associationBatchCreate);
      await dissociateTypes(ctx, endsOf(typeOf), inputs.map(readNamedPair));
      return { status: 204 };
    },
  }),
];

type Id = { readonly id: string | number | null };

function readNamedPair({ from, to, type }: { from: Id; to: Id; type: string | number }) {
  return { fromId: from.id, toId: to.id, types: [String(type)] };
}
