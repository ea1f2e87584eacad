import type { Database } from "../../storage/database.ts";
import { isMigrated } from "../../storage/migrations/migrate.ts";

/** True when the database answers and holds this version's schema. */
export async function isReady(database: Database): Promise<boolean> {
  try {
    await database.ping();
    return await isMigrated(database);
  } catch {
    return false;
  }
}
