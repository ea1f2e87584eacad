import { selectProperties } from "../../domain/properties/select.ts";
import { searchObjects } from "../../domain/search/search.ts";
import { limits } from "../../model/limits.ts";
import { presentFound } from "../present/found.ts";
import { defineRoute } from "../route.ts";
import { searchAnswer, searchBody } from "../schemas/search.ts";

export const searchRoutes = [
  defineRoute({
    id: "searchObjects",
    method: "POST",
    path: "/crm/v3/objects/:objectType/search",
    summary: "Search records",
    scope: { access: "read", objects: ["objectType"] },
    limitClass: "search",
    query: {},
    body: searchBody,
    bodyCharacters: limits.searchBodyCharacters,
    response: { status: 200, schema: searchAnswer },
    handle: async ({ ctx, typeOf, body, origin }) => {
      const objectType = typeOf("objectType");
      const found = await searchObjects(ctx, objectType, body);
      const requested = (body.properties ?? []).filter((name): name is string => name !== null && name !== "");
      const names = selectProperties(objectType, requested);
      return { status: 200, body: presentFound(found, objectType, names, { origin, portalId: ctx.portal.portalId }) };
    },
  }),
];
