import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What arrived: the key under which it lies, its length in bytes, and its MD5 in hexadecimal digits. */
export type ReceivedContent = { readonly key: string; readonly size: number; readonly md5: string };

/** The bytes of uploaded files on disk, in one folder per portal. Servers of one database share the folder. */
export type FileStore = {
  /** Writes what `source` gives to disk, not yet kept; where it fails, nothing is left. */
  receive(portalId: number, source: AsyncIterable<Uint8Array>): Promise<ReceivedContent>;
  /** Keeps what was received: from now on it can be read and survives a power loss. */
  keep(portalId: number, key: string): Promise<void>;
  /** Removes content, kept or not; what is not there is fine. */
  discard(portalId: number, key: string): Promise<void>;
  /** Bytes from `start` to `end`, both included, or all. */
  read(portalId: number, key: string, range?: { readonly start: number; readonly end: number }): Readable;
  /** Keys of what was last written before `writtenBefore` (epoch ms), kept or not. */
  listOlderThan(portalId: number, writtenBefore: number): Promise<string[]>;
};

const unkept = ".part";

export function createFileStore(root: string): FileStore {
  const folderOf = (portalId: number) => join(root, String(portalId));
  const pathOf = (portalId: number, key: string) => join(folderOf(portalId), key);

  return {
    async receive(portalId, source) {
      await mkdir(folderOf(portalId), { recursive: true, mode: 0o700 });
      const key = randomUUID();
      const path = pathOf(portalId, key) + unkept;
      const hash = createHash("md5");
      let size = 0;
      const measured = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      };
      try {
        await pipeline(source, measured, createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return { key, size, md5: hash.digest("hex") };
    },

    async keep(portalId, key) {
      await rename(pathOf(portalId, key) + unkept, pathOf(portalId, key));
      const folder = await open(folderOf(portalId));
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    },

    async discard(portalId, key) {
      await rm(pathOf(portalId, key) + unkept, { force: true });
      await rm(pathOf(portalId, key), { force: true });
    },

    read: (portalId, key, range) => createReadStream(pathOf(portalId, key), range ?? {}),

    async listOlderThan(portalId, writtenBefore) {
      const keys: string[] = [];
      for (const name of await readdir(folderOf(portalId)).catch(ignoreMissing)) {
        const info = await stat(pathOf(portalId, name)).catch(ignoreMissing);
        if (!Array.isArray(info) && info.mtimeMs < writtenBefore) keys.push(name.replace(unkept, ""));
      }
      return keys;
    },
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): never[] {
  if (error.code === "ENOENT") return [];
  throw error;
}

/** The secret in `file`, made where it is missing; servers that start together get the same one. */
export function readOrMakeSecret(file: string): Buffer {
  const mine = `${file}.${randomUUID()}`;
  writeFileSync(mine, randomBytes(32).toString("hex"), { mode: 0o600 });
  try {
    // Unlike a rename, this fails where another server was first.
    linkSync(mine, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(mine);
  }
  return Buffer.from(readFileSync(file, "utf8").trim(), "hex");
}
