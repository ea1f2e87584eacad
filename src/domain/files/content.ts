import type { Readable } from "node:stream";
import { fileTypeOf } from "../../model/catalog/file-types.ts";
import { refuse } from "../../model/errors.ts";
import { type FileAccess, isPublic } from "../../model/file.ts";
import type { FileRow } from "../../storage/file-rows.ts";
import { findFile } from "../../storage/files.ts";
import type { Services } from "../accounts/services.ts";
import type { Context } from "../context.ts";
import { readRecordId } from "../objects/record-id.ts";
import { checkSignature, type Signature } from "./signed-links.ts";
import { fileKeyOf, isLive, nameOf } from "./stored-file.ts";

/** A file that may be read, and how to get at its bytes. */
export type ReadableFile = {
  readonly name: string;
  readonly contentType: string;
  /** Whether a browser may show it in place of saving it. */
  readonly inline: boolean;
  readonly shared: boolean;
  readonly size: number;
  /** Changes with the bytes. */
  readonly tag: string;
  open(range?: { readonly start: number; readonly end: number }): Readable;
};

/** @throws Refusal 404 where the portal has no such file */
export async function readFile(ctx: Context, services: Services, reference: string): Promise<ReadableFile> {
  const row = await findFile(ctx.db, fileKeyOf(ctx, reference));
  if (!isLive(row, ctx.now())) throw refuse.thingNotFound("File", reference);
  return toReadable(services, row);
}

/**
 * A file by its address: public ones are everybody's, the others need a signature.
 * @throws Refusal 403 for a signature that is not valid, 404 for what is not there or not public
 */
export async function readFileByAddress(
  services: Services,
  address: { readonly portalId: string; readonly fileId: string },
  signature: Signature | undefined,
): Promise<ReadableFile> {
  const key = { portalId: readPortalId(address.portalId), fileId: readRecordId(address.fileId) ?? 0 };
  if (signature) checkSignature(services.files.secret, key, signature, services.now());
  const row = await findFile(services.database, key);
  // What is not public looks like what is not there, so that ids cannot be tried out.
  if (!isLive(row, services.now()) || !(signature || isPublic(row.access as FileAccess))) {
    throw refuse.thingNotFound("File", address.fileId);
  }
  return toReadable(services, row);
}

function readPortalId(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function toReadable({ files }: Services, row: FileRow): ReadableFile {
  return {
    name: nameOf(row),
    contentType: row.content_type,
    inline: fileTypeOf(row.extension).inline,
    shared: isPublic(row.access as FileAccess),
    size: row.size,
    tag: row.content_key,
    open: (range) => files.store.read(row.portal_id, row.content_key, range),
  };
}
