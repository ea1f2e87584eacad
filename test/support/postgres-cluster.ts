import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, closeSync, cpSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { guardFolder, type LifetimeGuard } from "./lifetime-guard.ts";
import { accepts, findFreePort } from "./postgres-connection.ts";
import { chooseOwner, giveTo, makeClusterFolder, type ProcessOwner, provideBinaries } from "./postgres-software.ts";
import { hasEnded, isOver, killTree } from "./process-tree.ts";

const START_LIMIT_MS = 60_000;
const STOP_STEP_MS = 5_000;
const RETRY_MS = 250;
const USER = "trunkline";
const DATABASE = "postgres";

// What a start right after a hard end, or a port taken by somebody else in between, may run into for a moment.
const PORT_TAKEN = /Address already in use/;
const PASSING_FAILURE = /postmaster\.pid" already exists|pre-existing shared memory|Address already in use/;

// fsync stays on: the tests are about what survives.
const SETTINGS = { max_connections: "100", shared_buffers: "128MB", fsync: "on", synchronous_commit: "on" };

// The order of the C locale is the order of bytes, with which a statement that forgets to name its collation passes
// by chance. A cluster as people have it, with a language, shows that bug.
const LOCALES = [["--locale=C", "--locale-provider=icu", "--icu-locale=en-US"], ["--locale=en_US.UTF-8"]];

/** A PostgreSQL server on a new cluster in a temporary folder. */
export class PostgresCluster {
  readonly #password: string;
  readonly #folder: string;
  readonly #owner: ProcessOwner;
  readonly #guard: LifetimeGuard;
  readonly #binFolder: string;
  #port = 0;
  #server: ChildProcess | undefined;

  private constructor(folder: string, owner: ProcessOwner, guard: LifetimeGuard, password: string) {
    this.#password = password;
    this.#folder = folder;
    this.#owner = owner;
    this.#guard = guard;
    this.#binFolder = provideBinaries(folder, owner);
  }

  static async create(): Promise<PostgresCluster> {
    const owner = chooseOwner();
    const folder = makeClusterFolder(owner);
    const guard = guardFolder(folder, join(folder, "data/postmaster.pid"));
    try {
      const cluster = new PostgresCluster(folder, owner, guard, randomBytes(12).toString("hex"));
      await cluster.#initialize();
      await cluster.#startOnFreePort();
      return cluster;
    } catch (error) {
      await guard.release();
      throw error;
    }
  }

