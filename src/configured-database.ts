import { type Config, databaseFile } from "./config.ts";
import { makeDataFolder, unusable } from "./storage/data-folder.ts";
import type { Database } from "./storage/database.ts";
import { type DatabaseLocation, openDatabase } from "./storage/open-database.ts";

/**
 * Opens the database that the settings name.
 * @param alone keeps servers off an embedded database until it is closed
 */
export async function openConfiguredDatabase(config: Config, alone = false): Promise<Database> {
  makeDataFolder(config.dataFolder);
  const location = databaseLocation(config);
  if (location.kind === "postgres") return openDatabase(location, alone);
  return openDatabase(location, alone).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ERR_SQLITE_ERROR" ? unusable(`the database ${location.file}`, error) : error;
  });
}

/** Where the data lies. */
export function databaseLocation(config: Config): DatabaseLocation {
  return config.databaseUrl === undefined
    ? { kind: "sqlite", file: databaseFile(config) }
    : { kind: "postgres", url: config.databaseUrl };
}
