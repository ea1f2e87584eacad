import { hash } from "node:crypto";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import { checkText } from "../properties/text-rules.ts";

/**
 * A file's or folder's name, trimmed.
 * @throws Refusal 400 for a name that is empty, too long, or could be taken for a path
 */
export function readName(text: string, place: string): string {
  checkText(text, place);
  const name = text.trim();
  if (name === "" || name.length > limits.fileNameLength) {
    throw refuse.invalid(`${place} must have 1 to ${limits.fileNameLength} characters`, {
      [place]: [name.slice(0, 50)],
    });
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (name === "." || name === ".." || /[/\\\x00-\x1f\x7f]/.test(name)) {
    throw refuse.invalid(`${place} must not contain a slash, a backslash or a control character`, { [place]: [name] });
  }
  return name;
}

/** Parts a name from its extension; a name that only begins with a dot has none. */
export function splitName(name: string): { readonly name: string; readonly extension: string } {
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot + 1) : "";
  return /^[A-Za-z0-9]{1,20}$/.test(extension)
    ? { name: name.slice(0, dot), extension: extension.toLowerCase() }
    : { name, extension: "" };
}

/**
 * The names of a path's folders: `/a/b` and `a/b/` are the same.
 * @throws Refusal 400 for a path with a name that is not allowed, or with too many
 */
export function splitPath(path: string, place: string): string[] {
  const names = path.split("/").filter((name) => name.trim() !== "");
  if (names.length > limits.folderDepth) {
    throw refuse.invalid(`${place} is more than ${limits.folderDepth} folders deep`);
  }
  return names.map((name) => readName(name, place));
}

/** What is unique within a portal: a name in its folder. Hashed, because names are longer than an index takes. */
export function placeKey(folderId: number | null, name: string): string {
  return hash("sha256", `${folderId ?? ""}/${name}`, "hex");
}
