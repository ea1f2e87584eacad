import type { FastifyReply, FastifyRequest } from "fastify";

/** Sets what every answer carries (contract 0.2): the correlation id, which the log line has too, and caching rules. */
export function setCommonHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply
    .header("x-hubspot-correlation-id", request.id)
    .header("server-timing", `hcid;desc="${request.id}"`)
    .header("vary", "origin, accept-encoding")
    .header("access-control-allow-credentials", "false");
}
