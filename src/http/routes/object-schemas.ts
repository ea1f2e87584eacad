import { archiveSchema, createSchema, purgeSchema, updateSchema } from "../../domain/custom-objects/change-schemas.ts";
import { createSchemaAssociation, deleteSchemaAssociation } from "../../domain/custom-objects/schema-associations.ts";
import { getSchema, listSchemas } from "../../domain/custom-objects/schemas.ts";
import { definitionsChanged } from "../definitions-changed.ts";
import { presentSchema, presentSchemaAssociation } from "../present/object-schema.ts";
import { flag } from "../query.ts";
import { defineRoute } from "../route.ts";
import {
  createSchemaBody,
  schemaAnswer,
  schemaAssociationAnswer,
  schemaAssociationBody,
  schemaList,
  updateSchemaBody,
} from "../schemas/object-schemas.ts";

const read = { scopes: ["crm.schemas.custom.read"] };
const write = { scopes: ["crm.schemas.custom.write"] };

const collection = "/crm/v3/schemas";
const one = `${collection}/:schemaName`;

/** The object types that a portal defines itself (contract 6.5). */
export const objectSchemaRoutes = [
  defineRoute({
    id: "listSchemas",
    method: "GET",
    path: collection,
    summary: "List the portal's own object types",
    scope: read,
    query: { archived: flag("Whether to list archived ones") },
    response: { status: 200, schema: schemaList },
    handle: async ({ ctx, query }) => {
      const views = await listSchemas(ctx, query.archived);
      return { status: 200, body: JSON.stringify({ results: views.map((view) => presentSchema(view, ctx.portal)) }) };
    },
  }),

  defineRoute({
    id: "createSchema",
    method: "POST",
    path: collection,
    summary: "Define an object type",
    scope: write,
    query: {},
    body: createSchemaBody,
    response: { status: 201, schema: schemaAnswer },
    handle: async ({ ctx, http, body }) => {
      const view = await createSchema(ctx, body);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 201, body: JSON.stringify(presentSchema(view, ctx.portal)) };
    },
  }),

  defineRoute({
    id: "getSchema",
    method: "GET",
    path: one,
    summary: "Read an object type by its name, fully qualified name or id",
    scope: read,
    query: {},
    response: { status: 200, schema: schemaAnswer },
    handle: async ({ ctx, params }) => {
      const view = await getSchema(ctx, params.schemaName as string);
      return { status: 200, body: JSON.stringify(presentSchema(view, ctx.portal)) };
    },
  }),

  defineRoute({
    id: "updateSchema",
    method: "PATCH",
    path: one,
    summary: "Change an object type",
    scope: write,
    query: {},
    body: updateSchemaBody,
    response: { status: 200, schema: schemaAnswer },
    handle: async ({ ctx, http, params, body }) => {
      const view = await updateSchema(ctx, params.schemaName as string, body);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 200, body: JSON.stringify(presentSchema(view, ctx.portal)) };
    },
  }),

  defineRoute({
    id: "archiveSchema",
    method: "DELETE",
    path: one,
    summary: "Archive an object type without records, or take an archived one off the list",
    scope: write,
    query: { archived: flag("Whether an archived one is meant") },
    response: { status: 204 },
    handle: async ({ ctx, http, params, query }) => {
      await (query.archived ? purgeSchema : archiveSchema)(ctx, params.schemaName as string);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "createSchemaAssociation",
    method: "POST",
    path: `${one}/associations`,
    summary: "Let records of an object type be associated with those of another",
    scope: write,
    query: {},
    body: schemaAssociationBody,
    response: { status: 201, schema: schemaAssociationAnswer },
    handle: async ({ ctx, http, params, body }) => {
      const association = await createSchemaAssociation(ctx, params.schemaName as string, body);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 201, body: JSON.stringify(presentSchemaAssociation(association)) };
    },
  }),

  defineRoute({
    id: "deleteSchemaAssociation",
    method: "DELETE",
    path: `${one}/associations/:associationId`,
    summary: "Take an association type that is not in use away, in both directions",
    scope: write,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, http, params }) => {
      await deleteSchemaAssociation(ctx, params.schemaName as string, params.associationId as string);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 204 };
    },
  }),
];
