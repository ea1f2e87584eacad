import { refuse } from "../../model/errors.ts";
import type { FileAccess, FileKind, StoredFile } from "../../model/file.ts";
import type { FileRow } from "../../storage/file-rows.ts";
import { findFile } from "../../storage/files.ts";
import type { Context } from "../context.ts";
import { readRecordId } from "../objects/record-id.ts";
import { loadFolderPaths } from "./folders.ts";

/** True for a file that is neither deleted nor expired. */
export function isLive(row: FileRow | undefined, now: number): row is FileRow {
  return row !== undefined && row.archived_at === null && (row.expires_at === null || row.expires_at > now);
}

/** Names a file by the id of a path; what cannot be an id is no file's. */
export function fileKeyOf(ctx: Context, reference: string) {
  return { portalId: ctx.portal.portalId, fileId: readRecordId(reference) ?? 0 };
}

/** @throws Refusal 404 where the portal has no such file, or has deleted it */
export async function getFile(ctx: Context, reference: string): Promise<StoredFile> {
  const row = await findFile(ctx.db, fileKeyOf(ctx, reference));
  if (!isLive(row, ctx.now())) throw refuse.thingNotFound("File", reference);
  return toFile(ctx, row);
}

export async function toFile(ctx: Context, row: FileRow): Promise<StoredFile> {
  return (await toFiles(ctx, [row]))[0] as StoredFile;
}

/** Rows as the domain hands them out, with the paths of their folders. */
export async function toFiles(ctx: Context, rows: readonly FileRow[]): Promise<StoredFile[]> {
  const paths = await loadFolderPaths(
    ctx,
    rows.map((row) => row.folder_id),
  );
  return rows.map((row) => ({
    id: row.file_id,
    folderId: row.folder_id,
    name: row.name,
    extension: row.extension,
    path: `${paths.get(row.folder_id) ?? ""}/${nameOf(row)}`,
    kind: row.kind as FileKind,
    contentType: row.content_type,
    contentKey: row.content_key,
    size: row.size,
    md5: row.md5,
    access: row.access as FileAccess,
    usableInContent: row.usable_in_content === 1,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}

/** The whole name of a row's file. */
export function nameOf(row: Pick<FileRow, "name" | "extension">): string {
  return row.extension === "" ? row.name : `${row.name}.${row.extension}`;
}
