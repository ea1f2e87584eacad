import type { Compilable } from "kysely";
import pg from "pg";
import type { Database, Session, Transaction } from "./database.ts";
import { createSent, type Queries, type Sent, sendTogether } from "./postgres-pipeline.ts";
import { createStatementNames } from "./repeated-statements.ts";
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

/** One for all connections: a name must mean the same text on each. */
const nameOf = createStatementNames();

export function sessionOf(client: Queries): Session {
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
      const { rows } = await client.query({ name: nameOf(sql), text: sql, values: parameters as unknown[] });
      return rows as R[];
    },
  };
}

async function transaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    const together = sendTogether(client);
    const sent = createSent();
    let broken: Error | undefined;
    try {
      sent.add(together.query({ text: "BEGIN" }));
      const result = await work(transactionOn(together, sent));
      // Where something that was sent has failed, this rolls back.
      sent.add(together.query({ text: "COMMIT" }));
      await sent.settle();
      return result;
    } catch (error) {
      const cause = (await sent.failure()) ?? error;
      broken = await client.query("ROLLBACK").then(
        () => undefined,
        (failure: Error) => failure,
      );
      if (attempt >= attempts || !retryable.has((cause as { code?: string }).code ?? "")) throw cause;
    } finally {
      client.release(broken);
    }
  }
}

function transactionOn(client: Queries, sent: Sent): Transaction {
  const session = sessionOf(client);
  return {
    ...session,
    isTransaction: true,
    write: (statement, parameters) => sent.add(session.all(statement, parameters)),
    savepoint: async (part) => {
      await sent.settle();
      await client.query({ text: "SAVEPOINT part" });
      try {
        const result = await part();
        await sent.settle();
        await client.query({ text: "RELEASE SAVEPOINT part" });
        return result;
      } catch (error) {
        const cause = (await sent.failure()) ?? error;
        await client.query({ text: "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part" });
        throw cause;
      }
    },
  };
}
