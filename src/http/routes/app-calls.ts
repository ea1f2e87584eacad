import { Readable } from "node:stream";
import { Type } from "typebox";
import { isTimeZone } from "../../domain/accounts/time-zone.ts";
import { exportCalls } from "../../domain/calls/export-calls.ts";
import { pageCalls } from "../../domain/calls/page-calls.ts";
import { isReadable } from "../../domain/object-types/readable.ts";
import { selectProperties } from "../../domain/properties/select.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import { callFilterQuery, callsFor, callsReadScope } from "../call-filter-query.ts";
import { contactsColumn, csvOf } from "../present/calls-csv.ts";
import { recordPresenter } from "../present/record.ts";
import { choice, flag, integer, list, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { paging, recordAnswer } from "../schemas/objects.ts";

const sort = text(
  "Name of the property to sort by, with `-` before it for the greatest first; `-hs_timestamp` otherwise",
);

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
      sort,
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

  defineRoute({
    id: "exportCalls",
    method: "GET",
    path: "/app/calls.csv",
    summary: "Download all calls that filters leave as CSV",
    scope: callsReadScope,
    query: {
      ...callFilterQuery,
      sort,
      properties: list(
        "Names of the properties, one column each in this order; `associations.contacts` for the call's contacts",
      ),
      format: choice(["shown", "raw"], "Labels and the viewer's clocks, or names and values as they are stored"),
      timeZone: text("Name of the time zone of shown times; the portal's otherwise"),
    },
    response: { status: 200, schema: Type.String(), type: "text/csv" },
    handle: async ({ ctx, query, method }) => {
      const calls = callsFor(ctx);
      const { sort = "-hs_timestamp", timeZone = ctx.portal.timeZone } = query;
      if (!isTimeZone(timeZone)) throw refuse.parameter("query", "timeZone", "It is not the name of a time zone");
      const asked = query.properties.filter((name) => name === contactsColumn || isReadable(calls, name));
      const names = asked.length > 0 ? asked : selectProperties(calls, []);
      const headers = {
        "content-type": "text/csv;charset=utf-8",
        "content-disposition": 'attachment; filename="calls.csv"',
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      };
      if (method === "HEAD") return { status: 200, headers };
      const withContacts = names.includes(contactsColumn);
      const parts = await exportCalls(ctx, calls, query, { sort, withContacts });
      const lines = csvOf(ctx.portal, calls, names, parts, { shown: query.format === "shown", timeZone });
      return { status: 200, headers, stream: Readable.from(lines, { highWaterMark: 2 }) };
    },
  }),
];
