import { archiveFile, eraseFile, updateFile } from "../../domain/files/change-file.ts";
import { readFile } from "../../domain/files/content.ts";
import { signLink } from "../../domain/files/signed-links.ts";
import { getFile } from "../../domain/files/stored-file.ts";
import { replaceContent, uploadFile } from "../../domain/files/upload.ts";
import { formatTime } from "../../domain/properties/time-text.ts";
import type { StoredFile } from "../../model/file.ts";
import { limits } from "../../model/limits.ts";
import { fileUrl, presentFile } from "../present/file.ts";
import { presentBytes } from "../present/file-bytes.ts";
import { integer } from "../query.ts";
import { defineRoute, type Handled, type Handling } from "../route.ts";
import { fileAnswer, fileUpdate, replaceForm, signedUrlAnswer, uploadForm } from "../schemas/files.ts";

const collection = "/files/v3/files";
const one = `${collection}/:fileId`;
const read = { scopes: ["files.read"] };
const write = { scopes: ["files.write"] };
const remove = { scopes: ["files.delete"] };

export const fileRoutes = [
  defineRoute({
    id: "uploadFile",
    method: "POST",
    path: collection,
    summary: "Upload a file",
    scope: write,
    query: {},
    upload: uploadForm,
    response: { status: 201, schema: fileAnswer },
    handle: async ({ ctx, http, parts, origin }) => {
      const file = await uploadFile(ctx, http.services.files, parts());
      return { ...answer(file, { ctx, origin }), status: 201 };
    },
  }),

  defineRoute({
    id: "getFile",
    method: "GET",
    path: one,
    summary: "Read what is known of a file",
    scope: read,
    query: {},
    response: { status: 200, schema: fileAnswer },
    handle: async ({ ctx, params, origin }) => answer(await getFile(ctx, params.fileId as string), { ctx, origin }),
  }),

  defineRoute({
    id: "updateFile",
    method: "PATCH",
    path: one,
    summary: "Rename or move a file, or change its access",
    scope: write,
    query: {},
    body: fileUpdate,
    response: { status: 200, schema: fileAnswer },
    handle: async ({ ctx, params, body, origin }) =>
      answer(await updateFile(ctx, params.fileId as string, body), { ctx, origin }),
  }),

  defineRoute({
    id: "replaceFile",
    method: "PUT",
    path: one,
    summary: "Replace the content of a file",
    scope: write,
    query: {},
    upload: replaceForm,
    response: { status: 200, schema: fileAnswer },
    handle: async ({ ctx, http, params, parts, origin }) =>
      answer(await replaceContent(ctx, http.services.files, params.fileId as string, parts()), { ctx, origin }),
  }),

  defineRoute({
    id: "archiveFile",
    method: "DELETE",
    path: one,
    summary: "Delete a file",
    scope: remove,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, params }) => {
      await archiveFile(ctx, params.fileId as string);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "eraseFile",
    method: "DELETE",
    path: `${one}/gdpr-delete`,
    summary: "Delete a file for good",
    scope: remove,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, http, params }) => {
      await eraseFile(ctx, http.services.files, params.fileId as string);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "signFileUrl",
    method: "GET",
    path: `${one}/signed-url`,
    summary: "Make an address that gives a file to whoever has it, for a time",
    scope: read,
    query: { expirationSeconds: integer(1, limits.signedUrlMaxSeconds, limits.signedUrlDefaultSeconds) },
    response: { status: 200, schema: signedUrlAnswer },
    handle: async ({ ctx, http, params, query, origin }) => {
      const file = await getFile(ctx, params.fileId as string);
      const { portalId } = ctx.portal;
      const address = { portalId, fileId: file.id };
      const link = signLink(http.services.files.secret, address, ctx.now(), query.expirationSeconds);
      const url = `${fileUrl(file, { origin, portalId })}?expires=${link.expires}&signature=${link.signature}`;
      const { name, extension, kind: type, size } = file;
      const expiresAt = formatTime(link.expiresAt);
      return { status: 200, body: JSON.stringify({ url, expiresAt, name, extension, type, size }) };
    },
  }),

  defineRoute({
    id: "downloadFile",
    method: "GET",
    path: `${one}/download`,
    summary: "Read a file's bytes",
    scope: read,
    query: {},
    response: { status: 200, bytes: true },
    handle: async ({ ctx, http, params, header }) => {
      const file = await readFile(ctx, http.services, params.fileId as string);
      return presentBytes(file, header("range"), header("if-none-match"));
    },
  }),
];

function answer(file: StoredFile, { ctx, origin }: Pick<Handling<never, never>, "ctx" | "origin">): Handled {
  return { status: 200, body: JSON.stringify(presentFile(file, { origin, portalId: ctx.portal.portalId })) };
}
