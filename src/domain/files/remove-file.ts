import { findAttachedFileIds } from "../../storage/attachments.ts";
import type { Transaction } from "../../storage/database.ts";
import { insertDiscardedContent } from "../../storage/discarded-contents.ts";
import type { FileRow } from "../../storage/file-rows.ts";
import { deleteFile, lockFile } from "../../storage/files.ts";

/** Removes a file that the transaction holds; its bytes are removed once the transaction has ended. */
export async function removeFile(tx: Transaction, row: FileRow): Promise<void> {
  await deleteFile(tx, { portalId: row.portal_id, fileId: row.file_id });
  await insertDiscardedContent(tx, row.portal_id, row.content_key);
}

/** Removes those of these files that no record attaches any more, from the bin of files as well. */
export async function removeUnattachedFiles(
  tx: Transaction,
  portalId: number,
  fileIds: readonly number[],
): Promise<void> {
  const sorted = [...fileIds].sort((one, other) => one - other);
  const rows: FileRow[] = [];
  // Held before it is asked who attaches them: a write that attaches one holds it too.
  for (const fileId of sorted) {
    const row = await lockFile(tx, { portalId, fileId });
    if (row) rows.push(row);
  }
  const attached = await findAttachedFileIds(tx, portalId, sorted);
  for (const row of rows) if (!attached.has(row.file_id)) await removeFile(tx, row);
}
