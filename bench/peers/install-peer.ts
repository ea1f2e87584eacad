import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Not the project's packages: brought when they are first asked for, and kept apart. */
const cache = join(import.meta.dirname, "cache");
const root = join(import.meta.dirname, "../..");
const patienceMilliseconds = 600_000;

/**
 * Has npm install one version of a package into a folder of its own; install scripts do not run.
 * @returns the folder
 * @throws Error with npm's last words
 */
export function installPeer(name: string, version: string): string {
  const folder = join(cache, `${name.replace(/^@/, "").replaceAll("/", "-")}-${version}`);
  const marker = join(folder, "installed");
  if (existsSync(marker)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}\n');
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", `${name}@${version}`];
  // The Node that will run it is the one whose version npm asks about.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  const { status, stderr, error } = spawnSync("npm", args, {
    cwd: folder,
    env,
    encoding: "utf8",
    timeout: patienceMilliseconds,
  });
  if (status !== 0) throw new Error(`npm could not install it: ${lastLines(error?.message ?? stderr)}`);
  writeFileSync(marker, "");
  return folder;
}

/** What a program said last, what it calls an error first, in one line and without the paths of this machine. */
export function lastLines(text: string): string {
  const lines = text
    .trim()
    .split("\n")
    .map((line) => line.trim().replaceAll(root, ""))
    .filter((line) => line !== "" && !/complete log|^at |^\^|^Node\.js/.test(line));
  const errors = lines.filter((line) => /error|cannot|fail/i.test(line));
  return (errors.length > 0 ? errors : lines).slice(-3).join(" ").slice(0, 400);
}
