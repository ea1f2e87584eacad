import type { Database } from "../../storage/database.ts";
import { deleteDiscardedContent, listDiscardedContents } from "../../storage/discarded-contents.ts";
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

/** The same at once, for an answer that need not wait for a disk which fails: the purge tries again, and reports. */
export async function removeDiscardedNow(database: Database, files: FileServices, portalId: number): Promise<void> {
  await removeDiscardedContents(database, files, portalId).catch(() => undefined);
}
