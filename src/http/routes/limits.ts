import {
  countCustomObjectTypes,
  countCustomProperties,
  countPipelines,
  countRecords,
} from "../../domain/accounts/portal-usage.ts";
import { limits } from "../../model/limits.ts";
import { presentByOrigin, presentByType, presentTogether, presentUsage } from "../present/limit-usage.ts";
import { defineRoute } from "../route.ts";
import { usageAnswer, usageByOrigin, usageByType, usageTogether } from "../schemas/limit-usage.ts";

const path = "/crm/v3/limits";
const scope = { scopes: ["crm.objects.contacts.read"] };

/** How much of its limits a portal uses (contract 6.8); object types are told that the token may read. */
export const limitRoutes = [
  defineRoute({
    id: "getRecordUsage",
    method: "GET",
    path: `${path}/records`,
    summary: "Tell how many records there are",
    scope,
    query: {},
    response: { status: 200, schema: usageByOrigin },
    handle: async ({ ctx }) => {
      const usage = presentByOrigin(await countRecords(ctx), limits.recordsPerType, limits.recordsPerType);
      return { status: 200, body: JSON.stringify(usage) };
    },
  }),

  defineRoute({
    id: "getPipelineUsage",
    method: "GET",
    path: `${path}/pipelines`,
    summary: "Tell how many pipelines there are",
    scope,
    query: {},
    response: { status: 200, schema: usageByOrigin },
    // A portal's own object types have none.
    handle: async ({ ctx }) => {
      const usage = presentByOrigin(countPipelines(ctx), limits.pipelinesPerType, 0);
      return { status: 200, body: JSON.stringify(usage) };
    },
  }),

  defineRoute({
    id: "getCustomPropertyUsage",
    method: "GET",
    path: `${path}/custom-properties`,
    summary: "Tell how many properties the portal has defined",
    scope,
    query: {},
    response: { status: 200, schema: usageByType },
    handle: async ({ ctx }) => {
      const usage = presentByType(countCustomProperties(ctx), limits.customPropertiesPerType);
      return { status: 200, body: JSON.stringify(usage) };
    },
  }),

  defineRoute({
    id: "getCalculatedPropertyUsage",
    method: "GET",
    path: `${path}/calculated-properties`,
    summary: "Tell how many calculated properties the portal has defined: there can be none",
    scope,
    query: {},
    response: { status: 200, schema: usageTogether },
    handle: async () => ({ status: 200, body: JSON.stringify(presentTogether([], 0)) }),
  }),

  defineRoute({
    id: "getCustomObjectTypeUsage",
    method: "GET",
    path: `${path}/custom-object-types`,
    summary: "Tell how many object types the portal has defined",
    scope,
    query: {},
    response: { status: 200, schema: usageAnswer },
    handle: async ({ ctx }) => {
      const usage = presentUsage(countCustomObjectTypes(ctx), limits.customObjectTypes);
      return { status: 200, body: JSON.stringify(usage) };
    },
  }),
];
