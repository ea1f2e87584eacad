import {
  archiveProperty,
  createProperty,
  restoreProperty,
  updateProperty,
} from "../../domain/properties/change-definitions.ts";
import { checkSensitivity, getProperty, listProperties } from "../../domain/properties/definitions.ts";
import { definitionsChanged } from "../definitions-changed.ts";
import { presentProperty } from "../present/property.ts";
import { flag, list, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { createPropertyBody, propertyAnswer, propertyList, updatePropertyBody } from "../schemas/properties.ts";

const collection = "/crm/v3/properties/:objectType";
const one = `${collection}/:propertyName`;
const read = { access: "read definitions", objects: ["objectType"] } as const;
const write = { access: "write definitions", objects: ["objectType"] } as const;

const whatToShow = {
  archived: flag("Whether to look among archived definitions"),
  dataSensitivity: text("Only definitions that are `non_sensitive` (the default), `sensitive` or `highly_sensitive`"),
  locale: text("Taken and passed over: labels are in the language they were written in"),
  properties: list("Only the definitions of these names"),
};

export const propertyRoutes = [
  defineRoute({
    id: "listProperties",
    method: "GET",
    path: collection,
    summary: "List the properties of an object type",
    scope: read,
    query: whatToShow,
    response: { status: 200, schema: propertyList },
    handle: async ({ ctx, typeOf, query }) => {
      const { archived, dataSensitivity, properties: names } = query;
      const definitions = listProperties(typeOf("objectType"), { archived, dataSensitivity, names });
      const results = definitions.map((definition) => presentProperty(definition, ctx.portal));
      return { status: 200, body: JSON.stringify({ results }) };
    },
  }),

  defineRoute({
    id: "createProperty",
    method: "POST",
    path: collection,
    summary: "Define a property",
    scope: write,
    query: {},
    body: createPropertyBody,
    response: { status: 201, schema: propertyAnswer },
    handle: async ({ ctx, http, typeOf, body }) => {
      const definition = await createProperty(ctx, typeOf("objectType"), body);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 201, body: JSON.stringify(presentProperty(definition, ctx.portal)) };
    },
  }),

  defineRoute({
    id: "getProperty",
    method: "GET",
    path: one,
    summary: "Read the definition of a property",
    scope: read,
    query: whatToShow,
    response: { status: 200, schema: propertyAnswer },
    handle: async ({ ctx, typeOf, params, query }) => {
      checkSensitivity(query.dataSensitivity);
      const definition = getProperty(typeOf("objectType"), params.propertyName as string, query.archived);
      return { status: 200, body: JSON.stringify(presentProperty(definition, ctx.portal)) };
    },
  }),

  defineRoute({
    id: "updateProperty",
    method: "PATCH",
    path: one,
    summary: "Change the definition of a property",
    scope: write,
    query: {},
    body: updatePropertyBody,
    response: { status: 200, schema: propertyAnswer },
    handle: async ({ ctx, http, typeOf, params, body }) => {
      const definition = await updateProperty(ctx, typeOf("objectType"), params.propertyName as string, body);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 200, body: JSON.stringify(presentProperty(definition, ctx.portal)) };
    },
  }),

  defineRoute({
    id: "archiveProperty",
    method: "DELETE",
    path: one,
    summary: "Archive a property; the values that records have of it are kept",
    scope: write,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, params }) => {
      await archiveProperty(ctx, typeOf("objectType"), params.propertyName as string);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "restoreProperty",
    method: "POST",
    path: `${one}/restore`,
    summary: "Bring an archived property back, with the values that records have of it",
    scope: write,
    query: {},
    response: { status: 200, schema: propertyAnswer },
    handle: async ({ ctx, http, typeOf, params }) => {
      const definition = await restoreProperty(ctx, typeOf("objectType"), params.propertyName as string);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 200, body: JSON.stringify(presentProperty(definition, ctx.portal)) };
    },
  }),
];
