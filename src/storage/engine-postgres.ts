import pg from "pg";
import type { Database } from "./database.ts";
import { connectionTypes, sessionOf, withFreshPlans } from "./postgres-session.ts";
import { createTransactions } from "./postgres-transaction.ts";

const poolSize = 10;
const connectMilliseconds = 10_000;
const queryMilliseconds = 30_000;
/** Shorter, so that what a transaction has sent is over in the database before anybody is told that it failed. */
const statementMilliseconds = 24_000;
const oldestVersion = 15;

/**
 * Opens a pool of connections to a PostgreSQL of version 15 or newer.
 * @param patient waits for statements however long they take
 */
export async function openPostgres(url: string, patient = false): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectMilliseconds,
    // A server that went silent must not hold requests for ever; only a change of the schema may take longer.
    ...(patient ? {} : { query_timeout: queryMilliseconds }),
    keepAlive: true,
    // A transaction sends what it need not wait for together with what follows.
    pipeline: true,
    types: connectionTypes,
    application_name: "trunkline",
  });
  // A connection that breaks is replaced at its next use, and whoever uses it just now is told by the query. Without a
  // listener, on idle connections (the first) and on those in use (the second), it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await requireVersion(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }

  return {
    ...sessionOf(withFreshPlans(pool, poolSize)),
    transaction: createTransactions(pool, patient ? undefined : statementMilliseconds),
    durability: async () => {
      const { rows } = await pool.query(
        "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit",
      );
      return rows[0] as Record<string, string>;
    },
    // Its own vacuum reuses the pages of what was deleted.
    wipeDeleted: async () => true,
    ping: async () => {
      await pool.query("SELECT 1");
    },
    close: () => pool.end(),
  };
}

async function requireVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query("SELECT current_setting('server_version_num')::int AS version");
  const version = Math.floor((rows[0] as { version: number }).version / 10_000);
  if (version < oldestVersion) {
    throw new Error(`This PostgreSQL is version ${version}; Trunkline needs ${oldestVersion} or newer`);
  }
}
