import { randomUUID } from "node:crypto";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify";
import { type Refusal, refuse } from "../model/errors.ts";
import { limits } from "../model/limits.ts";
import { createAnswerLog } from "./answer-log.ts";
import { setCommonHeaders } from "./common-headers.ts";
import { presentRefusal, toRefusal } from "./errors.ts";
import { serveRoute } from "./handle.ts";
import { createLogStream } from "./log-stream.ts";
import { acceptForms } from "./multipart.ts";
import { handleUnusualRequests, refuseConnection } from "./raw-connections.ts";
import { createExchangeRecorder } from "./request-log/record-exchange.ts";
import { pathOf, pathOfTarget, urlOfClient } from "./request-url.ts";
import type { HttpServices } from "./route.ts";
import { servedRoutes } from "./routes/all.ts";
import { allowedMethods } from "./routes/allowed-methods.ts";
import { createAppPages } from "./routes/app-pages.ts";
import { registerDocuments } from "./routes/documents.ts";
import { registerHealth } from "./routes/health.ts";
import { canonicalPath } from "./versions.ts";

export type HttpOptions = {
  readonly logLevel: string;
  /** Takes the place of the address that a client used, where a proxy stands before the server. */
  readonly publicUrl: string | undefined;
  /** The folder of the web app as it was built. */
  readonly appFolder: string;
};

const shortestRequestMilliseconds = 60_000;
/** A megabit a second: whoever sends the largest file that is allowed must get to its end. */
const slowestBytesPerMillisecond = 125;
const answersAreLogged = new Set(["trace", "debug", "info"]);

/** Builds the HTTP server; it does not listen yet. */
export function createServer(http: HttpServices, options: HttpOptions): FastifyInstance {
  const logStream = createLogStream(process.stderr.fd);
  const server: FastifyInstance = fastify({
    logger: { level: options.logLevel, stream: logStream },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    requestTimeout: Math.max(
      shortestRequestMilliseconds,
      Math.ceil(http.services.files.largestBytes / slowestBytesPerMillisecond),
    ),
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: limits.pathParamLength },
    // A missing Host is refused below: Node's own answer has no body.
    http: { maxHeaderSize: limits.headerBytes, requireHostHeader: false },
    rewriteUrl: ({ url = "/" }) => canonicalPath(pathOfTarget(url)),
    clientErrorHandler: (error, socket) => refuseConnection(server.log, error, socket),
    frameworkErrors: (error, request, reply) => sendRefusal(request, reply as FastifyReply, toRefusal(error)),
  });

  // Every line names its request itself; the framework would make, or check, a logger for each of them.
  Object.assign(server.log, { child: () => server.log });
  // Bodies are read by the routes that want one: clients send JSON types with nothing in them, and bodies with DELETE.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error, request, reply) => sendRefusal(request, reply, toRefusal(error)));
  const pages = createAppPages(options.appFolder);
  server.setNotFoundHandler((request, reply) => {
    const page = pages(request, reply);
    if (page) return page;
    const allowed = allowedMethods(pathOf(request.url));
    const refusal =
      allowed.length > 0
        ? refuse.methodNotAllowed(request.method, allowed)
        : refuse.unknownRoute(request.method, pathOf(urlOfClient(request)).slice(0, 200));
    return sendRefusal(request, reply, refusal);
  });
  server.addHook("onRequest", requireHost);
  if (answersAreLogged.has(options.logLevel)) server.addHook("onResponse", createAnswerLog(logStream));
  server
    .decorateRequest("routeId", undefined)
    .decorateRequest("asker", undefined)
    .decorateRequest("answerText", undefined);
  server.addHook("onResponse", createExchangeRecorder(http.requestLog));
  // Whoever follows the log would otherwise keep the server from stopping.
  server.addHook("preClose", async () => http.requestLog.close());
  handleUnusualRequests(server.log, server.server);

  registerHealth(server, http);
  registerDocuments(server, http.version);
  for (const route of servedRoutes) if (!route.upload) serveRoute(server, http, route, options.publicUrl);
  // Apart, so that the other requests do not pass through the form parser's hooks.
  server.register(async (scope) => {
    await acceptForms(scope, http.services.files.largestBytes);
    for (const route of servedRoutes) if (route.upload) serveRoute(scope, http, route, options.publicUrl);
  });
  return server;
}

function requireHost(request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  const missing = request.headers.host === undefined && request.raw.httpVersion === "1.1";
  done(missing ? refuse.edge(400, "The request has no Host header") : undefined);
}

function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.status >= 500) {
    request.log.error({ correlationId: request.id, err: refusal.cause ?? refusal }, refusal.message);
  }
  setCommonHeaders(request, reply);
  const text = presentRefusal(refusal, request.id);
  request.answerText = text;
  return reply
    .code(refusal.status)
    .headers(refusal.headers ?? {})
    .type("application/json;charset=utf-8")
    .send(text);
}
