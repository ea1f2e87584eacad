import { overviewCalls } from "../../domain/calls/overview.ts";
import { callFilterQuery, callsFor, callsReadScope } from "../call-filter-query.ts";
import { presentOverview } from "../present/overview.ts";
import { choice, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { overviewAnswer } from "../schemas/overview.ts";

/** What calls come to, for the web app's charts. */
export const appOverviewRoutes = [
  defineRoute({
    id: "overviewCalls",
    method: "GET",
    path: "/app/overview",
    summary: "Sum up calls: over time, by outcome, owner, direction and status",
    scope: callsReadScope,
    query: {
      ...callFilterQuery,
      timeZone: text("Name of the time zone by whose clocks time is cut; the portal's otherwise"),
      bucket: choice(["auto", "hour", "day", "week", "month", "year"], "How time is cut"),
    },
    response: { status: 200, schema: overviewAnswer },
    handle: async ({ ctx, query }) => {
      const { timeZone = ctx.portal.timeZone, bucket } = query;
      const overview = await overviewCalls(ctx, callsFor(ctx), query, { timeZone, bucket });
      const body = JSON.stringify(presentOverview(overview, ctx.portal, timeZone));
      return { status: 200, body, headers: { "cache-control": "no-store" } };
    },
  }),
];
