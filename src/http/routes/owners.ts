import { Type } from "typebox";
import { getOwner, pageOwners } from "../../domain/accounts/owners.ts";
import { limits } from "../../model/limits.ts";
import { presentOwner } from "../present/owner.ts";
import { nextLink } from "../present/record.ts";
import { flag, integer, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { paging } from "../schemas/objects.ts";
import { ownerAnswer } from "../schemas/owners.ts";

const scope = { scopes: ["crm.objects.owners.read"] };
const archived = flag("Whether to look among archived owners");

export const ownerRoutes = [
  defineRoute({
    id: "listOwners",
    method: "GET",
    path: "/crm/v3/owners",
    summary: "List the portal's owners",
    scope,
    query: {
      limit: integer(1, limits.ownersMax, limits.ownersDefault),
      after: text("Where a page begins"),
      email: text("Only the owner with this address"),
      archived,
    },
    response: {
      status: 200,
      schema: Type.Object({ results: Type.Array(ownerAnswer), paging: Type.Optional(paging) }),
    },
    handle: async ({ ctx, query, origin, url }) => {
      const { owners, after } = pageOwners(ctx.portal, query);
      const page = after === undefined ? {} : { paging: { next: { after, link: nextLink(`${origin}${url}`, after) } } };
      return { status: 200, body: JSON.stringify({ results: owners.map(presentOwner), ...page }) };
    },
  }),

  defineRoute({
    id: "getOwner",
    method: "GET",
    path: "/crm/v3/owners/:ownerId",
    summary: "Read an owner by its id or its user's",
    scope,
    query: { idProperty: text("`id` (the default) or `userId`"), archived },
    response: { status: 200, schema: ownerAnswer },
    handle: async ({ ctx, params, query }) => {
      const owner = getOwner(ctx.portal, params.ownerId as string, query.idProperty, query.archived);
      return { status: 200, body: JSON.stringify(presentOwner(owner)) };
    },
  }),
];
