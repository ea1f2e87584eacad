import { Type } from "typebox";
import { selectProperties } from "../../domain/properties/select.ts";
import { formatTime } from "../../domain/properties/time-text.ts";
import { listBin, purgeTime } from "../../domain/recycle-bin/list-bin.ts";
import { purgeObjects } from "../../domain/recycle-bin/purge.ts";
import { limits } from "../../model/limits.ts";
import { recordPresenter } from "../present/record.ts";
import { integer, list, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { paging, recordAnswer } from "../schemas/objects.ts";

const path = "/app/bin/:objectType";
const binnedRecord = Type.Object({ ...recordAnswer.properties, purgeAt: Type.String() }, { title: "BinnedRecord" });

/** The recycling bin as people look through it: what was deleted last comes first. */
export const appBinRoutes = [
  defineRoute({
    id: "listBin",
    method: "GET",
    path,
    summary: "List what lies in the recycling bin, and until when",
    scope: { access: "read", objects: ["objectType"] },
    query: {
      properties: list("Names of the properties to show"),
      limit: integer(1, limits.listMax, limits.appPageDefault),
      after: text("Where the page begins: what the page before gave"),
    },
    response: {
      status: 200,
      schema: Type.Object({ results: Type.Array(binnedRecord), paging: Type.Optional(paging) }, { title: "BinPage" }),
    },
    handle: async ({ ctx, http, typeOf, query, origin }) => {
      const objectType = typeOf("objectType");
      const page = await listBin(ctx, objectType, query);
      const names = selectProperties(objectType, query.properties);
      const present = recordPresenter(objectType, names, { origin, portalId: ctx.portal.portalId });
      const results = page.records.map((record) => {
        const purgeAt = formatTime(purgeTime(record.archivedAt ?? 0, http.services.recycleBinDays));
        return `${present(record).slice(0, -1)},"purgeAt":"${purgeAt}"}`;
      });
      const next = page.after === undefined ? "" : `,"paging":{"next":{"after":"${page.after}"}}`;
      return {
        status: 200,
        body: `{"results":[${results.join(",")}]${next}}`,
        headers: { "cache-control": "no-store" },
      };
    },
  }),

  defineRoute({
    id: "purgeObjects",
    method: "POST",
    path: `${path}/purge`,
    summary: "Remove records of the recycling bin for good, before their time",
    scope: { access: "write", objects: ["objectType"] },
    query: {},
    body: Type.Object({ ids: Type.Array(Type.String()) }),
    response: {
      status: 200,
      schema: Type.Object({
        purged: Type.Array(Type.String()),
        missing: Type.Array(Type.String({ description: "An id that did not lie in the bin" })),
      }),
    },
    handle: async ({ ctx, http, typeOf, body }) => {
      const purged = await purgeObjects(ctx, http.services.files, typeOf("objectType"), body.ids);
      return { status: 200, body: JSON.stringify(purged) };
    },
  }),
];
