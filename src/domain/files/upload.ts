import { fileTypeOf } from "../../model/catalog/file-types.ts";
import { refuse } from "../../model/errors.ts";
import type { StoredFile } from "../../model/file.ts";
import { limits } from "../../model/limits.ts";
import { insertDiscardedContent } from "../../storage/discarded-contents.ts";
import type { FileRow } from "../../storage/file-rows.ts";
import { findFilesByMd5, insertFile, lockFile, lockFileByPlace, updateFile } from "../../storage/files.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { removeDiscardedNow } from "./discarded-contents.ts";
import { placeKey, readName, splitName } from "./file-names.ts";
import type { FileServices } from "./file-services.ts";
import { holdFolder } from "./folders.ts";
import { fileKeyOf, getFile, isLive, nameOf, toFile } from "./stored-file.ts";
import { type FormPart, type ReceivedForm, withReceivedForm } from "./upload-form.ts";
import { readUploadOptions, type UploadOptions } from "./upload-options.ts";

/**
 * Takes an uploaded file: its bytes go to disk as they arrive, then the file is entered in one transaction.
 * @throws Refusal 400 for a form or options that are not valid, 409 for a duplicate that the options refuse
 */
export function uploadFile(ctx: Context, files: FileServices, parts: AsyncIterable<FormPart>): Promise<StoredFile> {
  return withReceivedForm(ctx, files, parts, async (form) => {
    const options = readUploadOptions(form.fields.get("options"));
    if (!options.access) throw refuse.invalid("options must name the access of the file", { access: ["missing"] });
    const name = readName(form.fields.get("fileName")?.trim() || form.fileName, "fileName");
    await ctx.ids.ready();
    return commit(ctx, files, form, () => transaction(ctx, (ctx) => enter(ctx, form, options, name)));
  });
}

/**
 * Puts other bytes in the place of a file's; its id, name and address stay.
 * @throws Refusal 404 where the file is not there, 400 for a form or options that are not valid
 */
export async function replaceContent(
  ctx: Context,
  files: FileServices,
  reference: string,
  parts: AsyncIterable<FormPart>,
): Promise<StoredFile> {
  // Before its new bytes arrive, which may take long.
  await getFile(ctx, reference);
  return withReceivedForm(ctx, files, parts, async (form) => {
    const { access, timeToLive } = readUploadOptions(form.fields.get("options"));
    return commit(ctx, files, form, () =>
      transaction(ctx, async (ctx) => {
        const row = await lockFile(ctx.db, fileKeyOf(ctx, reference));
        if (!isLive(row, ctx.now())) throw refuse.thingNotFound("File", reference);
        return replace(ctx, row, form, { access: access ?? row.access, timeToLive });
      }),
    );
  });
}

/** Keeps the bytes before the row names them, and removes afterwards those that no row names any more. */
async function commit(
  ctx: Context,
  files: FileServices,
  form: ReceivedForm,
  write: () => Promise<StoredFile>,
): Promise<StoredFile> {
  await files.store.keep(ctx.portal.portalId, form.content.key);
  const file = await write();
  await removeDiscardedNow(ctx, files);
  return file;
}

async function enter(ctx: WriteContext, form: ReceivedForm, options: UploadOptions, name: string): Promise<StoredFile> {
  const folderId = await holdFolder(
    ctx,
    { id: form.fields.get("folderId"), path: form.fields.get("folderPath") },
    "make",
  );
  const duplicate = options.duplicates === "NONE" ? undefined : await findDuplicate(ctx, form, options, folderId);
  if (duplicate && options.duplicates === "REJECT") {
    throw refuse.alreadyExists(`A file with the same content exists already. Existing ID: ${duplicate.file_id}`);
  }
  if (duplicate) {
    await insertDiscardedContent(ctx.db, duplicate.portal_id, form.content.key);
    return toFile(ctx, duplicate);
  }
  const access = options.access as string;
  const taken = options.overwrite
    ? await lockFileByPlace(ctx.db, ctx.portal.portalId, placeKey(folderId, nameOf(splitName(name))))
    : undefined;
  if (taken) return replace(ctx, taken, form, { access, timeToLive: options.timeToLive });
  const row = await insertUnderFreeName(ctx, newRow(ctx, form, folderId, access, options.timeToLive), name);
  return toFile(ctx, row);
}

async function findDuplicate(ctx: WriteContext, form: ReceivedForm, options: UploadOptions, folderId: number | null) {
  const same = await findFilesByMd5(ctx.db, ctx.portal.portalId, form.content.md5);
  return same.find(
    (row) => isLive(row, ctx.now()) && (options.duplicateScope === "ENTIRE_PORTAL" || row.folder_id === folderId),
  );
}

async function replace(
  ctx: WriteContext,
  row: FileRow,
  { content }: ReceivedForm,
  { access, timeToLive }: { readonly access: string; readonly timeToLive: number | null },
): Promise<StoredFile> {
  const now = Math.max(ctx.now(), row.updated_at);
  const next: FileRow = {
    ...row,
    content_key: content.key,
    size: content.size,
    md5: content.md5,
    access,
    expires_at: timeToLive === null ? row.expires_at : now + timeToLive,
    updated_at: now,
  };
  await updateFile(ctx.db, next);
  await insertDiscardedContent(ctx.db, row.portal_id, row.content_key);
  return toFile(ctx, next);
}

function newRow(
  ctx: WriteContext,
  { content }: ReceivedForm,
  folder_id: number | null,
  access: string,
  timeToLive: number | null,
): Omit<FileRow, "name" | "extension" | "place_key" | "kind" | "content_type"> {
  const now = ctx.now();
  return {
    portal_id: ctx.portal.portalId,
    file_id: ctx.ids.next(),
    folder_id,
    content_key: content.key,
    size: content.size,
    md5: content.md5,
    access,
    usable_in_content: 1,
    expires_at: timeToLive === null ? null : now + timeToLive,
    created_at: now,
    updated_at: now,
    archived_at: null,
  };
}

const namesTried = 1_000;

/** Enters a file; where its name is taken in the folder it becomes `name-1`, `name-2` and so on. */
async function insertUnderFreeName(
  ctx: WriteContext,
  rest: Omit<FileRow, "name" | "extension" | "place_key" | "kind" | "content_type">,
  fullName: string,
): Promise<FileRow> {
  const { name, extension } = splitName(fullName);
  const type = fileTypeOf(extension);
  for (let count = 0; count < namesTried; count += 1) {
    const suffix = count === 0 ? "" : `-${count}`;
    // The name still fits with its suffix.
    const free = `${name.slice(0, limits.fileNameLength - suffix.length - extension.length - 1)}${suffix}`;
    const row: FileRow = {
      ...rest,
      name: count === 0 ? name : free.toWellFormed(),
      extension,
      place_key: "",
      kind: type.kind,
      content_type: type.contentType,
    };
    row.place_key = placeKey(row.folder_id, nameOf(row));
    if (await insertFile(ctx.db, row)) return row;
  }
  throw refuse.alreadyExists(`The folder holds ${namesTried} files named "${fullName}" already`);
}
