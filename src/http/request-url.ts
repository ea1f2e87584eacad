import type { FastifyRequest } from "fastify";

/** Proxies may send the whole address in place of the path (RFC 9112, 3.2.2). */
export function pathOfTarget(target: string): string {
  if (target.startsWith("/")) return target;
  const path = target.replace(/^https?:\/\/[^/?]*/i, "");
  return path === "" || path.startsWith("?") ? `/${path}` : path;
}

/** The request's path and query as the client wrote them, before another version's path became the canonical one. */
export function urlOfClient(request: FastifyRequest): string {
  return pathOfTarget(request.originalUrl);
}

/** An address without its query. */
export function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}
