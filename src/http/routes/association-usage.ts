import {
  getPairUsage,
  listLabelUsage,
  listTargetsNearLimits,
  listTypesNearLimits,
} from "../../domain/associations/usage.ts";
import { presentLabelUsage, presentPairUsage, presentTypeUsage } from "../present/association-usage.ts";
import { text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { labelUsageList, pairUsageAnswer, typeUsageList } from "../schemas/associations.ts";
import { endParameters, endsOf } from "./association-requests.ts";

const usage = "/crm/v3/limits/associations";
const scope = { scopes: ["crm.objects.contacts.read"] };

/** How much of the limits of associations and labels is used (contract 6.8). */
export const associationUsageRoutes = [
  defineRoute({
    id: "listAssociationLabelUsage",
    method: "GET",
    path: `${usage}/labels`,
    summary: "Tell how many association labels there are",
    scope,
    query: {
      fromObjectTypeId: text("Only labels from this object type"),
      toObjectTypeId: text("Only labels to this object type"),
    },
    response: { status: 200, schema: labelUsageList },
    handle: async ({ ctx, query }) => {
      const results = listLabelUsage(ctx, query.fromObjectTypeId, query.toObjectTypeId).map(presentLabelUsage);
      return { status: 200, body: JSON.stringify({ results }) };
    },
  }),

  defineRoute({
    id: "listObjectTypesNearAssociationLimits",
    method: "GET",
    path: `${usage}/records/from`,
    summary: "List the object types with records near or at a limit of associations",
    scope,
    query: {},
    response: { status: 200, schema: typeUsageList },
    handle: async ({ ctx }) => {
      const results = (await listTypesNearLimits(ctx)).map(presentTypeUsage);
      return { status: 200, body: JSON.stringify({ results }) };
    },
  }),

  defineRoute({
    id: "listAssociationTargetsNearLimits",
    method: "GET",
    path: `${usage}/records/:fromObjectType/to`,
    summary: "List the object types towards which records of one type are near or at a limit",
    scope: { access: "read", objects: ["fromObjectType"] },
    query: {},
    response: { status: 200, schema: typeUsageList },
    handle: async ({ ctx, typeOf }) => {
      const results = (await listTargetsNearLimits(ctx, typeOf("fromObjectType"))).map(presentTypeUsage);
      return { status: 200, body: JSON.stringify({ results }) };
    },
  }),

  defineRoute({
    id: "getAssociationUsage",
    method: "GET",
    path: `${usage}/records/:fromObjectType/:toObjectType`,
    summary: "Tell which records of one type are near or at the limit of associations to another",
    scope: { access: "read", objects: endParameters },
    query: {},
    response: { status: 200, schema: pairUsageAnswer },
    handle: async ({ ctx, typeOf }) => {
      const found = await getPairUsage(ctx, endsOf(typeOf));
      return { status: 200, body: JSON.stringify(presentPairUsage(found)) };
    },
  }),
];
