import { findContentKeys, listGoneFiles, lockFile } from "../../storage/files.ts";
import { listPortals } from "../../storage/portals.ts";
import type { Services } from "../accounts/services.ts";
import { removeDiscardedContents } from "./discarded-contents.ts";
import { removeFile } from "./remove-file.ts";

const filesPerTransaction = 100;
const dayMilliseconds = 86_400_000;

/**
 * Removes for good the files that have lain in the bin for more than `days` or have expired, and bytes on disk that
 * no file names: what was discarded and could not be removed at once, and what an upload leaves where the machine fails
 * in the middle of it.
 */
export async function purgeFiles(services: Services, days: number): Promise<void> {
  for (const { portal_id } of await listPortals(services.database)) {
    await purgePortalFiles(services, portal_id, days);
  }
}

/** The same for one portal. */
export async function purgePortalFiles(services: Services, portalId: number, days: number): Promise<void> {
  await purgeRows(services, portalId, days);
  await removeDiscardedContents(services.database, services.files, portalId);
  await sweepBytes(services, portalId);
}

async function purgeRows({ database, now }: Services, portalId: number, days: number): Promise<void> {
  const gone = { portalId, archivedBefore: now() - days * dayMilliseconds, now: now(), limit: filesPerTransaction };
  for (;;) {
    const rows = await listGoneFiles(database, gone);
    if (rows.length === 0) return;
    await database.transaction(async (tx) => {
      for (const { file_id } of rows) {
        const row = await lockFile(tx, { portalId, fileId: file_id });
        const expired = row?.expires_at != null && row.expires_at < gone.now;
        const archived = row?.archived_at != null && row.archived_at < gone.archivedBefore;
        if (!row || !(expired || archived)) continue;
        await removeFile(tx, row);
      }
    });
  }
}

async function sweepBytes({ database, files }: Services, portalId: number): Promise<void> {
  // By the clock of the disk; an upload under way is younger than a day.
  const keys = await files.store.listOlderThan(portalId, Date.now() - dayMilliseconds);
  while (keys.length > 0) {
    const some = keys.splice(0, filesPerTransaction);
    const named = await findContentKeys(database, portalId, some);
    for (const key of some) if (!named.has(key)) await files.store.discard(portalId, key);
  }
}
