/** Who may read a file at its address, and whether search engines may list it (contract 6.3). */
export const fileAccesses = [
  "PUBLIC_INDEXABLE",
  "PUBLIC_NOT_INDEXABLE",
  "HIDDEN_INDEXABLE",
  "HIDDEN_NOT_INDEXABLE",
  "HIDDEN_PRIVATE",
  "HIDDEN_SENSITIVE",
  "PRIVATE",
  "SENSITIVE",
] as const;

export type FileAccess = (typeof fileAccesses)[number];

/** True where the file's own address answers without a token or a signature. */
export function isPublic(access: FileAccess): boolean {
  return access.endsWith("INDEXABLE");
}

export type FileKind = "IMG" | "DOCUMENT" | "AUDIO" | "MOVIE" | "OTHER";

/** An uploaded file. Times are epoch milliseconds, the size is in bytes. */
export type StoredFile = {
  readonly id: number;
  readonly folderId: number | null;
  /** Without the extension. */
  readonly name: string;
  readonly extension: string;
  /** From the root: `/contracts/offer.pdf`. */
  readonly path: string;
  readonly kind: FileKind;
  readonly contentType: string;
  readonly contentKey: string;
  readonly size: number;
  readonly md5: string;
  readonly access: FileAccess;
  readonly usableInContent: boolean;
  readonly expiresAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
};

export type Folder = {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** A file's name as it is shown and saved. */
export function fullName(file: Pick<StoredFile, "name" | "extension">): string {
  return file.extension === "" ? file.name : `${file.name}.${file.extension}`;
}
