import type { Context } from "../context.ts";
import { tidySegments } from "./tidy-segments.ts";

/**
 * Takes what was erased out of the segments; the transaction that erased it has ended. Where this comes to nothing the
 * server does it within a second.
 */
export async function eraseTraces(ctx: Context, objectTypeId: string): Promise<void> {
  const services = { database: ctx.database, ids: ctx.ids, searches: ctx.searches };
  await tidySegments(services, ctx.portal.portalId, objectTypeId, Number.POSITIVE_INFINITY);
}
