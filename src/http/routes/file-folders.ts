import { createFolder, deleteFolder, getFolder, updateFolder } from "../../domain/files/folders.ts";
import { presentFolder } from "../present/file.ts";
import { defineRoute } from "../route.ts";
import { folderAnswer, folderCreate, folderUpdate } from "../schemas/files.ts";

const collection = "/files/v3/folders";
/** A folder's id, or its path with the slashes as they are or encoded. */
const one = `${collection}/*`;
const idText = (id: string | number | null | undefined) => (id === null || id === undefined ? undefined : String(id));

export const fileFolderRoutes = [
  defineRoute({
    id: "createFolder",
    method: "POST",
    path: collection,
    summary: "Make a folder for files",
    scope: { scopes: ["files.write"] },
    query: {},
    body: folderCreate,
    response: { status: 201, schema: folderAnswer },
    handle: async ({ ctx, body }) => {
      const parent = { id: idText(body.parentFolderId), path: body.parentPath ?? undefined };
      const folder = await createFolder(ctx, { name: body.name, parent });
      return { status: 201, body: JSON.stringify(presentFolder(folder)) };
    },
  }),

  defineRoute({
    id: "getFolder",
    method: "GET",
    path: one,
    summary: "Read a folder by its id or path",
    scope: { scopes: ["files.read"] },
    query: {},
    response: { status: 200, schema: folderAnswer },
    handle: async ({ ctx, params }) => {
      const folder = await getFolder(ctx, params["*"] as string);
      return { status: 200, body: JSON.stringify(presentFolder(folder)) };
    },
  }),

  defineRoute({
    id: "updateFolder",
    method: "PATCH",
    path: one,
    summary: "Rename or move a folder",
    scope: { scopes: ["files.write"] },
    query: {},
    body: folderUpdate,
    response: { status: 200, schema: folderAnswer },
    handle: async ({ ctx, params, body }) => {
      const change = { name: body.name ?? undefined, parentId: idText(body.parentFolderId) };
      const folder = await updateFolder(ctx, params["*"] as string, change);
      return { status: 200, body: JSON.stringify(presentFolder(folder)) };
    },
  }),

  defineRoute({
    id: "deleteFolder",
    method: "DELETE",
    path: one,
    summary: "Delete an empty folder",
    scope: { scopes: ["files.delete"] },
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, params }) => {
      await deleteFolder(ctx, params["*"] as string);
      return { status: 204 };
    },
  }),
];
