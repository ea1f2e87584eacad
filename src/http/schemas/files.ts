import { Type } from "typebox";
import { fileAccesses } from "../../model/file.ts";

const access = Type.Union(fileAccesses.map((name) => Type.Literal(name)));
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Optional(Type.Union([type, Type.Null()]));
const id = Type.Union([Type.String(), Type.Integer()]);

/** What files and folders have in common. */
const entry = {
  id: Type.String(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  archived: Type.Boolean(),
  parentFolderId: Type.Optional(Type.String()),
  name: Type.String(),
  path: Type.String(),
};

/** A file as every answer shows it (contract 6.3). */
export const fileAnswer = Type.Object(
  {
    ...entry,
    size: Type.Integer(),
    type: Type.String(),
    extension: Type.String(),
    encoding: Type.String(),
    defaultHostingUrl: Type.String(),
    url: Type.String(),
    isUsableInContent: Type.Boolean(),
    access,
    fileMd5: Type.String(),
    sourceGroup: Type.String(),
    expiresAt: Type.Optional(Type.Integer()),
  },
  { title: "File" },
);

export const folderAnswer = Type.Object(entry, { title: "Folder" });

export const signedUrlAnswer = Type.Object({
  url: Type.String(),
  expiresAt: Type.String(),
  name: Type.String(),
  extension: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
});

export const fileUpdate = Type.Object({
  name: orNull(Type.String()),
  access: orNull(Type.String()),
  parentFolderId: orNull(Type.String()),
  parentFolderPath: orNull(Type.String()),
  isUsableInContent: orNull(Type.Boolean()),
  expiresAt: orNull(id),
  clearExpires: orNull(Type.Boolean()),
});

export const folderCreate = Type.Object({
  name: Type.String(),
  parentFolderId: orNull(id),
  parentPath: orNull(Type.String()),
});

export const folderUpdate = Type.Object({ name: orNull(Type.String()), parentFolderId: orNull(id) });

const formOptions = Type.String({ description: 'JSON text: {"access": "PRIVATE"}, overwrite, ttl and others' });
const bytes = Type.String({ format: "binary" });

export const uploadForm = Type.Object({
  file: bytes,
  options: formOptions,
  fileName: Type.Optional(Type.String()),
  folderId: Type.Optional(Type.String()),
  folderPath: Type.Optional(Type.String()),
  charsetHunch: Type.Optional(Type.String()),
});

export const replaceForm = Type.Object({
  file: bytes,
  options: Type.Optional(formOptions),
  charsetHunch: Type.Optional(Type.String()),
});
