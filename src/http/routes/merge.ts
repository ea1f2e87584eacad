import { mergeObjects } from "../../domain/objects/merge.ts";
import { eraseObject } from "../../domain/recycle-bin/erase.ts";
import { presentRecord } from "../present/record.ts";
import { defineRoute } from "../route.ts";
import { eraseBody, mergeBody } from "../schemas/batch.ts";
import { recordAnswer } from "../schemas/objects.ts";

const collection = "/crm/v3/objects/:objectType";
const write = { access: "write", objects: ["objectType"] } as const;

export const mergeRoutes = [
  defineRoute({
    id: "mergeObjects",
    method: "POST",
    path: `${collection}/merge`,
    summary: "Make one record of two",
    scope: write,
    query: {},
    body: mergeBody,
    response: { status: 200, schema: recordAnswer },
    handle: async ({ ctx, typeOf, body, origin }) => {
      const objectType = typeOf("objectType");
      const ids = { primaryId: String(body.primaryObjectId), mergedId: String(body.objectIdToMerge) };
      const record = await mergeObjects(ctx, objectType, ids);
      const place = { origin, portalId: ctx.portal.portalId };
      return { status: 200, body: presentRecord(record, objectType, undefined, place) };
    },
  }),

  defineRoute({
    id: "eraseObject",
    method: "POST",
    path: `${collection}/gdpr-delete`,
    summary: "Remove a record for good, with all that is known of it",
    scope: write,
    query: {},
    body: eraseBody,
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, body }) => {
      const reference = { id: String(body.objectId), idProperty: body.idProperty ?? undefined };
      await eraseObject(ctx, http.services.files, typeOf("objectType"), reference);
      return { status: 204 };
    },
  }),
];
