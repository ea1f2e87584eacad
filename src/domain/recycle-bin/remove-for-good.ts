import { deleteAssociationsOf } from "../../storage/associations.ts";
import { deleteAttachmentsOf } from "../../storage/attachments.ts";
import type { Transaction } from "../../storage/database.ts";
import { deleteMergesInto } from "../../storage/merged-objects.ts";
import { deleteObject, type ObjectKey, type ObjectTable } from "../../storage/objects.ts";
import { deletePin, deletePinsOfRecord, listPinsOfEngagement } from "../../storage/pins.ts";
import { deleteHistory } from "../../storage/property-history.ts";
import { removeUnattachedFiles } from "../files/remove-file.ts";
import { keyOf } from "../objects/stored-record.ts";
import { noteErased } from "../search/note-changes.ts";

/**
 * Removes a record that the transaction holds, with its history, associations and pins, and the files that it alone
 * attaches; their bytes are removed once the transaction has ended. The transaction holds the portal as well: a merge
 * must not copy associations meanwhile. Unique values of a live record are released before.
 */
export async function removeForGood(tx: Transaction, table: ObjectTable, key: ObjectKey): Promise<void> {
  await deleteAssociationsOf(tx, key);
  await deletePinsOfRecord(tx, key);
  for (const pin of await listPinsOfEngagement(tx, key.portalId, key.objectId)) {
    await deletePin(tx, keyOf(pin), key.objectId);
  }
  deleteHistory(tx, key);
  await deleteMergesInto(tx, key);
  noteErased(tx, key);
  deleteObject(tx, table, key);
  await removeUnattachedFiles(tx, key.portalId, await deleteAttachmentsOf(tx, key));
}
