import { refuse } from "../../model/errors.ts";
import type { StoredFile } from "../../model/file.ts";
import type { FileRow } from "../../storage/file-rows.ts";
import { lockFile, updateFile as updateRow } from "../../storage/files.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { parseTime } from "../properties/time-text.ts";
import { removeDiscardedNow } from "./discarded-contents.ts";
import { placeKey, readName, splitName } from "./file-names.ts";
import type { FileServices } from "./file-services.ts";
import { holdFolder } from "./folders.ts";
import { removeFile } from "./remove-file.ts";
import { fileKeyOf, isLive, nameOf, toFile } from "./stored-file.ts";
import { readAccess } from "./upload-options.ts";

export type FileChange = {
  readonly name?: string | null;
  readonly access?: string | null;
  readonly parentFolderId?: string | null;
  readonly parentFolderPath?: string | null;
  readonly isUsableInContent?: boolean | null;
  readonly expiresAt?: string | number | null;
  readonly clearExpires?: boolean | null;
};

/**
 * Renames or moves a file, or changes who may read it.
 * @throws Refusal 404 where it is not there, 400 for values that are not valid, 409 where its new name is taken
 */
export function updateFile(ctx: Context, reference: string, change: FileChange): Promise<StoredFile> {
  return transaction(ctx, async (ctx) => {
    const row = await lockFile(ctx.db, fileKeyOf(ctx, reference));
    if (!isLive(row, ctx.now())) throw refuse.thingNotFound("File", reference);
    const next = await changed(ctx, row, change);
    if (!(await updateRow(ctx.db, next))) {
      throw refuse.alreadyExists(`A file named "${nameOf(next)}" exists there already`);
    }
    return toFile(ctx, next);
  });
}

/**
 * Moves a file to the bin: from now on it is not there for anybody. What lies there already is fine.
 * @throws Refusal 404 where the portal never had it, or has erased it
 */
export async function archiveFile(ctx: Context, reference: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const row = await lockFile(ctx.db, fileKeyOf(ctx, reference));
    if (!row) throw refuse.thingNotFound("File", reference);
    if (row.archived_at === null) await updateRow(ctx.db, { ...row, archived_at: ctx.now() });
  });
}

/**
 * Removes a file for good, its bytes too, from the bin as well.
 * @throws Refusal 404 where it is in neither
 */
export async function eraseFile(ctx: Context, files: FileServices, reference: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const row = await lockFile(ctx.db, fileKeyOf(ctx, reference));
    if (!row) throw refuse.thingNotFound("File", reference);
    await removeFile(ctx.db, row);
  });
  await removeDiscardedNow(ctx, files);
}

async function changed(ctx: WriteContext, row: FileRow, change: FileChange): Promise<FileRow> {
  const next = { ...row, updated_at: Math.max(ctx.now(), row.updated_at) };
  if (typeof change.name === "string") {
    const given = splitName(readName(change.name, "name"));
    // A name without its extension keeps the one it has.
    next.name = given.extension === row.extension || given.extension === "" ? given.name : change.name.trim();
  }
  if (typeof change.parentFolderId === "string" || typeof change.parentFolderPath === "string") {
    const to = { id: change.parentFolderId ?? undefined, path: change.parentFolderPath ?? undefined };
    next.folder_id = await holdFolder(ctx, to, "refuse");
  }
  next.place_key = placeKey(next.folder_id, nameOf(next));
  if (typeof change.access === "string") next.access = readAccess(change.access);
  if (typeof change.isUsableInContent === "boolean") next.usable_in_content = Number(change.isUsableInContent);
  if (change.clearExpires === true) next.expires_at = null;
  else if (change.expiresAt !== undefined && change.expiresAt !== null)
    next.expires_at = readExpiry(ctx, change.expiresAt);
  return next;
}

function readExpiry(ctx: Context, value: string | number): number {
  const time = parseTime(String(value));
  if (time === undefined || time <= ctx.now()) throw refuse.invalid("expiresAt must be a time in the future");
  return time;
}
