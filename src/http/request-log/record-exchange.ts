import type { FastifyReply, FastifyRequest } from "fastify";
import { limits } from "../../model/limits.ts";
import type { Actor } from "../../model/portal.ts";
import { pathOf, urlOfClient } from "../request-url.ts";
import type { Exchange, KeptBody, RequestLog } from "./request-log.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The route that answers; undefined where none does, and for routes whose requests are not kept. */
    routeId: string | undefined;
    /** Who asks, once that is known. */
    asker: Actor | undefined;
    /** The answer's text, where it is one. */
    answerText: string | undefined;
  }
}

/**
 * Makes the hook that keeps each request of the API with its answer. It only takes hold of what is there already, as it
 * runs for every request.
 */
export function createExchangeRecorder(log: RequestLog) {
  return function recordExchange(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    const { routeId } = request;
    if (routeId !== undefined || isRefused(request)) log.add(exchangeOf(request, reply));
    done();
  };
}

function exchangeOf(request: FastifyRequest, reply: FastifyReply): Exchange {
  const { asker, answerText, headers } = request;
  const body = request.body instanceof Uint8Array ? request.body : undefined;
  const { token } = (request.params ?? {}) as { token?: string };
  return {
    correlationId: request.id,
    at: Date.now(),
    method: request.method,
    url: token === undefined ? urlOfClient(request) : (request.routeOptions.url ?? ""),
    routeId: request.routeId,
    status: reply.statusCode,
    milliseconds: reply.elapsedTime,
    portalId: asker?.portalId,
    appId: asker?.appId,
    byApp: headers.authorization === undefined && asker !== undefined,
    userAgent: headers["user-agent"],
    requestType: headers["content-type"],
    requestBody: body && cut(body),
    requestBytes: body?.length ?? Number(headers["content-length"] ?? 0),
    responseType: reply.getHeader("content-type") as string | undefined,
    responseBody: answerText === undefined || request.method === "HEAD" ? undefined : cut(answerText),
    responseBytes: Number(reply.getHeader("content-length") ?? 0),
  };
}

/** What no route took, beside the web app's own. */
function isRefused(request: FastifyRequest): boolean {
  return request.answerText !== undefined && request.routeOptions.url === undefined && !isOfApp(pathOf(request.url));
}

function isOfApp(path: string): boolean {
  return path === "/app" || path.startsWith("/app/") || path.startsWith("/assets/");
}

/** A part of a text or of bytes would keep all of them in memory, so the part is copied. */
function cut(body: string | Uint8Array): KeptBody {
  if (body.length <= limits.loggedBodyBytes) return body;
  if (typeof body === "string") return Buffer.from(body.slice(0, limits.loggedBodyBytes));
  return Buffer.from(body.subarray(0, limits.loggedBodyBytes));
}
