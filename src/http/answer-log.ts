import { hostname } from "node:os";
import type { FastifyReply, FastifyRequest } from "fastify";
import { jsonText } from "../model/json-text.ts";
import { pathOf, urlOfClient } from "./request-url.ts";

const infoLevel = 30;

/**
 * Makes the hook that logs each answer: when, which request, its status and how long it took. The line is in the
 * logger's form, written by hand, because the logger's general way costs as much as a tenth of a small request.
 */
export function createAnswerLog(stream: { write(line: string): void }) {
  const origin = `"pid":${process.pid},"hostname":${jsonText(hostname())}`;
  return function logAnswer(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    stream.write(
      `{"level":${infoLevel},"time":${Date.now()},${origin},"correlationId":"${request.id}",` +
        `"method":${jsonText(request.method)},"path":${jsonText(loggedPath(request))},` +
        `"status":${reply.statusCode},"milliseconds":${milliseconds}}\n`,
    );
    done();
  };
}

/** The path without what may hold secrets: the query, and a token that stands in the path itself. */
function loggedPath(request: FastifyRequest): string {
  const { token } = (request.params ?? {}) as { token?: string };
  return token === undefined ? pathOf(urlOfClient(request)) : (request.routeOptions.url ?? "");
}
