import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import { type Refusal, refuse } from "../model/errors.ts";
import { limits } from "../model/limits.ts";
import { presentRefusal } from "./errors.ts";

const statusTexts: Readonly<Record<number, string>> = {
  400: "Bad Request",
  405: "Method Not Allowed",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

type Log = Pick<FastifyBaseLogger, "info">;

/** Answers what is not HTTP, or whose headers are too large, before any route is known. */
export function refuseConnection(log: Log, error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) socket.destroy();
  else answerAndClose(log, socket, refusalOf(error.code));
}

function refusalOf(code: string | undefined): Refusal {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return refuse.edge(431, `The request's headers are larger than ${limits.headerBytes} bytes`);
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return refuse.edge(408, "The request did not arrive in time");
    default:
      return refuse.edge(400, "The request is not valid HTTP");
  }
}

/** Gives answers of ours to what Node would otherwise refuse with an empty one, or with none. */
export function handleUnusualRequests(log: Log, server: Server): void {
  // An expectation that is not known is passed over, as RFC 9110 lets a server do.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
  server.on("connect", (_request, socket) => {
    // A client that is gone needs no answer.
    socket.on("error", () => {});
    answerAndClose(log, socket, refuse.methodNotAllowed("CONNECT", ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"]));
  });
}

function answerAndClose(log: Log, socket: Duplex, refusal: Refusal): void {
  const correlationId = randomUUID();
  const body = presentRefusal(refusal, correlationId);
  log.info({ correlationId, status: refusal.status }, refusal.message);
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${statusTexts[refusal.status] ?? ""}`,
      "content-type: application/json;charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      `x-hubspot-correlation-id: ${correlationId}`,
      ...Object.entries(refusal.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
