import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";

/** A file of the built web app, as it is and as it was compressed when the app was built. */
type AppFile = {
  readonly type: string;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
  /** Names the content, for files whose address does not. */
  readonly tag: string;
  /** True where the address changes with the content. */
  readonly isHashed: boolean;
};

export type ServedFile = {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
};

export type AppFiles = {
  /** A file by its path in the address, which begins with a slash; undefined where there is none. */
  find(path: string, asked: Asked): ServedFile | undefined;
};

type Asked = { readonly acceptEncoding: string | undefined; readonly ifNoneMatch: string | undefined };

/** The app's page, which all its own addresses answer. */
export const appPage = "/index.html";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css;charset=utf-8",
  ".html": "text/html;charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript;charset=utf-8",
  ".json": "application/json;charset=utf-8",
  ".map": "application/json;charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain;charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves what was built, out of memory: the app is a few small files, each read once. What is not a file of the folder
 * cannot be asked for, whatever a path says.
 */
export function createAppFiles(folder: string): AppFiles {
  let files = new Map<string, AppFile>();
  let builtAt = -1;

  /** Reads the folder again where the app was built anew. */
  function refresh(): void {
    const changedAt = statSync(join(folder, appPage), { throwIfNoEntry: false })?.mtimeMs ?? -1;
    // While a new build takes its place, the former one is still right.
    if (changedAt === builtAt || changedAt === -1) return;
    files = readFiles(folder);
    builtAt = changedAt;
  }

  return {
    find(path, asked) {
      // An address that names its content never changes; all others may have.
      if (!files.get(path)?.isHashed) refresh();
      const file = files.get(path);
      return file && serve(file, asked);
    },
  };
}

function serve(file: AppFile, { acceptEncoding, ifNoneMatch }: Asked): ServedFile {
  const encoding = chooseEncoding(file, acceptEncoding);
  const tag = `"${file.tag}${encoding === undefined ? "" : `-${encoding}`}"`;
  const headers = {
    "content-type": file.type,
    "cache-control": file.isHashed ? "public, max-age=31536000, immutable" : "no-cache",
    etag: tag,
    ...(encoding === undefined ? {} : { "content-encoding": encoding }),
  };
  const isKnown = ifNoneMatch?.split(",").some((known) => known.trim().replace(/^W\//, "") === tag) ?? false;
  if (isKnown) return { status: 304, headers, body: undefined };
  return { status: 200, headers, body: (encoding && file[encoding]) ?? file.plain };
}

function chooseEncoding(file: AppFile, accepted = ""): "br" | "gzip" | undefined {
  const offered = accepted.split(",").map((part) => part.trim().toLowerCase());
  const takes = (name: string) =>
    offered.some((offer) => offer.split(";", 1)[0]?.trim() === name && !/;\s*q=0(\.0*)?$/.test(offer));
  if (file.br && takes("br")) return "br";
  return file.gzip && takes("gzip") ? "gzip" : undefined;
}

function readFiles(folder: string): Map<string, AppFile> {
  const files = new Map<string, AppFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).replaceAll("\\", "/");
    const plain = readFileSync(file);
    files.set(path, {
      type,
      plain,
      br: readIfThere(`${file}.br`),
      gzip: readIfThere(`${file}.gz`),
      tag: createHash("sha256").update(plain).digest("base64url").slice(0, 22),
      isHashed: path.startsWith("/assets/"),
    });
  }
  return files;
}

function readIfThere(file: string): Buffer | undefined {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
}
