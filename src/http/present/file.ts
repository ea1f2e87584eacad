import { formatTime } from "../../domain/properties/time-text.ts";
import { type Folder, fullName, type StoredFile } from "../../model/file.ts";

/** Where a file is reached: the server, and the portal that has it. */
export type FilePlace = { readonly origin: string; readonly portalId: number };

/** The address of a file's bytes, open to all where its access is public. */
export function fileUrl(file: Pick<StoredFile, "id" | "name" | "extension">, { origin, portalId }: FilePlace): string {
  return `${origin}/hubfs/${portalId}/${file.id}/${encodeURIComponent(fullName(file))}`;
}

/** A file in wire order (contract 6.3). */
export function presentFile(file: StoredFile, place: FilePlace) {
  const url = fileUrl(file, place);
  return {
    id: String(file.id),
    createdAt: formatTime(file.createdAt),
    updatedAt: formatTime(file.updatedAt),
    archived: false,
    ...(file.folderId === null ? {} : { parentFolderId: String(file.folderId) }),
    name: file.name,
    path: file.path,
    size: file.size,
    type: file.kind,
    extension: file.extension,
    encoding: file.extension,
    defaultHostingUrl: url,
    url,
    isUsableInContent: file.usableInContent,
    access: file.access,
    fileMd5: file.md5,
    sourceGroup: "CONTENT",
    ...(file.expiresAt === null ? {} : { expiresAt: file.expiresAt }),
  };
}

/** A folder in wire order. */
export function presentFolder(folder: Folder) {
  return {
    id: String(folder.id),
    createdAt: formatTime(folder.createdAt),
    updatedAt: formatTime(folder.updatedAt),
    archived: false,
    ...(folder.parentId === null ? {} : { parentFolderId: String(folder.parentId) }),
    name: folder.name,
    path: folder.path,
  };
}
