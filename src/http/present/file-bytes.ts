import type { ReadableFile } from "../../domain/files/content.ts";
import { refuseFile } from "../../model/file-errors.ts";
import type { Handled } from "../route.ts";

/**
 * A file's bytes as an answer: whole, the one range that was asked for, or "not modified".
 * @throws Refusal 416 for a range outside of the file
 */
export function presentBytes(file: ReadableFile, range: string | undefined, ifNoneMatch: string | undefined): Handled {
  const etag = `"${file.tag}"`;
  const headers: Record<string, string> = {
    etag,
    "accept-ranges": "bytes",
    "cache-control": file.shared ? "no-cache" : "private, no-store",
    "content-disposition": disposition(file),
    "content-type": file.contentType,
    "x-content-type-options": "nosniff",
    // What was uploaded must never act as a page of this server.
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
  };
  if (ifNoneMatch?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag)) return { status: 304, headers };
  const part = readRange(range, file.size);
  const length = part ? part.end - part.start + 1 : file.size;
  headers["content-length"] = String(length);
  if (part) headers["content-range"] = `bytes ${part.start}-${part.end}/${file.size}`;
  return { status: part ? 206 : 200, headers, stream: file.open(part) };
}

/** One range of bytes; a header that is none, or names several, is passed over (RFC 9110, 14.2). */
function readRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (!found || (found[1] === "" && found[2] === "")) return undefined;
  const [, first, last] = found as unknown as [string, string, string];
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  if (start >= size || start > end) throw refuseFile.rangeNotSatisfiable(size);
  return { start, end };
}

function disposition({ name, inline }: ReadableFile): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `${inline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
