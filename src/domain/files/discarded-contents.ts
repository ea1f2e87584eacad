import type { Database } from "../../storage/database.ts";
import { deleteDiscardedContent, listDiscardedContents } from "../../storage/discarded-contents.ts";
import type { Context } from "../context.ts";
import type { FileServices } from "./file-services.ts";

const contentsPerRound = 100;

/**
 * Removes from disk what a transaction has discarded. The row goes after the bytes: where this is cut off, the next
 * round finds it again.
 */
export async function removeDiscardedContents(
  database: Database,
  { store }: FileServices,
  portalId: number,
): Promise<void> {
  for (;;) {
    const rows = await listDiscardedContents(database, portalId, contentsPerRound);
    if (rows.length === 0) return;
    for (const { content_key } of rows) await store.discard(portalId, content_key);
    await database.transaction(async (tx) => {
      for (const { content_key } of rows) await deleteDiscardedContent(tx, portalId, content_key);
    });
  }
}

/** The same at once, after a transaction that is done whatever the disk does: the purge tries again. */
export async function removeDiscardedNow(ctx: Context, files: FileServices): Promise<void> {
  await removeDiscardedContents(ctx.database, files, ctx.portal.portalId).catch((error: unknown) =>
    ctx.report(error, "The bytes of files that are gone could not be removed; the next purge tries again"),
  );
}
