import type { FastifyInstance } from "fastify";
import { setCommonHeaders } from "../common-headers.ts";
import { describeApi } from "../openapi.ts";
import { routes } from "./all.ts";

/** `/openapi.json`: the server's description of itself. It needs no token and is made when first asked for. */
export function registerDocuments(server: FastifyInstance, version: string): void {
  let description: string | undefined;
  server.get("/openapi.json", async (request, reply) => {
    description ??= JSON.stringify(describeApi(routes, version));
    setCommonHeaders(request, reply);
    return reply.type("application/json;charset=utf-8").send(description);
  });
}
