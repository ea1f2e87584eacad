import { readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isOrphaned, ORPHANED } from "./parent.mjs";

const RETRY_MS = 200;
const GIVE_UP_AFTER_MS = 15 * 60_000;

/**
 * Waits until this process alone may change node_modules; returns the function that gives the lock back.
 * The lock is a symbolic link to the owner's process id: made and readable in one step, so nobody sees it half written.
 */
export async function acquireCheckoutLock(path) {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  let told = false;
  while (!tryLock(path)) {
    const owner = readOwner(path);
    if (owner !== undefined && !isAlive(owner)) {
      takeAway(path, owner);
      continue;
    }
    if (isOrphaned()) throw new Error(ORPHANED);
    if (Date.now() > deadline) throw new Error(`process ${owner} holds ${path}; delete that file if it is not at work`);
    if (!told) process.stderr.write("Waiting for another start that installs packages …\n");
    told = true;
    await sleep(RETRY_MS);
  }
  return () => rmSync(path, { force: true });
}

function tryLock(path) {
  try {
    symlinkSync(String(process.pid), path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function readOwner(path) {
  try {
    return Number(readlinkSync(path));
  } catch {
    return undefined;
  }
}

/** Moved before it is removed, because another process may have replaced the dead owner's lock since we read it. */
function takeAway(path, deadOwner) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readOwner(aside) === deadOwner) rmSync(aside);
  else renameSync(aside, path);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
