import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { createFreshDatabase, startEmbeddedPostgres } from "../test/support/embedded-postgres.ts";
import { execute } from "../test/support/postgres-connection.ts";
import type { Engine, Options } from "./options.ts";
import { parentOf } from "./process-usage.ts";

/** The database under one server: arguments for the product, and the place for the limit server. */
export type Place = { readonly productArguments: readonly string[]; readonly limitArgument: string };

/** Databases on one engine. */
export type Databases = {
  /** A database for the server that works in this folder. */
  make(folder: string): Promise<Place>;
  /** The first process of the database server; undefined where the database is in its user's process, or far away. */
  readonly pid: number | undefined;
  /** Of the database server, as a user who may make databases. */
  readonly url: string | undefined;
  /** Another with the same content; nobody may be using the first. */
  copy(from: string, folder: string): Promise<Place>;
  close(): Promise<void>;
};

/** The data file of the embedded database in the product's data folder. */
const fileName = "trunkline.db";

export async function openDatabases({
  engine,
  databaseUrl,
}: Pick<Options, "databaseUrl"> & { readonly engine: Engine }): Promise<Databases> {
  return engine === "sqlite" ? embeddedFiles() : postgresDatabases(databaseUrl);
}

function embeddedFiles(): Databases {
  const place = (folder: string): Place => ({ productArguments: [], limitArgument: join(folder, fileName) });
  return {
    make: async (folder) => place(folder),
    async copy(from, folder) {
      // The product has stopped in good order, so its write-ahead log is empty and the file is all there is.
      copyFileSync(join(from, fileName), join(folder, fileName));
      return place(folder);
    },
    pid: undefined,
    url: undefined,
    close: async () => {},
  };
}

async function postgresDatabases(serverUrl: string | undefined): Promise<Databases> {
  const cluster = serverUrl === undefined ? await startEmbeddedPostgres() : undefined;
  const url = serverUrl ?? (cluster as { url: string }).url;
  const made = new Map<string, { readonly url: string; stop(): Promise<void> }>();
  const place = (url: string): Place => ({
    productArguments: ["--database-url", url],
    limitArgument: url,
  });
  async function create(folder: string, template: string | undefined): Promise<Place> {
    const database = await createFreshDatabase(url);
    made.set(folder, database);
    if (template !== undefined) {
      const name = new URL(database.url).pathname.slice(1);
      await execute(url, `DROP DATABASE ${name}`, `CREATE DATABASE ${name} TEMPLATE ${template}`);
    }
    return place(database.url);
  }
  return {
    make: (folder) => create(folder, undefined),
    pid: await findServerProcess(url),
    url,
    copy: (from, folder) => create(folder, new URL(made.get(from)?.url ?? "").pathname.slice(1)),
    async close() {
      for (const database of made.values()) await database.stop().catch(() => {});
      await cluster?.stop();
    },
  };
}

/** Where the server is on this machine: the parent of the process that serves our own connection. */
async function findServerProcess(url: string): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
    const pid = (rows[0] as { pid: number }).pid;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("postgres") ? parentOf(pid) : undefined;
  } catch {
    return undefined;
  } finally {
    await client.end();
  }
}
