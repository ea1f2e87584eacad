import { spawn } from "node:child_process";

/** Outlives this process just long enough to end what it started and to remove its folder. */
export interface LifetimeGuard {
  /** Names the process group to end when this process is gone; undefined once that has ended. */
  watch(pid: number | undefined): void;
  /** Ends the watched group, if any, and removes the folder. */
  release(): Promise<void>;
}

// The pipe closes however this process ends, SIGKILL included, which no handler inside it could promise.
const SCRIPT = `
pid=0
while read -r line; do pid=$line; done
if [ "$pid" -gt 0 ]; then
  kill -s QUIT -- "-$pid"
  tries=0
  while kill -s 0 "$pid" && [ -e "$2" ] && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -s KILL -- "-$pid"
fi
rm -rf "$1"
`;

/**
 * Starts a guard for a temporary folder. The lock file is one that the watched program removes when it ends: in a
 * container without an init process an ended program keeps its process id.
 */
export function guardFolder(folder: string, lockFile: string): LifetimeGuard {
  // A session of its own, so that Ctrl-C in the terminal does not end the guard before its work.
  const shell = spawn("/bin/sh", ["-c", SCRIPT, "guard", folder, lockFile], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  const exited = new Promise<void>((resolve) => shell.once("exit", () => resolve()).once("error", () => resolve()));
  // Without this an early end of the shell would surface as an uncaught EPIPE in whatever test runs at that moment.
  shell.stdin.on("error", () => {});
  shell.unref();
  return {
    watch(pid) {
      shell.stdin.write(`${pid ?? 0}\n`);
    },
    async release() {
      shell.ref();
      shell.stdin.end();
      await exited;
    },
  };
}
