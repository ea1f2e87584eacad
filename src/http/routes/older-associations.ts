import type { Context } from "../../domain/context.ts";
import {
  associateByDefinitions,
  type Definition,
  dissociateByDefinitions,
  getDefinition,
  getDefinitions,
  listByDefinition,
  type OlderAssociation,
} from "../../domain/engagements/older-associations.ts";
import { limits } from "../../model/limits.ts";
import { requireScopes } from "../authenticate.ts";
import { idOffset, integer } from "../query.ts";
import { defineRoute, type Handled } from "../route.ts";
import { olderAssociation, olderAssociationList, olderAssociations } from "../schemas/older-associations.ts";

const collection = "/crm-associations/v1/associations";

/** Which object types a request is about stands in its definition, so the handlers ask for the scopes. */
const dependsOnDefinition = { scopes: [], asWell: "the scopes of both object types of the definition" };

export const olderAssociationRoutes = [
  defineRoute({
    id: "associateOlder",
    method: "PUT",
    path: collection,
    summary: "Associate two records by the number of a definition (older shape)",
    scope: dependsOnDefinition,
    query: {},
    body: olderAssociation,
    response: { status: 204 },
    handle: ({ ctx, body }) => write(ctx, [body], associateByDefinitions),
  }),

  defineRoute({
    id: "associateOlderBatch",
    method: "PUT",
    path: `${collection}/create-batch`,
    summary: "Associate up to 100 pairs of records, all or none (older shape)",
    scope: dependsOnDefinition,
    query: {},
    body: olderAssociations,
    response: { status: 204 },
    handle: ({ ctx, body }) => write(ctx, body, associateByDefinitions),
  }),

  ...(["DELETE", "PUT"] as const).map((method) =>
    defineRoute({
      id: method === "PUT" ? "dissociateOlder" : "deleteOlderAssociation",
      method,
      path: method === "PUT" ? `${collection}/delete` : collection,
      summary: "Take an association away by the number of its definition (older shape)",
      scope: dependsOnDefinition,
      query: {},
      body: olderAssociation,
      response: { status: 204 },
      handle: ({ ctx, body }) => write(ctx, [body], dissociateByDefinitions),
    }),
  ),

  defineRoute({
    id: "dissociateOlderBatch",
    method: "PUT",
    path: `${collection}/delete-batch`,
    summary: "Take up to 100 associations away, all or none (older shape)",
    scope: dependsOnDefinition,
    query: {},
    body: olderAssociations,
    response: { status: 204 },
    handle: ({ ctx, body }) => write(ctx, body, dissociateByDefinitions),
  }),

  defineRoute({
    id: "listOlderAssociations",
    method: "GET",
    path: `${collection}/:objectId/:category/:definitionId`,
    summary: "List the ids that a record is associated with under a definition (older shape)",
    scope: dependsOnDefinition,
    query: {
      limit: integer(1, limits.engagementsOfRecordMax, limits.engagementsOfRecordMax),
      offset: idOffset("The offset that the page before gave"),
    },
    response: { status: 200, schema: olderAssociationList },
    handle: async ({ ctx, params, query }) => {
      const definition = getDefinition(ctx, params.category as string, params.definitionId as string);
      requireScopes(ctx.actor, scopesOf(definition, "readScope"));
      const place = { afterId: query.offset, limit: query.limit };
      const { ids, hasMore, offset } = await listByDefinition(ctx, params.objectId as string, definition, place);
      return { status: 200, body: JSON.stringify({ results: ids, hasMore, offset }) };
    },
  }),
];

async function write(
  ctx: Context,
  inputs: readonly OlderAssociation[],
  change: (ctx: Context, inputs: readonly OlderAssociation[]) => Promise<void>,
): Promise<Handled> {
  for (const definition of getDefinitions(ctx, inputs)) {
    requireScopes(ctx.actor, scopesOf(definition, "writeScope"));
  }
  await change(ctx, inputs);
  return { status: 204 };
}

/** Activities go by the scopes of contacts. */
function scopesOf({ from, to }: Definition, access: "readScope" | "writeScope"): string[][] {
  const ofEngagements = { readScope: "crm.objects.contacts.read", writeScope: "crm.objects.contacts.write" };
  return [from, to].map((end) => [end === "engagement" ? ofEngagements[access] : end[access]]);
}
