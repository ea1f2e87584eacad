import { spawn } from "node:child_process";
import { basename } from "node:path";
import { isOrphaned, ORPHANED } from "./parent.mjs";

const CI_ARGUMENTS = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];

// Settings that reach us from an outer npm or the shell and would make npm install for another purpose, place or
// machine. Others stay: who set a cache, a proxy or a rule on install scripts meant it for this install as well.
const UNWANTED_SETTINGS =
  "also bin_links cpu dev dry_run engine_strict global include install_strategy libc location omit only " +
  "optional os package_lock package_lock_only prefix production strict_allow_scripts workspace workspaces";

const PARENT_POLL_MS = 250;
// npm itself takes many seconds to give up. What it leaves behind shows as incomplete and is replaced next time.
const KILL_AFTER_MS = 1_000;

/** Lets npm bring node_modules in line with the lockfile; ends npm when we are told to end or our parent is gone. */
export async function installPackages(root) {
  process.stderr.write("Installing packages (first start only) …\n");
  const [command, ...args] = npmCommand();
  // A process group of its own, so that install scripts can be ended together with npm.
  const child = spawn(command, [...args, ...CI_ARGUMENTS], {
    cwd: root,
    env: npmEnvironment(),
    stdio: ["ignore", 2, 2],
    detached: true,
  });
  const { stop, dispose } = endWithParent(child);
  try {
    await finished(child, stop);
  } finally {
    dispose();
  }
}

function npmCommand() {
  const outer = process.env.npm_execpath;
  // The npm that runs us is the one the user chose; another one in PATH may be older.
  if (outer && basename(outer) === "npm-cli.js") return [process.execPath, outer];
  return ["npm"];
}

function npmEnvironment() {
  const unwanted = new Set(UNWANTED_SETTINGS.split(" ").map((name) => `npm_config_${name}`));
  const entries = Object.entries(process.env).filter(
    ([name]) => name !== "NODE_ENV" && !unwanted.has(name.toLowerCase().replaceAll("-", "_")),
  );
  // The same two again as a value, because a user's .npmrc may hold them and the environment counts for more.
  const overrides = { npm_config_engine_strict: "false", npm_config_strict_allow_scripts: "false" };
  return { ...Object.fromEntries(entries), ...overrides };
}

function finished(child, stop) {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Error(`npm could not be started (${error.message})`)));
    child.once("exit", (code, signal) => {
      if (stop.reason) reject(new Error(`${stop.reason}; the next start installs again`));
      else if (code === 0) resolve();
      else reject(new Error(`"npm ci" failed (${signal ?? `exit code ${code}`}); its message stands above`));
    });
  });
}

function endWithParent(child) {
  const stop = { reason: undefined };
  const end = (reason) => {
    if (stop.reason) return;
    stop.reason = reason;
    signalGroup(child, "SIGTERM");
    setTimeout(() => signalGroup(child, "SIGKILL"), KILL_AFTER_MS).unref();
  };
  const poll = setInterval(() => isOrphaned() && end(ORPHANED), PARENT_POLL_MS);
  const onSignal = (signal) => end(`stopped by ${signal}`);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, onSignal);
  const dispose = () => {
    clearInterval(poll);
    for (const signal of signals) process.off(signal, onSignal);
  };
  return { stop, dispose };
}

function signalGroup(child, signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself in the meantime.
  }
}
