import { associateEngagement, dissociateEngagement } from "../../domain/engagements/change-links.ts";
import { getEngagement } from "../../domain/engagements/engagement.ts";
import { archiveEngagement, createEngagement, updateEngagement } from "../../domain/engagements/write-engagement.ts";
import { presentEngagement } from "../present/engagement.ts";
import { defineRoute } from "../route.ts";
import { engagementAnswer, engagementBody } from "../schemas/engagements.ts";

const collection = "/engagements/v1/engagements";
const one = `${collection}/:engagementId`;
const link = `${one}/associations/:toObjectType/:toObjectId`;
const writeScope = "crm.objects.contacts.write";
const write = { scopes: [writeScope] };
const writeBoth = { access: "write", objects: ["toObjectType"], alsoScopes: [writeScope] } as const;

/** Calls, notes, tasks, meetings and emails in the shape of the older engagements API. */
export const engagementRoutes = [
  defineRoute({
    id: "createEngagement",
    method: "POST",
    path: collection,
    summary: "Log an engagement (older shape)",
    scope: write,
    query: {},
    body: engagementBody,
    response: { status: 200, schema: engagementAnswer },
    handle: async ({ ctx, body }) => {
      const view = await createEngagement(ctx, body);
      return { status: 200, body: JSON.stringify(presentEngagement(view, ctx.portal.portalId)) };
    },
  }),

  defineRoute({
    id: "getEngagement",
    method: "GET",
    path: one,
    summary: "Read an engagement (older shape)",
    scope: { scopes: ["crm.objects.contacts.read"] },
    query: {},
    response: { status: 200, schema: engagementAnswer },
    handle: async ({ ctx, params }) => {
      const view = await getEngagement(ctx, params.engagementId as string);
      return { status: 200, body: JSON.stringify(presentEngagement(view, ctx.portal.portalId)) };
    },
  }),

  defineRoute({
    id: "updateEngagement",
    method: "PATCH",
    path: one,
    summary: "Change what is named of an engagement; associations are added (older shape)",
    scope: write,
    query: {},
    body: engagementBody,
    response: { status: 200, schema: engagementAnswer },
    handle: async ({ ctx, params, body }) => {
      const view = await updateEngagement(ctx, params.engagementId as string, body, "add");
      return { status: 200, body: JSON.stringify(presentEngagement(view, ctx.portal.portalId)) };
    },
  }),

  defineRoute({
    id: "replaceEngagement",
    method: "PUT",
    path: one,
    summary: "Write an engagement back; lists of associations are replaced (older shape)",
    scope: write,
    query: {},
    body: engagementBody,
    response: { status: 200, schema: engagementAnswer },
    handle: async ({ ctx, params, body }) => {
      const view = await updateEngagement(ctx, params.engagementId as string, body, "replace");
      return { status: 200, body: JSON.stringify(presentEngagement(view, ctx.portal.portalId)) };
    },
  }),

  defineRoute({
    id: "archiveEngagement",
    method: "DELETE",
    path: one,
    summary: "Move an engagement to the recycling bin",
    scope: write,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, params }) => {
      await archiveEngagement(ctx, params.engagementId as string);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "associateEngagement",
    method: "PUT",
    path: link,
    summary: "Associate an engagement with a record",
    scope: writeBoth,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, params, typeOf }) => {
      const { engagementId, toObjectId } = params as Record<string, string>;
      await associateEngagement(ctx, engagementId as string, typeOf("toObjectType"), toObjectId as string);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "dissociateEngagement",
    method: "DELETE",
    path: link,
    summary: "Take the association of an engagement with a record away",
    scope: writeBoth,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, params, typeOf }) => {
      const { engagementId, toObjectId } = params as Record<string, string>;
      await dissociateEngagement(ctx, engagementId as string, typeOf("toObjectType"), toObjectId as string);
      return { status: 204 };
    },
  }),
];
