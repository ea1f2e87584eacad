import { Type } from "typebox";
import type { Context } from "../../domain/context.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import { presentExchange, presentWholeExchange } from "../present/exchange.ts";
import { flag, idOffset, integer, list, optionalInteger, text } from "../query.ts";
import { streamExchanges } from "../request-log/event-stream.ts";
import { findExchange, type LogFilter, listExchanges } from "../request-log/read-log.ts";
import { defineRoute, type HttpServices } from "../route.ts";
import { exchangeList, wholeExchange } from "../schemas/requests.ts";

const path = "/app/requests";
const scope = { scopes: ["trunkline.requests.read"] };
const headers = { "cache-control": "no-store" };

const filterQuery = {
  method: list("HTTP methods"),
  status: list("Statuses (`404`) or their hundreds (`4xx`)"),
  q: text("A correlation id, or text of the path, the query or a body"),
  app: flag("Whether requests of the web app are listed too"),
};

type Asked = { method: readonly string[]; status: readonly string[]; q: string | undefined; app: boolean };

/** What clients asked lately, and what they were answered: a portal sees its own. */
export const appRequestRoutes = [
  defineRoute({
    id: "listRequests",
    method: "GET",
    path,
    summary: "List the last requests, the newest first",
    scope,
    query: {
      ...filterQuery,
      limit: integer(1, limits.listMax, limits.appPageDefault),
      after: idOffset("Where the page begins: what the page before gave"),
    },
    response: { status: 200, schema: exchangeList },
    handle: async ({ ctx, http, query }) => {
      const filter = filterOf(ctx, http, query);
      const found = await listExchanges(http.requestLog, filter, query.after || undefined, query.limit + 1);
      const shown = found.slice(0, query.limit);
      const last = shown.at(-1);
      const paging = found.length > query.limit && last ? { next: { after: String(last.sequence) } } : undefined;
      return { status: 200, body: JSON.stringify({ results: shown.map(presentExchange), paging }), headers };
    },
  }),

  defineRoute({
    id: "streamRequests",
    method: "GET",
    path: `${path}/stream`,
    summary: "Follow requests as server-sent events",
    scope,
    query: {
      ...filterQuery,
      after: optionalInteger(0, Number.MAX_SAFE_INTEGER, "The number of the last request that is known"),
    },
    response: { status: 200, schema: Type.String(), type: "text/event-stream", endless: true },
    handle: async ({ ctx, http, query, header, method, isAllowed }) => {
      const eventHeaders = { ...headers, "content-type": "text/event-stream", "x-accel-buffering": "no" };
      if (method === "HEAD") return { status: 200, headers: eventHeaders };
      const filter = filterOf(ctx, http, query);
      const last = /^\d{1,16}$/.exec(header("last-event-id") ?? "")?.[0];
      const from = last === undefined ? query.after : Number(last);
      return { status: 200, headers: eventHeaders, stream: streamExchanges(http.requestLog, filter, from, isAllowed) };
    },
  }),

  defineRoute({
    id: "getRequest",
    method: "GET",
    path: `${path}/:correlationId`,
    summary: "Read one of the last requests with both bodies",
    scope,
    query: {},
    response: { status: 200, schema: wholeExchange },
    handle: async ({ ctx, http, params }) => {
      const correlationId = params.correlationId as string;
      const filter = filterOf(ctx, http, { method: [], status: [], q: undefined, app: true });
      const found = findExchange(http.requestLog, filter, correlationId);
      if (!found) throw refuse.thingNotFound("Request", correlationId.slice(0, 100));
      return { status: 200, body: JSON.stringify(presentWholeExchange(found)), headers };
    },
  }),
];

function filterOf(ctx: Context, http: HttpServices, { method, status, q, app }: Asked): LogFilter {
  const wrong = status.find((wanted) => !/^[1-5](\d\d|xx)$/i.test(wanted));
  if (wrong !== undefined) throw refuse.parameter("query", "status", "Allowed: statuses such as 404 or 4xx");
  return {
    portalId: ctx.portal.portalId,
    // Where there are several portals, nobody can tell whose it was that a wrong token was meant for.
    withUnknown: http.onlyPortal.isOnly(ctx.portal.portalId),
    withApp: app,
    methods: method.map((name) => name.toUpperCase()),
    statuses: status.map((wanted) => wanted.toLowerCase()),
    q: q?.trim() || undefined,
  };
}
