import { Type } from "typebox";
import { getProperty } from "../../domain/properties/definitions.ts";
import { getGroup, listGroups } from "../../domain/properties/groups.ts";
import { presentOlderGroup, presentOlderProperty } from "../present/older-property.ts";
import { flag } from "../query.ts";
import { defineRoute } from "../route.ts";
import { olderProperty, olderPropertyGroup } from "../schemas/older-properties.ts";

const ofType = "/properties/v2/:objectType";
const read = { access: "read definitions", objects: ["objectType"] } as const;

const query = { includeProperties: flag("Whether to show the properties of each group") };

/** Property definitions in the shape of the older properties API; it answers bare lists. */
export const olderPropertyRoutes = [
  defineRoute({
    id: "listOlderProperties",
    method: "GET",
    path: `${ofType}/properties`,
    summary: "List the properties of an object type (older shape)",
    scope: read,
    query: {},
    response: { status: 200, schema: Type.Array(olderProperty) },
    handle: async ({ ctx, typeOf }) => {
      const definitions = [...typeOf("objectType").properties.values()];
      return { status: 200, body: JSON.stringify(definitions.map((one) => presentOlderProperty(one, ctx.portal))) };
    },
  }),

  defineRoute({
    id: "getOlderProperty",
    method: "GET",
    path: `${ofType}/properties/named/:propertyName`,
    summary: "Read a property (older shape)",
    scope: read,
    query: {},
    response: { status: 200, schema: olderProperty },
    handle: async ({ ctx, typeOf, params }) => {
      const definition = getProperty(typeOf("objectType"), params.propertyName as string);
      return { status: 200, body: JSON.stringify(presentOlderProperty(definition, ctx.portal)) };
    },
  }),

  defineRoute({
    id: "listOlderPropertyGroups",
    method: "GET",
    path: `${ofType}/groups`,
    summary: "List the property groups of an object type (older shape)",
    scope: read,
    query,
    response: { status: 200, schema: Type.Array(olderPropertyGroup) },
    handle: async ({ ctx, typeOf, query }) => {
      const objectType = typeOf("objectType");
      const definitions = query.includeProperties ? [...objectType.properties.values()] : undefined;
      const groups = await listGroups(ctx, objectType);
      const body = groups.map((one) => presentOlderGroup(one, definitions, ctx.portal));
      return { status: 200, body: JSON.stringify(body) };
    },
  }),

  defineRoute({
    id: "getOlderPropertyGroup",
    method: "GET",
    path: `${ofType}/groups/named/:groupName`,
    summary: "Read a property group (older shape)",
    scope: read,
    query,
    response: { status: 200, schema: olderPropertyGroup },
    handle: async ({ ctx, typeOf, params, query }) => {
      const objectType = typeOf("objectType");
      const definitions = query.includeProperties ? [...objectType.properties.values()] : undefined;
      const found = await getGroup(ctx, objectType, params.groupName as string);
      return { status: 200, body: JSON.stringify(presentOlderGroup(found, definitions, ctx.portal)) };
    },
  }),
];
