import type { Database } from "./database.ts";
import { openPostgres } from "./engine-postgres.ts";
import { openSqlite } from "./engine-sqlite.ts";
import { migrate } from "./migrations/migrate.ts";
import { lockForServer } from "./sqlite-server-lock.ts";

/** Where the data lives: a file of the embedded database, or a PostgreSQL. */
export type DatabaseLocation =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };

/**
 * Opens the database and brings its schema up to date.
 * @param alone keeps other servers off an embedded database until it is closed; short commands still work beside it
 * @throws Error where another process serves the embedded database and `alone`, or a change of its schema, is wanted
 */
export async function openDatabase(location: DatabaseLocation, alone = false): Promise<Database> {
  if (location.kind === "postgres") {
    const patient = await openPostgres(location.url, true);
    await migrate(patient).finally(() => patient.close());
    return openPostgres(location.url);
  }
  let unlock = alone ? lockForServer(location.file) : undefined;
  let database: Database | undefined;
  try {
    const opened = await openSqlite(location.file);
    database = opened;
    // Never under a server that runs on the former schema.
    await migrate(opened, () => {
      unlock ??= lockForServer(location.file);
    });
    if (!alone) unlock?.();
    return { ...opened, close: () => opened.close().finally(alone ? unlock : undefined) };
  } catch (error) {
    await database?.close();
    unlock?.();
    throw error;
  }
}
