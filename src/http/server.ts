import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { type Refusal, refuse } from "../model/errors.ts";
import { limits } from "../model/limits.ts";
import { setCommonHeaders } from "./common-headers.ts";
import { presentRefusal, toRefusal } from "./errors.ts";
import { serveRoute } from "./handle.ts";
import { createLogStream } from "./log-stream.ts";
import type { HttpServices } from "./route.ts";
import { routes } from "./routes/all.ts";
import { allowedMethods } from "./routes/allowed-methods.ts";
import { registerHealth } from "./routes/health.ts";

export type HttpOptions = {
  readonly logLevel: string;
  /** Takes the place of the address that a client used, where a proxy stands before the server. */
  readonly publicUrl: string | undefined;
};

const requestMilliseconds = 60_000;

/** Builds the HTTP server; it does not listen yet. */
export function createServer(http: HttpServices, options: HttpOptions): FastifyInstance {
  const server = fastify({
    logger: { level: options.logLevel, stream: createLogStream(process.stderr.fd) },
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    requestTimeout: requestMilliseconds,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: limits.pathParamLength },
    http: { maxHeaderSize: limits.headerBytes },
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error, request, reply) => sendRefusal(request, reply as FastifyReply, toRefusal(error)),
  });

  // Bodies are read by the routes that want one: clients send JSON types with nothing in them, and bodies with DELETE.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error, request, reply) => sendRefusal(request, reply, toRefusal(error)));
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const allowed = allowedMethods(path);
    const refusal =
      allowed.length > 0
        ? refuse.methodNotAllowed(request.method, allowed)
        : refuse.unknownRoute(request.method, path.slice(0, 200));
    return sendRefusal(request, reply, refusal);
  });
  server.addHook("onResponse", async (request, reply) => logAnswer(server.log, request, reply));

  registerHealth(server, http);
  for (const route of routes) serveRoute(server, http, route, options.publicUrl);
  return server;
}

function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.status >= 500) {
    request.log.error({ correlationId: request.id, err: refusal.cause ?? refusal }, refusal.message);
  }
  setCommonHeaders(request, reply);
  return reply
    .code(refusal.status)
    .headers(refusal.headers ?? {})
    .type("application/json;charset=utf-8")
    .send(presentRefusal(refusal, request.id));
}

function logAnswer(logger: FastifyBaseLogger, request: FastifyRequest, reply: FastifyReply): void {
  logger.info({
    correlationId: request.id,
    method: request.method,
    // Without the query, which may hold secrets.
    path: request.url.split("?", 1)[0],
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime * 10) / 10,
  });
}

/** Answers what is not HTTP, or whose headers are too large, before any route is known. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal =
    error.code === "HPE_HEADER_OVERFLOW"
      ? refuse.edge(431, `The request's headers are larger than ${limits.headerBytes} bytes`)
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? refuse.edge(408, "The request did not arrive in time")
        : refuse.edge(400, "The request is not valid HTTP");
  const correlationId = randomUUID();
  const body = presentRefusal(refusal, correlationId);
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${reasons[refusal.status] ?? "Bad Request"}`,
      "content-type: application/json;charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      `x-hubspot-correlation-id: ${correlationId}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};
