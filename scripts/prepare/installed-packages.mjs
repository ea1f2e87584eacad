import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Entries of the lockfile that this machine should have under node_modules and has not, in the locked version. */
export function listMissingPackages(root) {
  const entries = listWantedPackages(root);
  // npm writes this file last, so without it an interrupted install may have left half a package behind.
  if (!existsSync(join(root, "node_modules/.package-lock.json"))) return entries;
  const accepted = new Set(readJson(acceptedFile(root)) ?? []);
  return entries.filter((entry) => !isInstalled(root, entry) && !(entry.optional && accepted.has(label(entry))));
}

/** npm leaves an optional package out silently where it cannot be had; remembering it avoids an install per start. */
export function acceptMissingPackages(root, entries) {
  if (entries.length === 0) return;
  const accepted = new Set([...(readJson(acceptedFile(root)) ?? []), ...entries.map(label)]);
  mkdirSync(dirname(acceptedFile(root)), { recursive: true });
  writeFileSync(acceptedFile(root), JSON.stringify([...accepted]));
  const names = entries.map(({ path }) => path.replace(/^node_modules\//, "")).join(", ");
  process.stderr.write(`Going on without optional packages (delete node_modules to try again): ${names}\n`);
}

function listWantedPackages(root) {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const machine = { os: process.platform, cpu: process.arch, libc: machineLibc() };
  let wanted = Object.entries(lock.packages).filter(([, entry]) => !(entry.optional && !isMeantFor(machine, entry)));
  for (;;) {
    // What only packages for other machines need is not for this one either.
    const needed = new Set(wanted.flatMap(([, entry]) => namesNeededBy(entry)));
    const rest = wanted.filter(([path, entry]) => !entry.optional || needed.has(nameOf(path)));
    if (rest.length === wanted.length) break;
    wanted = rest;
  }
  return wanted
    .filter(([path]) => path !== "")
    .map(([path, { version, optional = false }]) => ({ path, version, optional }));
}

function namesNeededBy({ dependencies, devDependencies, optionalDependencies, peerDependencies }) {
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies });
}

function nameOf(path) {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

function isInstalled(root, { path, version }) {
  return readJson(join(root, path, "package.json"))?.version === version;
}

function isMeantFor(machine, { os, cpu, libc }) {
  return allows(os, machine.os) && allows(cpu, machine.cpu) && allows(libc, machine.libc);
}

/** Reads npm's lists: names, or names to keep out when they start with an exclamation mark. */
function allows(list, value) {
  if (list === undefined) return true;
  const names = [list].flat();
  if (names.includes(`!${value}`)) return false;
  return names.includes(value) || names.every((name) => name.startsWith("!"));
}

function machineLibc() {
  if (process.platform !== "linux") return undefined;
  // Without this option the report resolves every open socket's peer by name, which can take seconds.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";
}

function acceptedFile(root) {
  return join(root, "node_modules/.trunkline/left-out.json");
}

function label({ path, version }) {
  return `${path}@${version}`;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
