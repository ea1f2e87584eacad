// Read at the very start: once the parent is gone, the process id of whoever takes over looks like any other.
const firstParent = process.ppid;

/** True when the command that started this process has ended: a signal to npm reaches only the shell in between. */
export function isOrphaned() {
  return process.ppid !== firstParent;
}

export const ORPHANED = "the command that started it has ended";
