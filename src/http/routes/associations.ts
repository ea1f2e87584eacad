import { Type } from "typebox";
import { associate, dissociate } from "../../domain/associations/change.ts";
import { listAssociations } from "../../domain/associations/list.ts";
import { getObject } from "../../domain/objects/read.ts";
import { selectProperties } from "../../domain/properties/select.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { presentAssociationList, presentRecord } from "../present/record.ts";
import { integer, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { associationList, recordAnswer } from "../schemas/objects.ts";

const ofRecord = "/crm/v3/objects/:objectType/:objectId/associations/:toObjectType";
const pair = `${ofRecord}/:toObjectId/:associationType`;
const ends = ["objectType", "toObjectType"];

export const associationRoutes = [
  defineRoute({
    id: "listAssociations",
    method: "GET",
    path: ofRecord,
    summary: "List the records of a type that a record is associated with",
    scope: { access: "read", objects: ends },
    limitClass: "associations",
    query: {
      limit: integer(1, limits.associationsPage, limits.associationsPage),
      after: text("Where a page begins"),
    },
    response: { status: 200, schema: associationList },
    handle: async ({ ctx, typeOf, params, query, origin, url }) => {
      const page = { limit: query.limit, after: query.after };
      const fromType = typeOf("objectType");
      const found = await listAssociations(ctx, fromType, params.objectId as string, typeOf("toObjectType"), page);
      return { status: 200, body: JSON.stringify(presentAssociationList(found, `${origin}${url}`)) };
    },
  }),

  defineRoute({
    id: "associate",
    method: "PUT",
    path: pair,
    summary: "Associate two records",
    scope: { access: "write", objects: ends },
    limitClass: "associations",
    query: {},
    response: { status: 200, schema: recordAnswer },
    handle: async ({ ctx, typeOf, params, origin }) => {
      const objectType = typeOf("objectType");
      await associate(ctx, pairOf(typeOf, params));
      const beside = { archived: false, history: [], associations: [typeOf("toObjectType")] };
      const view = await getObject(ctx, objectType, params.objectId as string, undefined, beside);
      const place = { origin, portalId: ctx.portal.portalId };
      return { status: 200, body: presentRecord(view, objectType, selectProperties(objectType, []), place) };
    },
  }),

  defineRoute({
    id: "dissociate",
    method: "DELETE",
    path: pair,
    summary: "Remove an association",
    scope: { access: "write", objects: ends },
    limitClass: "associations",
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, typeOf, params }) => {
      await dissociate(ctx, pairOf(typeOf, params));
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "listAssociationTypes",
    method: "GET",
    path: "/crm/v3/associations/:fromObjectType/:toObjectType/types",
    summary: "List the association types from one object type to another",
    scope: { access: "read", objects: ["fromObjectType", "toObjectType"] },
    limitClass: "associations",
    query: {},
    response: {
      status: 200,
      schema: Type.Object({ results: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
    },
    handle: async ({ ctx, typeOf }) => {
      const types = ctx.portal.associationTypes.between(typeOf("fromObjectType").id, typeOf("toObjectType").id);
      return {
        status: 200,
        body: JSON.stringify({ results: types.map(({ id, name }) => ({ id: String(id), name })) }),
      };
    },
  }),
];

function pairOf(typeOf: (parameter: string) => ObjectType, params: Readonly<Record<string, string>>) {
  return {
    fromType: typeOf("objectType"),
    fromReference: params.objectId as string,
    toType: typeOf("toObjectType"),
    toReference: params.toObjectId as string,
    typeReference: params.associationType as string,
  };
}
