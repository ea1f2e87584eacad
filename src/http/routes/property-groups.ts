import { createGroup, deleteGroup, getGroup, listGroups, updateGroup } from "../../domain/properties/groups.ts";
import { presentGroup } from "../present/property.ts";
import { flag, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { createGroupBody, groupAnswer, groupList, updateGroupBody } from "../schemas/properties.ts";

const collection = "/crm/v3/properties/:objectType/groups";
const one = `${collection}/:groupName`;
const read = { access: "read definitions", objects: ["objectType"] } as const;
const write = { access: "write definitions", objects: ["objectType"] } as const;
const locale = text("Taken and passed over: labels are in the language they were written in");

export const propertyGroupRoutes = [
  defineRoute({
    id: "listPropertyGroups",
    method: "GET",
    path: collection,
    summary: "List the property groups of an object type",
    scope: read,
    query: { archived: flag("Deleted groups are not kept: with `true` the list is empty"), locale },
    response: { status: 200, schema: groupList },
    handle: async ({ ctx, typeOf, query }) => {
      const groups = query.archived ? [] : await listGroups(ctx, typeOf("objectType"));
      return { status: 200, body: JSON.stringify({ results: groups.map(presentGroup) }) };
    },
  }),

  defineRoute({
    id: "createPropertyGroup",
    method: "POST",
    path: collection,
    summary: "Make a property group",
    scope: write,
    query: {},
    body: createGroupBody,
    response: { status: 201, schema: groupAnswer },
    handle: async ({ ctx, http, typeOf, body }) => {
      const group = await createGroup(ctx, typeOf("objectType"), body);
      http.portals.forget(ctx.portal.portalId);
      return { status: 201, body: JSON.stringify(presentGroup(group)) };
    },
  }),

  defineRoute({
    id: "getPropertyGroup",
    method: "GET",
    path: one,
    summary: "Read a property group",
    scope: read,
    query: { locale },
    response: { status: 200, schema: groupAnswer },
    handle: async ({ ctx, typeOf, params }) => {
      const group = await getGroup(ctx, typeOf("objectType"), params.groupName as string);
      return { status: 200, body: JSON.stringify(presentGroup(group)) };
    },
  }),

  defineRoute({
    id: "updatePropertyGroup",
    method: "PATCH",
    path: one,
    summary: "Change a property group",
    scope: write,
    query: {},
    body: updateGroupBody,
    response: { status: 200, schema: groupAnswer },
    handle: async ({ ctx, http, typeOf, params, body }) => {
      const group = await updateGroup(ctx, typeOf("objectType"), params.groupName as string, body);
      http.portals.forget(ctx.portal.portalId);
      return { status: 200, body: JSON.stringify(presentGroup(group)) };
    },
  }),

  defineRoute({
    id: "deletePropertyGroup",
    method: "DELETE",
    path: one,
    summary: "Delete a property group that has no properties",
    scope: write,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, params }) => {
      await deleteGroup(ctx, typeOf("objectType"), params.groupName as string);
      http.portals.forget(ctx.portal.portalId);
      return { status: 204 };
    },
  }),
];
