import type { Database } from "./database.ts";
import { type DistributionOptions, distributeTables, distributeTablesWhileServing, hasCitus } from "./distribution.ts";
import { openPostgres } from "./engine-postgres.ts";
import { openSqlite } from "./engine-sqlite.ts";
import { lockMigrations, migrate } from "./migrations/migrate.ts";
import { lockForServer } from "./sqlite-server-lock.ts";

/** Where the data lives: a file of the embedded database, or a PostgreSQL. */
export type DatabaseLocation =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };

/**
 * Brings the schema of a database up to date, and spreads its portals over the machines of a Citus.
 * @param whileServing does it table by table while servers go on; otherwise all tables are placed, or none is
 * @returns the names of the tables that were placed
 * @throws Error where the database is not a PostgreSQL with Citus; then nothing has changed
 */
export async function distributeDatabase(
  location: DatabaseLocation,
  options: DistributionOptions,
  whileServing: boolean,
): Promise<string[]> {
  if (location.kind === "sqlite") throw new Error("only a PostgreSQL can be distributed (--database-url)");
  const database = await openPostgres(location.url, true);
  try {
    if (!(await hasCitus(database))) {
      throw new Error(
        "this PostgreSQL has no Citus: install it, run CREATE EXTENSION citus in the database, and add the machines " +
          "with citus_add_node (docs/scaling.md). Nothing was changed",
      );
    }
    await migrate(database);
    if (whileServing) return await distributeTablesWhileServing(database, options);
    return await database.transaction(async (tx) => {
      await lockMigrations(tx);
      return distributeTables(tx, options);
    });
  } finally {
    await database.close();
  }
}

/**
 * Opens the database and brings its schema up to date.
 * @param onMigrated is told which migrations were missing
 * @param alone keeps other servers off an embedded database until it is closed; short commands still work beside it
 * @throws Error where another process serves the embedded database and `alone`, or a change of its schema, is wanted
 */
export async function openDatabase(
  location: DatabaseLocation,
  alone = false,
  onMigrated: (names: readonly string[]) => void = () => {},
): Promise<Database> {
  if (location.kind === "postgres") {
    const patient = await openPostgres(location.url, true);
    onMigrated(await migrate(patient).finally(() => patient.close()));
    return openPostgres(location.url);
  }
  let unlock = alone ? lockForServer(location.file) : undefined;
  let database: Database | undefined;
  try {
    const opened = await openSqlite(location.file);
    database = opened;
    // Never under a server that runs on the former schema.
    const missing = await migrate(opened, () => {
      unlock ??= lockForServer(location.file);
    });
    onMigrated(missing);
    if (!alone) unlock?.();
    return { ...opened, close: () => opened.close().finally(alone ? unlock : undefined) };
  } catch (error) {
    await database?.close();
    unlock?.();
    throw error;
  }
}
