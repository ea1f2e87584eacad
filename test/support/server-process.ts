import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestContext } from "node:test";
import { isOver } from "./process-tree.ts";

const root = resolve(import.meta.dirname, "../..");

/** A server in a process of its own, as an operator starts it. */
export type ServerProcess = {
  readonly child: ChildProcess;
  readonly address: string;
  readonly token: string;
  readonly ownerId: string;
  /** Everything that it has printed so far. */
  output(): string;
  log(): string;
  /** Sends a signal and waits for the end; the exit code, or the signal that ended it. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
};

/** A folder that is gone after the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A port that somebody else listens on until the end of the test. */
export async function takenPort(t: TestContext): Promise<string> {
  const other = createServer().listen(0, "127.0.0.1");
  t.after(() => other.close());
  await once(other, "listening");
  return String((other.address() as AddressInfo).port);
}

/** Starts `trunkline serve` and waits until it is ready; it is ended after the test. */
export async function startServerProcess(
  t: TestContext,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const command = ["--disable-warning=ExperimentalWarning", "src/main.ts", "serve", ...args];
  return startProcess(t, process.execPath, command, env);
}

/** Starts a command that becomes a server. */
export async function startProcess(
  t: TestContext,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let log = "";
  t.after(() => {
    if (!isOver(child)) child.kill("SIGKILL");
  });
  const ready = new Promise<void>((done, failed) => {
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      output += part;
      if (output.includes("Stop with Ctrl-C")) done();
    });
    child.stderr?.setEncoding("utf8").on("data", (part: string) => {
      log += part;
    });
    child.once("error", failed);
    child.once("exit", (code) => failed(new Error(`ended with ${code} before it was ready:\n${output}${log}`)));
  });
  await ready;
  return {
    child,
    address: field(output, "Address"),
    token: field(output, "Token"),
    ownerId: field(output, "Owner id"),
    output: () => output,
    log: () => log,
    async end(signal = "SIGTERM") {
      if (!isOver(child)) {
        const exited = once(child, "exit");
        child.kill(signal);
        await exited;
      }
      return child.exitCode ?? child.signalCode;
    },
  };
}

/** Sends a request with the token that the server printed, or another one. */
export async function callServer(
  server: { readonly address: string; readonly token: string },
  method: string,
  path: string,
  body?: unknown,
  token = server.token,
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
): Promise<{ readonly status: number; readonly body: any; readonly headers: Headers }> {
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      // A connection of its own each time, so that it may be another process that answers.
      connection: "close",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text), headers: answer.headers };
}

/** Runs a command of the command line to its end. */
export async function runCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "src/main.ts", ...args], {
    cwd: root,
    env: { ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    output += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    errors += part;
  });
  await once(child, "close");
  return { code: child.exitCode, output, errors };
}

/** The environment without what would turn a test's server to another database. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(TRUNKLINE_|DATABASE_(REPLICA_)?URL$|NODE_TEST_CONTEXT$)/.test(name)) env[name] = value;
  }
  return env;
}

function field(output: string, name: string): string {
  const found = new RegExp(`^ +${name} +(\\S+)`, "m").exec(output)?.[1];
  if (!found) throw new Error(`${name} is not in:\n${output}`);
  return found;
}
