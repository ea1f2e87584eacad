import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder for data where it is not there, readable by its owner alone.
 * @throws Error that says in one line why nothing can be kept there
 */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(`the folder ${folder}`, error);
  }
}

/** What is told where a file or folder of the operator's cannot be used: which, and why. */
export function unusable(place: string, cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new Error(`${place} cannot be used: ${reasons[code ?? ""] ?? message}`, { cause });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not read and write there",
  EISDIR: "a folder is in its place",
  ENOENT: "nothing can be made there",
  ENOSPC: "no space is left",
  EPERM: "this user may not read and write there",
  EROFS: "its file system can only be read",
};

// Node's own way of making the folders above as well does not come to an end in places such as /proc.
function makeFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found) throw new Error(`${folder} is a file`);
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
