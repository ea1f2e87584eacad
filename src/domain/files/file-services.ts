import type { FileStore } from "../../storage/file-store.ts";

/** What working with files takes beside the database. */
export type FileServices = {
  readonly store: FileStore;
  /** Signs addresses of files; the same in every server of one database. */
  readonly secret: Buffer;
  /** The largest file in bytes. */
  readonly largestBytes: number;
};
