import { Type } from "typebox";
import { pageCalls } from "../../domain/calls/page-calls.ts";
import { selectProperties } from "../../domain/properties/select.ts";
import { limits } from "../../model/limits.ts";
import { callFilterQuery, callsFor, callsReadScope } from "../call-filter-query.ts";
import { recordPresenter } from "../present/record.ts";
import { flag, integer, list, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { paging, recordAnswer } from "../schemas/objects.ts";

/** The web app's table of calls: unlike a search it has no end at 10,000. */
export const appCallRoutes = [
  defineRoute({
    id: "pageCalls",
    method: "GET",
    path: "/app/calls",
    summary: "List calls by filters, in any order and to any depth",
    scope: callsReadScope,
    query: {
      ...callFilterQuery,
      sort: text(
        "Name of the property to sort by, with `-` before it for the greatest first; `-hs_timestamp` otherwise",
      ),
      properties: list("Names of the properties to show"),
      limit: integer(1, limits.listMax, limits.appPageDefault),
      after: text("Where the page begins: what the page before gave"),
      total: flag("Whether to count all calls that the filters leave"),
    },
    response: {
      status: 200,
      schema: Type.Object(
        { total: Type.Optional(Type.Integer()), results: Type.Array(recordAnswer), paging: Type.Optional(paging) },
        { title: "CallPage" },
      ),
    },
    handle: async ({ ctx, query, origin }) => {
      const calls = callsFor(ctx);
      const { sort = "-hs_timestamp", after, limit, total } = query;
      const page = await pageCalls(ctx, calls, query, { sort, after, limit, total });
      const names = selectProperties(calls, query.properties);
      const present = recordPresenter(calls, names, { origin, portalId: ctx.portal.portalId });
      const counted = page.total === undefined ? "" : `"total":${page.total},`;
      const next = page.after === undefined ? "" : `,"paging":{"next":{"after":"${page.after}"}}`;
      const results = page.records.map((record) => present(record)).join(",");
      return {
        status: 200,
        body: `{${counted}"results":[${results}]${next}}`,
        headers: { "cache-control": "no-store" },
      };
    },
  }),
];
