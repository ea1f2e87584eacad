import type { Compilable } from "kysely";
import pg from "pg";
import type { Database, Session, Transaction } from "./database.ts";
import { orderParameters, type Statement } from "./statement.ts";

const poolSize = 10;
const connectMilliseconds = 10_000;
const queryMilliseconds = 30_000;
const attempts = 5;
const oldestVersion = 15;
/** deadlock_detected and serialization_failure: the work may simply run again. */
const retryable = new Set(["40P01", "40001"]);

// Record ids and times are below 2^53, so int8 may become a number.
export const connectionTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

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
    ...sessionOf(pool),
    transaction: (work) => transaction(pool, work),
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

export function sessionOf(client: pg.Pool | pg.PoolClient): Session {
  return {
    engine: "postgres",
    async all<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R[]> {
      const compiled = statement.compile("postgres");
      const values = orderParameters(compiled, parameters as Record<string, unknown>);
      const { rows } = await client.query({ name: compiled.name, text: compiled.sql, values });
      return rows as R[];
    },
    async query<R>(query: Compilable<R>): Promise<R[]> {
      const { sql, parameters } = query.compile();
      const { rows } = await client.query(sql, parameters as unknown[]);
      return rows as R[];
    },
  };
}

async function transaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("BEGIN");
      const savepoint: Transaction["savepoint"] = (part) => runInSavepoint(client, part);
      const result = await work({ ...sessionOf(client), isTransaction: true, savepoint });
      await client.query("COMMIT");
      return result;
    } catch (error) {
      broken = await client.query("ROLLBACK").then(
        () => undefined,
        (failure: Error) => failure,
      );
      if (attempt >= attempts || !retryable.has((error as { code?: string }).code ?? "")) throw error;
    } finally {
      client.release(broken);
    }
  }
}

async function runInSavepoint<T>(client: pg.PoolClient, part: () => Promise<T>): Promise<T> {
  await client.query("SAVEPOINT part");
  try {
    const result = await part();
    await client.query("RELEASE SAVEPOINT part");
    return result;
  } catch (error) {
    await client.query("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part");
    throw error;
  }
}
