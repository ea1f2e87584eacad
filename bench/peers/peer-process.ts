import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { guardFolder } from "../../test/support/lifetime-guard.ts";
import { hasEnded } from "../../test/support/process-tree.ts";
import { lastLines } from "./install-peer.ts";

const startMilliseconds = 90_000;
const stopMilliseconds = 10_000;

export type PeerProcess = { readonly pid: number; readonly address: string; stop(): Promise<void> };

/**
 * Starts another product and waits until it answers.
 * @param folder where it works, and keeps its log; gone when it is stopped, or this process is gone
 * @param path that it answers when it is ready
 * @throws Error with its last words
 */
export async function startPeer(
  folder: string,
  args: readonly string[],
  port: number,
  path: string,
  env: Readonly<Record<string, string>> = {},
): Promise<PeerProcess> {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, "peer.log");
  const descriptor = openSync(log, "a");
  const guard = guardFolder(folder, log);
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder, NODE_ENV: "production", ...env },
    stdio: ["ignore", descriptor, descriptor],
    detached: true,
  });
  closeSync(descriptor);
  guard.watch(child.pid);
  const address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill("SIGTERM");
    if (!(await hasEnded(child, stopMilliseconds))) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    guard.watch(undefined);
    await guard.release();
  };
  const end = performance.now() + startMilliseconds;
  while (child.exitCode === null && performance.now() < end) {
    const answer = await fetch(`${address}${path}`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return { pid: child.pid as number, address, stop };
    await sleep(200);
  }
  const words = existsSync(log) ? lastLines(readFileSync(log, "utf8")) : "";
  await stop();
  throw new Error(`it did not start: ${words}`);
}