  /** Makes a streaming replica of this server, which is stopped for a moment while its files are copied. */
  async createReplica(): Promise<PostgresCluster> {
    const owner = chooseOwner();
    const folder = makeClusterFolder(owner);
    const guard = guardFolder(folder, join(folder, "data/postmaster.pid"));
    try {
      const replica = new PostgresCluster(folder, owner, guard, this.#password);
      await this.stop();
      cpSync(this.#dataFolder(), replica.#dataFolder(), { recursive: true, verbatimSymlinks: true });
      await this.start();
      const primary = `host=127.0.0.1 port=${this.#port} user=${USER} password=${this.#password}`;
      appendFileSync(join(replica.#dataFolder(), "postgresql.auto.conf"), `primary_conninfo = '${primary}'\n`);
      writeFileSync(join(replica.#dataFolder(), "standby.signal"), "");
      chmodSync(replica.#dataFolder(), 0o700);
      giveTo(owner, folder);
      await replica.#startOnFreePort();
      return replica;
    } catch (error) {
      await guard.release();
      throw error;
    }
  }

  get url(): string {
    return `postgres://${USER}:${this.#password}@127.0.0.1:${this.#port}/${DATABASE}`;
  }

  /** Starts the server on the data that is there, and returns when it takes connections. */
  async start(): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    for (;;) {
      const log = await this.#tryStart(deadline);
      if (log === undefined) return;
      if (Date.now() > deadline || !PASSING_FAILURE.test(log)) throw new Error(`PostgreSQL did not start:\n${log}`);
      await sleep(RETRY_MS);
    }
  }

  /** Ends the server in good order; the data stays. */
  async stop(): Promise<void> {
    for (const signal of ["SIGINT", "SIGQUIT"] as const) {
      if (!this.#server) return;
      this.#server.kill(signal);
      if (await hasEnded(this.#server, STOP_STEP_MS)) this.#forget();
    }
    await this.killHard();
  }

  /** Ends the server and all its processes with SIGKILL, as a power cut would; the data stays as it is. */
  async killHard(): Promise<void> {
    if (!this.#server) return;
    if (!isOver(this.#server)) killTree(this.#server.pid);
    await hasEnded(this.#server, STOP_STEP_MS);
    this.#forget();
  }

  /** Removes the folder with all data. */
  async remove(): Promise<void> {
    await this.#guard.release();
  }

  async #initialize(): Promise<void> {
    const passwordFile = join(this.#folder, "password");
    writeFileSync(passwordFile, this.#password, { mode: 0o600 });
    giveTo(this.#owner, passwordFile);
    // Not synced: a cluster that a power cut spoils before its first use is simply made anew.
    const common = ["-U", USER, "-A", "scram-sha-256", "--pwfile", passwordFile, "--encoding=UTF8", "--no-sync"];
    for (const locale of LOCALES) {
      const initdb = this.#spawn("initdb", ["-D", this.#dataFolder(), ...common, ...locale]);
      if (!(await hasEnded(initdb, START_LIMIT_MS))) killTree(initdb.pid);
      this.#guard.watch(undefined);
      if (initdb.exitCode === 0) return;
      rmSync(this.#dataFolder(), { recursive: true, force: true });
    }
    throw new Error(`PostgreSQL's initdb failed:\n${this.#readLog()}`);
  }

  async #startOnFreePort(): Promise<void> {
    for (let triesLeft = 3; ; triesLeft -= 1) {
      this.#port = await findFreePort();
      const log = await this.#tryStart(Date.now() + START_LIMIT_MS);
      if (log === undefined) return;
      if (triesLeft === 0 || !PORT_TAKEN.test(log)) throw new Error(`PostgreSQL did not start:\n${log}`);
    }
  }

  /** Undefined when the server runs, else what it logged. */
  async #tryStart(deadline: number): Promise<string | undefined> {
    const data = this.#dataFolder();
    const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const logStart = this.#readLog().length;
    const server = this.#spawn("postgres", [
      "-D",
      data,
      "-k",
      data,
      "-h",
      "127.0.0.1",
      "-p",
      `${this.#port}`,
      ...settings,
    ]);
    this.#server = server;
    while (!isOver(server) && Date.now() < deadline) {
      if (await accepts(this.url)) return undefined;
      await sleep(20);
    }
    await this.killHard();
    return this.#readLog().slice(logStart);
  }

  #spawn(program: string, args: string[]): ChildProcess {
    const log = openSync(join(this.#folder, "log"), "a");
    // None of the caller's PG… variables and locale.
    const env = { PATH: process.env.PATH, LC_ALL: "C" };
    const options = { ...this.#owner, cwd: this.#folder, env, detached: true };
    const child = spawn(join(this.#binFolder, program), args, { ...options, stdio: ["ignore", log, log] });
    closeSync(log);
    // A program that cannot be started shows as one that is over.
    child.on("error", () => {});
    // A test that forgets to stop the server still ends; the guard then stops it.
    child.unref();
    this.#guard.watch(child.pid);
    return child;
  }

  #dataFolder(): string {
    return join(this.#folder, "data");
  }

  #readLog(): string {
    return readFileSync(join(this.#folder, "log"), { encoding: "utf8", flag: "a+" });
  }

  #forget(): void {
    this.#server = undefined;
    this.#guard.watch(undefined);
  }
}
