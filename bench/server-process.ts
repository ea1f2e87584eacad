import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { guardFolder } from "../test/support/lifetime-guard.ts";
import { hasEnded } from "../test/support/process-tree.ts";

const root = resolve(import.meta.dirname, "..");
const startMilliseconds = 60_000;
const stopMilliseconds = 15_000;

/** A server under load, in a process of its own. */
export type ServerProcess = {
  readonly pid: number;
  /** What stands behind a word at the start of a line that it printed. */
  field(name: string): string;
  stop(): Promise<void>;
};

/** A folder that is gone when this process is, however it ends, and with it the server that works there. */
export type ServerFolder = {
  readonly path: string;
  /** @param env is added to the environment */
  start(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<ServerProcess>;
  remove(): Promise<void>;
};

export function makeServerFolder(path: string): ServerFolder {
  mkdirSync(path, { recursive: true });
  const logFile = join(path, "server.log");
  closeSync(openSync(logFile, "a"));
  const guard = guardFolder(path, logFile);
  return {
    path,
    async start(args, env = {}) {
      const server = await startServer(args, env, logFile, (pid) => guard.watch(pid));
      return {
        ...server,
        async stop() {
          await server.stop();
          guard.watch(undefined);
        },
      };
    },
    remove: () => guard.release(),
  };
}

/** As `npm start` has them. */
const nodeArguments = [
  "--disable-warning=ExperimentalWarning",
  "--max-semi-space-size=16",
  "--heap-growing-percent=40",
];

/** Starts a server and waits until it has printed its address. */
async function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  logFile: string,
  started: (pid: number | undefined) => void,
): Promise<ServerProcess> {
  // Into a file: the log lines of the product are a part of its work, and a pipe would need a reader.
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [...nodeArguments, ...args], {
    cwd: root,
    env: { MALLOC_ARENA_MAX: "2", ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", log],
    detached: true,
  });
  closeSync(log);
  started(child.pid);
  let output = "";
  const field = (name: string) => new RegExp(`^ *${name} +(\\S+)`, "m").exec(output)?.[1];
  await new Promise<void>((ready, failed) => {
    const timer = setTimeout(() => failed(new Error(`A server did not start in time: ${args[0]}`)), startMilliseconds);
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      output += part;
      // The last line of both servers' greeting ends behind the address.
      if (!field("Address") || !output.endsWith("\n")) return;
      clearTimeout(timer);
      ready();
    });
    child.once("error", failed);
    child.once("exit", (code) => failed(new Error(`A server ended with ${code}: ${told(args, logFile)}\n${output}`)));
  });
  let stopping = false;
  child.once("exit", (code, signal) => {
    if (!stopping) process.stderr.write(`A server ended by itself with ${signal ?? code}: ${told(args, logFile)}\n`);
  });
  return {
    pid: child.pid as number,
    field(name) {
      const value = field(name);
      if (value === undefined) throw new Error(`${name} is not in what the server printed:\n${output}`);
      return value;
    },
    async stop() {
      stopping = true;
      child.kill("SIGTERM");
      if (await hasEnded(child, stopMilliseconds)) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** What was started, and the end of its log. */
function told(args: readonly string[], logFile: string): string {
  return `${args[0]}\n${existsSync(logFile) ? readFileSync(logFile, "utf8").slice(-2000) : ""}`;
}

/** Runs a program of ours to its end; its progress is shown on a terminal. */
export async function runToEnd(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    cwd: root,
    env: plainEnvironment(),
    stdio: ["ignore", "ignore", process.stderr.isTTY ? "inherit" : "ignore"],
  });
  // It must not go on alone.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("exit", end);
  if (code !== 0) throw new Error(`A program ended with ${code}: ${args.slice(0, 2).join(" ")}`);
}

/** The environment without what would turn the server to another database or port. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(TRUNKLINE_|DATABASE_URL$|PG|NODE_)/.test(name)),
  );
}
