import {
  listEngagements,
  listEngagementsOf,
  listRecentEngagements,
} from "../../domain/engagements/list-engagements.ts";
import { limits } from "../../model/limits.ts";
import { presentEngagements } from "../present/engagement.ts";
import { idOffset, integer } from "../query.ts";
import { defineRoute } from "../route.ts";
import { engagementList } from "../schemas/engagements.ts";

const collection = "/engagements/v1/engagements";
const readScope = "crm.objects.contacts.read";
const offset = idOffset("The offset that the page before gave");

export const engagementListRoutes = [
  defineRoute({
    id: "listEngagements",
    method: "GET",
    path: `${collection}/paged`,
    summary: "List all engagements, the oldest first (older shape)",
    scope: { scopes: [readScope] },
    query: { limit: integer(1, limits.engagementsMax, limits.engagementsDefault), offset },
    response: { status: 200, schema: engagementList },
    handle: async ({ ctx, query }) => {
      const page = await listEngagements(ctx, { afterId: query.offset, limit: query.limit });
      return { status: 200, body: JSON.stringify(presentEngagements(page, ctx.portal.portalId)) };
    },
  }),

  defineRoute({
    id: "listRecentEngagements",
    method: "GET",
    path: `${collection}/recent/modified`,
    summary: "List the engagements that changed last, the latest change first (older shape)",
    scope: { scopes: [readScope] },
    query: {
      count: integer(1, limits.recentEngagementsMax, limits.recentEngagementsDefault),
      offset: integer(0, limits.recentEngagements, 0),
      since: integer(0, 999_999_999_999_999, 0),
    },
    response: { status: 200, schema: engagementList },
    handle: async ({ ctx, query }) => {
      const page = await listRecentEngagements(ctx, query.since, { offset: query.offset, limit: query.count });
      return { status: 200, body: JSON.stringify(presentEngagements(page, ctx.portal.portalId)) };
    },
  }),

  defineRoute({
    id: "listEngagementsOfRecord",
    method: "GET",
    path: `${collection}/associated/:objectType/:objectId/paged`,
    summary: "List the engagements of a record, the oldest first (older shape)",
    scope: { access: "read", objects: ["objectType"], alsoScopes: [readScope] },
    query: { limit: integer(1, limits.engagementsOfRecordMax, limits.engagementsOfRecordMax), offset },
    response: { status: 200, schema: engagementList },
    handle: async ({ ctx, params, query, typeOf }) => {
      const place = { afterId: query.offset, limit: query.limit };
      const page = await listEngagementsOf(ctx, typeOf("objectType"), params.objectId as string, place);
      return { status: 200, body: JSON.stringify(presentEngagements(page, ctx.portal.portalId)) };
    },
  }),
];
