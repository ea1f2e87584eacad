import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { setCommonHeaders } from "../common-headers.ts";
import { renderDocs } from "../docs/page.ts";
import { styleSheet } from "../docs/style.ts";
import { describeApi } from "../openapi.ts";
import { routes } from "./all.ts";

const styleHash = createHash("sha256").update(styleSheet).digest("base64");

const pageHeaders = {
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/**
 * `/openapi.json`: the server's description of itself; `/docs`: the same as a page. They need no token, and are made
 * when first asked for.
 */
export function registerDocuments(server: FastifyInstance, version: string): void {
  let description: string | undefined;
  let page: string | undefined;
  server.get("/openapi.json", async (request, reply) => {
    description ??= JSON.stringify(describeApi(routes, version));
    setCommonHeaders(request, reply);
    return reply.type("application/json;charset=utf-8").send(description);
  });
  server.get("/docs", async (request, reply) => {
    page ??= renderDocs(describeApi(routes, version));
    setCommonHeaders(request, reply);
    return reply.headers(pageHeaders).type("text/html;charset=utf-8").send(page);
  });
}
