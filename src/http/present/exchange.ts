import { isCut, shownBodies, shownUrl } from "../request-log/read-log.ts";
import type { Numbered } from "../request-log/request-log.ts";
import { pathOf } from "../request-url.ts";

/** A request in a list of many. */
export function presentExchange({ sequence, exchange }: Numbered) {
  const url = shownUrl(exchange);
  const path = pathOf(url);
  return {
    id: exchange.correlationId,
    sequence,
    at: exchange.at,
    method: exchange.method,
    path,
    query: url.slice(path.length + 1),
    route: exchange.routeId ?? null,
    status: exchange.status,
    milliseconds: Math.round(exchange.milliseconds * 10) / 10,
    requestBytes: exchange.requestBytes,
    responseBytes: exchange.responseBytes,
    userAgent: exchange.userAgent ?? null,
    appId: exchange.appId ?? null,
    byApp: exchange.byApp,
  };
}

/** A request with both bodies, as far as they are kept. */
export function presentWholeExchange(numbered: Numbered) {
  const { exchange } = numbered;
  const { request, response } = shownBodies(exchange);
  return {
    ...presentExchange(numbered),
    request: { contentType: exchange.requestType ?? null, body: request, cut: isCut(exchange.requestBytes) },
    response: { contentType: exchange.responseType ?? null, body: response, cut: isCut(exchange.responseBytes) },
  };
}
