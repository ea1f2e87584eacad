import type { FastifyReply, FastifyRequest } from "fastify";
import { type AppFiles, appPage, createAppFiles } from "../app-files.ts";
import { setCommonHeaders } from "../common-headers.ts";
import { pathOf } from "../request-url.ts";
import { aliasesOf } from "../versions.ts";
import { servedRoutes } from "./all.ts";

/**
 * Mantine's components carry their measures in style attributes, so styles may stand in the page; scripts may not,
 * wherever they come from. Recordings are played from where they lie.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: https:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const safety = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

const notBuilt = `The web app has not been built. "npm start" builds it.
The API is there all the same; /docs describes it.
`;

/** The first parts of paths that belong to the API: what is wrong below them is told in its envelope. */
const apiParts: ReadonlySet<string> = new Set(
  servedRoutes
    .flatMap(({ path }) => [path, ...aliasesOf(path)])
    .concat("/healthz", "/readyz", "/openapi.json", "/docs")
    .map((path) => path.split("/")[1] ?? ""),
);

/**
 * Answers a request that no route of the API takes with the web app: a file of it, or its page where a browser asks for
 * one, so that the app's own addresses can be opened and shared.
 * @returns undefined where the request is not the app's
 */
export type AppPages = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined;

/** @param folder is where the app was built */
export function createAppPages(folder: string): AppPages {
  const files = createAppFiles(folder);
  return (request, reply) => {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    const path = pathOf(request.url);
    if (apiParts.has(path.split("/")[1] ?? "")) return undefined;
    return (
      sendFile(files, path, request, reply) ??
      (asksForPage(request, path)
        ? (sendFile(files, appPage, request, reply) ?? sendNotBuilt(request, reply))
        : undefined)
    );
  };
}

/** A file that is not there must not be answered with the page: a browser would take it for a script. */
function asksForPage({ headers }: FastifyRequest, path: string): boolean {
  return path === "/" || (!path.startsWith("/assets/") && /\btext\/html\b/.test(headers.accept ?? ""));
}

function sendFile(
  files: AppFiles,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  const { headers } = request;
  const asked = { acceptEncoding: headers["accept-encoding"], ifNoneMatch: headers["if-none-match"] };
  const file = files.find(path, asked);
  if (!file) return undefined;
  setCommonHeaders(request, reply);
  return reply
    .code(file.status)
    .headers({ ...safety, ...file.headers })
    .send(file.body);
}

function sendNotBuilt(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  setCommonHeaders(request, reply);
  return reply
    .code(503)
    .headers({ ...safety, "cache-control": "no-store" })
    .type("text/plain;charset=utf-8")
    .send(notBuilt);
}
