import type { FastifyInstance } from "fastify";
import { isReady } from "../../domain/accounts/readiness.ts";
import type { HttpServices } from "../route.ts";

/** `/healthz`: the process answers. `/readyz`: the database does too, and has this version's schema. */
export function registerHealth(server: FastifyInstance, http: HttpServices): void {
  server.get("/healthz", async (request, reply) =>
    reply.header("x-hubspot-correlation-id", request.id).send({ status: "ok" }),
  );
  server.get("/readyz", async (request, reply) => {
    const ready = await isReady(http.services.database);
    return reply
      .header("x-hubspot-correlation-id", request.id)
      .code(ready ? 200 : 503)
      .send({ status: ready ? "ready" : "not ready" });
  });
}
