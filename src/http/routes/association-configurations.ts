import { Type } from "typebox";
import {
  listConfigurations,
  purgeConfigurations,
  setConfigurations,
} from "../../domain/associations/configurations.ts";
import { limits } from "../../model/limits.ts";
import { presentAssociationBatch, presentConfiguration } from "../present/associations.ts";
import { defineRoute, type Route } from "../route.ts";
import { batchOf, configurationAnswer, configurationSpecsBody, configurationsBody } from "../schemas/associations.ts";
import { endParameters, endsOf, readInputs } from "./association-requests.ts";

const all = "/crm/v4/associations/definitions/configurations/all";
const pair = "/crm/v4/associations/definitions/configurations/:fromObjectType/:toObjectType";
const list = Type.Object({ results: Type.Array(configurationAnswer) });

/** How many associations of a type a record may have (contract 4.6). */
export const associationConfigurationRoutes = [
  defineRoute({
    id: "listAllAssociationConfigurations",
    method: "GET",
    path: all,
    summary: "List the limits of all association types",
    scope: { scopes: ["crm.objects.contacts.read"] },
    limitClass: "associations",
    query: {},
    response: { status: 200, schema: list },
    handle: async ({ ctx }) => {
      const results = listConfigurations(ctx).map(presentConfiguration);
      return { status: 200, body: JSON.stringify({ results }) };
    },
  }),

  defineRoute({
    id: "listAssociationConfigurations",
    method: "GET",
    path: pair,
    summary: "List the limits of the association types from one object type to another",
    scope: { access: "read", objects: endParameters },
    limitClass: "associations",
    query: {},
    response: { status: 200, schema: list },
    handle: async ({ ctx, typeOf }) => {
      const results = listConfigurations(ctx, endsOf(typeOf)).map(presentConfiguration);
      return { status: 200, body: JSON.stringify({ results }) };
    },
  }),

  batchRoute("createAssociationConfigurations", "create", "Limit association types", 201, false),
  batchRoute("updateAssociationConfigurations", "update", "Change the limits of association types", 200, true),

  defineRoute({
    id: "purgeAssociationConfigurations",
    method: "POST",
    path: `${pair}/batch/purge`,
    summary: "Remove the limits of association types",
    scope: { access: "write", objects: endParameters },
    limitClass: "associations",
    query: {},
    body: configurationSpecsBody,
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, body }) => {
      const inputs = readInputs(body.inputs, limits.associationConfigurations);
      await purgeConfigurations(ctx, endsOf(typeOf), inputs);
      http.portals.forget(ctx.portal.portalId);
      return { status: 204 };
    },
  }),
];

function batchRoute(id: string, verb: string, summary: string, status: number, mustExist: boolean): Route {
  return defineRoute({
    id,
    method: "POST",
    path: `${pair}/batch/${verb}`,
    summary,
    scope: { access: "write", objects: endParameters },
    limitClass: "associations",
    query: {},
    body: configurationsBody,
    response: { status, schema: batchOf(configurationAnswer) },
    handle: async ({ ctx, http, typeOf, body }) => {
      const startedAt = ctx.now();
      const inputs = readInputs(body.inputs, limits.associationConfigurations);
      const outcomes = await setConfigurations(ctx, endsOf(typeOf), inputs, mustExist);
      http.portals.forget(ctx.portal.portalId);
      const times = { startedAt, completedAt: ctx.now() };
      return presentAssociationBatch(outcomes, (one) => [presentConfiguration(one)], status, times);
    },
  });
}
