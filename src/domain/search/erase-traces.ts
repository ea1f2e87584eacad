import type { Context } from "../context.ts";
import { tidySegments } from "./tidy-segments.ts";

/**
 * Takes what was erased out of the segments. The transaction that erased it has ended, so this fails nobody's request:
 * whoever keeps the segments tries again within a second.
 */
export async function eraseTraces(ctx: Context, objectTypeId: string): Promise<void> {
  const services = { database: ctx.database, ids: ctx.ids, searches: ctx.searches };
  await tidySegments(services, ctx.portal.portalId, objectTypeId, Number.POSITIVE_INFINITY).catch((error: unknown) =>
    ctx.report(error, "What was erased could not be taken out of what searches look at; it is tried again"),
  );
}
