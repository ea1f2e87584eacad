import { getObjectType } from "../../domain/object-types/resolve.ts";
import { createObject } from "../../domain/objects/create.ts";
import { getObject, listObjects } from "../../domain/objects/read.ts";
import { updateObject } from "../../domain/objects/update.ts";
import { selectProperties } from "../../domain/properties/select.ts";
import { archiveObject } from "../../domain/recycle-bin/archive.ts";
import { restoreObject } from "../../domain/recycle-bin/restore.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { Portal } from "../../model/portal.ts";
import { ignoredHeader } from "../ignored-properties.ts";
import { nextLink, presentRecord, recordPresenter } from "../present/record.ts";
import { flag, integer, list, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { createBody, recordAnswer, recordList, updateBody } from "../schemas/objects.ts";
import { readAssociations } from "./read-associations.ts";

const collection = "/crm/v3/objects/:objectType";
const one = `${collection}/:objectId`;
const read = { access: "read", objects: ["objectType"] } as const;
const write = { access: "write", objects: ["objectType"] } as const;

const whatToShow = {
  properties: list("Names of the properties to show"),
  propertiesWithHistory: list("Names of the properties to show with their former values"),
  associations: list("Object types whose associated records are listed"),
  archived: flag("Whether to look in the recycling bin"),
};
const idProperty = text("Name of a unique property whose value the path holds in place of the id");

export const objectRoutes = [
  defineRoute({
    id: "listObjects",
    method: "GET",
    path: collection,
    summary: "List records",
    scope: read,
    query: { ...whatToShow, limit: integer(1, limits.listMax, limits.listDefault), after: text("Where a page begins") },
    response: { status: 200, schema: recordList },
    handle: async ({ ctx, typeOf, query, origin, url }) => {
      const objectType = typeOf("objectType");
      if (query.propertiesWithHistory.length > 0 && query.limit > limits.listMaxWithHistory) {
        throw refuse.parameter("query", "limit", `Allowed with histories: 1 to ${limits.listMaxWithHistory}`);
      }
      const { records, nextId } = await listObjects(
        ctx,
        objectType,
        { limit: query.limit, fromId: readAfter(query.after) },
        besideOf(ctx.portal, query),
      );
      const names = selectProperties(objectType, query.properties, query.propertiesWithHistory);
      const present = recordPresenter(objectType, names, { origin, portalId: ctx.portal.portalId });
      const results = records.map((record) => present(record)).join(",");
      const paging =
        nextId === undefined
          ? ""
          : `,"paging":${JSON.stringify({
              next: { after: String(nextId), link: nextLink(`${origin}${url}`, String(nextId)) },
            })}`;
      return { status: 200, body: `{"results":[${results}]${paging}}` };
    },
  }),

  defineRoute({
    id: "createObject",
    method: "POST",
    path: collection,
    summary: "Create a record",
    scope: write,
    query: {},
    body: createBody,
    response: { status: 201, schema: recordAnswer },
    handle: async ({ ctx, typeOf, body, origin, addressOf }) => {
      const objectType = typeOf("objectType");
      const record = await createObject(ctx, objectType, {
        properties: body.properties ?? {},
        associations: readAssociations(body.associations),
      });
      return {
        status: 201,
        body: presentRecord(record, objectType, undefined, { origin, portalId: ctx.portal.portalId }),
        headers: { location: addressOf(`/crm/v3/objects/${objectType.plural}/${record.id}`) },
      };
    },
  }),

  defineRoute({
    id: "getObject",
    method: "GET",
    path: one,
    summary: "Read a record",
    scope: read,
    query: { ...whatToShow, idProperty },
    response: { status: 200, schema: recordAnswer },
    handle: async ({ ctx, typeOf, params, query, origin }) => {
      const objectType = typeOf("objectType");
      const view = await getObject(
        ctx,
        objectType,
        params.objectId as string,
        query.idProperty,
        besideOf(ctx.portal, query),
      );
      const names = selectProperties(objectType, query.properties, query.propertiesWithHistory);
      const place = { origin, portalId: ctx.portal.portalId };
      return { status: 200, body: presentRecord(view, objectType, names, place) };
    },
  }),

  defineRoute({
    id: "updateObject",
    method: "PATCH",
    path: one,
    summary: "Change properties of a record",
    scope: write,
    query: { idProperty },
    body: updateBody,
    response: { status: 200, schema: recordAnswer },
    handle: async ({ ctx, typeOf, params, query, body, origin }) => {
      const objectType = typeOf("objectType");
      const { record, ignored } = await updateObject(ctx, objectType, {
        reference: params.objectId as string,
        idProperty: query.idProperty,
        properties: body.properties ?? {},
      });
      return {
        status: 200,
        body: presentRecord(record, objectType, undefined, { origin, portalId: ctx.portal.portalId }),
        headers: ignoredHeader(ignored),
      };
    },
  }),

  defineRoute({
    id: "archiveObject",
    method: "DELETE",
    path: one,
    summary: "Move a record to the recycling bin",
    scope: write,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, typeOf, params }) => {
      await archiveObject(ctx, typeOf("objectType"), params.objectId as string);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "restoreObject",
    method: "POST",
    path: `${one}/restore`,
    summary: "Bring a record back from the recycling bin",
    scope: write,
    query: {},
    response: { status: 200, schema: recordAnswer },
    handle: async ({ ctx, typeOf, params, origin }) => {
      const objectType = typeOf("objectType");
      const record = await restoreObject(ctx, objectType, params.objectId as string);
      const place = { origin, portalId: ctx.portal.portalId };
      return { status: 200, body: presentRecord(record, objectType, undefined, place) };
    },
  }),
];

function besideOf(
  portal: Portal,
  query: {
    readonly archived: boolean;
    readonly propertiesWithHistory: readonly string[];
    readonly associations: readonly string[];
  },
) {
  return {
    archived: query.archived,
    history: query.propertiesWithHistory,
    associations: query.associations.map((name) => getObjectType(portal, name)),
  };
}

/** The id at which a page begins: `paging.next.after` of the page before (contract 1.2). */
function readAfter(after: string | undefined): number {
  if (after === undefined) return 0;
  const id = Number(after);
  if (!/^\d{1,16}$/.test(after) || id >= limits.recordIdCeiling) throw refuse.parameter("query", "after");
  return id;
}
