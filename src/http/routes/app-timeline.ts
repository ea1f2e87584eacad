import { Type } from "typebox";
import { readTimeline } from "../../domain/calls/timeline.ts";
import { selectProperties } from "../../domain/properties/select.ts";
import { limits } from "../../model/limits.ts";
import { callFilterQuery, callsFor, callsReadScope } from "../call-filter-query.ts";
import { recordPresenter } from "../present/record.ts";
import { integer, list, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { paging, recordAnswer } from "../schemas/objects.ts";

const month = Type.Object({
  month: Type.String({ description: "Year and month: `2026-03`" }),
  start: Type.Integer({ description: "Its beginning in epoch milliseconds" }),
  calls: Type.Integer(),
});

/** The calls of one record, as its page shows them. */
export const appTimelineRoutes = [
  defineRoute({
    id: "readTimeline",
    method: "GET",
    path: "/app/timeline/:objectType/:objectId",
    summary: "List a record's calls, the newest first, with the pinned one and counts by month",
    scope: { access: "read", objects: ["objectType"], alsoScopes: callsReadScope.scopes },
    query: {
      outcome: callFilterQuery.outcome,
      timeZone: text("Name of the time zone by whose clocks months are counted; the portal's otherwise"),
      properties: list("Names of the calls' properties to show"),
      limit: integer(1, limits.listMax, limits.timelineDefault),
      after: text("Where the page begins: what the page before gave"),
    },
    response: {
      status: 200,
      schema: Type.Object(
        {
          pinned: Type.Optional(Type.Union([recordAnswer, Type.Null()])),
          total: Type.Optional(Type.Integer()),
          months: Type.Optional(Type.Array(month)),
          results: Type.Array(recordAnswer),
          paging: Type.Optional(paging),
        },
        { title: "CallTimeline", description: "What stands before `results` comes with the first page only" },
      ),
    },
    handle: async ({ ctx, params, typeOf, query, origin }) => {
      const calls = callsFor(ctx);
      const { outcome, timeZone = ctx.portal.timeZone, after, limit } = query;
      const asked = { outcome, timeZone, after, limit };
      const timeline = await readTimeline(ctx, calls, typeOf("objectType"), params.objectId as string, asked);
      const names = selectProperties(calls, query.properties);
      const present = recordPresenter(calls, names, { origin, portalId: ctx.portal.portalId });
      const { head } = timeline;
      const parts = [
        ...(head
          ? [
              `"pinned":${head.pinned ? present(head.pinned) : "null"}`,
              `"total":${head.total}`,
              `"months":${JSON.stringify(head.months.map(({ name, start, calls }) => ({ month: name, start, calls })))}`,
            ]
          : []),
        `"results":[${timeline.records.map((record) => present(record)).join(",")}]`,
        ...(timeline.after === undefined ? [] : [`"paging":{"next":{"after":"${timeline.after}"}}`]),
      ];
      return { status: 200, body: `{${parts.join(",")}}`, headers: { "cache-control": "no-store" } };
    },
  }),
];
