import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

export type SeededServer = { readonly address: string; readonly token: string; readonly folder: string };

/** Runs `work` with a server of its own on made-up data, and leaves nothing behind. */
export async function withSeededServer(
  seed: readonly string[],
  work: (server: SeededServer) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-seeded-"));
  const trunkline = (...args: readonly string[]) => [
    ...["--disable-warning=ExperimentalWarning", "src/main.ts", ...args, "--data", join(folder, "data")],
  ];
  try {
    const { status } = spawnSync(process.execPath, trunkline("seed", ...seed), {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0) throw new Error("The data could not be made");
    const child = spawn(process.execPath, trunkline("serve", "--port", "0", "--log-level", "error"), {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    try {
      let output = "";
      await new Promise<void>((ready, failed) => {
        child.once("exit", () => failed(new Error("The server did not start")));
        child.stdout.setEncoding("utf8").on("data", (part: string) => {
          output += part;
          if (output.includes("Stop with Ctrl-C")) ready();
        });
      });
      const field = (name: string) => new RegExp(`${name} +(\\S+)`).exec(output)?.[1] ?? "";
      await work({ address: field("Address"), token: field("Token"), folder });
    } finally {
      child.kill("SIGTERM");
      await ended;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
