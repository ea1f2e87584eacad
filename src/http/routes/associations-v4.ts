import { associateByDefault, dissociateWholly, setAssociationTypes } from "../../domain/associations/change.ts";
import { listAssociatedRecords } from "../../domain/associations/read-pairs.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import {
  presentAssociatedObjects,
  presentAssociationBatch,
  presentBothDirections,
  presentPair,
} from "../present/associations.ts";
import { integer, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import {
  associatedObjectList,
  batchOf,
  defaultPairAnswer,
  pairAnswer,
  pairTypesBody,
} from "../schemas/associations.ts";
import { readTypes } from "./read-associations.ts";

const ofRecord = "/crm/v4/objects/:objectType/:objectId/associations";
const pair = `${ofRecord}/:toObjectType/:toObjectId`;
const ends = ["objectType", "toObjectType"];

/** The associations of one record with their labels (contract 4.4). */
export const associationV4Routes = [
  defineRoute({
    id: "listAssociatedRecords",
    method: "GET",
    path: `${ofRecord}/:toObjectType`,
    summary: "List the records of a type that a record is associated with, with their labels",
    scope: { access: "read", objects: ends },
    limitClass: "associations",
    query: {
      limit: integer(1, limits.associationsPage, limits.associationsPage),
      after: text("Where a page begins"),
    },
    response: { status: 200, schema: associatedObjectList },
    handle: async ({ ctx, typeOf, params, query, origin, url }) => {
      const page = { limit: query.limit, after: query.after };
      const types = { from: typeOf("objectType"), to: typeOf("toObjectType") };
      const found = await listAssociatedRecords(ctx, types, params.objectId as string, page);
      return { status: 200, body: JSON.stringify(presentAssociatedObjects(found, `${origin}${url}`)) };
    },
  }),

  defineRoute({
    id: "setAssociationTypes",
    method: "PUT",
    path: pair,
    summary: "Associate two records with these labels and no others",
    scope: { access: "write", objects: ends },
    limitClass: "associations",
    query: {},
    body: pairTypesBody,
    response: { status: 201, schema: pairAnswer },
    handle: async ({ ctx, typeOf, params, body }) => {
      const write = await setAssociationTypes(ctx, pairOf(typeOf, params), readTypes(body));
      const types = { from: typeOf("objectType"), to: typeOf("toObjectType") };
      return { status: 201, body: JSON.stringify(presentPair(types, write)) };
    },
  }),

  defineRoute({
    id: "associateByDefault",
    method: "PUT",
    path: `${ofRecord}/default/:toObjectType/:toObjectId`,
    summary: "Associate two records without a label",
    scope: { access: "write", objects: ends },
    limitClass: "associations",
    query: {},
    response: { status: 200, schema: batchOf(defaultPairAnswer) },
    handle: async ({ ctx, typeOf, params }) => {
      const startedAt = ctx.now();
      const write = await associateByDefault(ctx, pairOf(typeOf, params));
      return presentAssociationBatch([write], presentBothDirections, 200, { startedAt, completedAt: ctx.now() });
    },
  }),

  defineRoute({
    id: "dissociateWholly",
    method: "DELETE",
    path: pair,
    summary: "Remove every association between two records",
    scope: { access: "write", objects: ends },
    limitClass: "associations",
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, typeOf, params }) => {
      await dissociateWholly(ctx, pairOf(typeOf, params));
      return { status: 204 };
    },
  }),
];

function pairOf(typeOf: (parameter: string) => ObjectType, params: Readonly<Record<string, string>>) {
  return {
    fromType: typeOf("objectType"),
    fromReference: params.objectId as string,
    toType: typeOf("toObjectType"),
    toReference: params.toObjectId as string,
  };
}
