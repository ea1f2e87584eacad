import type { Database } from "./database.ts";
import { openPostgres } from "./engine-postgres.ts";
import { openSqlite } from "./engine-sqlite.ts";
import { migrate } from "./migrations/migrate.ts";

/** Where the data lives: a file of the embedded database, or a PostgreSQL. */
export type DatabaseLocation =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };

/** Opens the database and brings its schema up to date. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if (location.kind === "postgres") {
    const patient = await openPostgres(location.url, true);
    await migrate(patient).finally(() => patient.close());
    return openPostgres(location.url);
  }
  const database = await openSqlite(location.file);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
