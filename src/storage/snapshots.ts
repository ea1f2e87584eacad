import pg from "pg";
import type { Session } from "./database.ts";
import type { DatabaseLocation } from "./open-database.ts";
import { createSent, type Queries, sendTogether } from "./postgres-pipeline.ts";
import { connectionTypes, sessionOf } from "./postgres-session.ts";
import { openSqliteConnection } from "./sqlite-connection.ts";

/** Reads of a database by a connection of their own, each of which sees one moment of it. */
export type Snapshots = {
  /** @param milliseconds how long a statement of it may take, where the database can end one */
  read<T>(milliseconds: number, work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export function openSnapshots(location: DatabaseLocation): Snapshots {
  return location.kind === "sqlite" ? openSqlite(location.file) : openPostgres(location.url);
}

function openSqlite(file: string): Snapshots {
  const connection = openSqliteConnection(file, { readOnly: true, cacheKibibytes: 4_096 });
  return {
    async read(_milliseconds, work) {
      connection.run("BEGIN");
      try {
        return await work(connection.session);
      } finally {
        connection.run("ROLLBACK");
      }
    },
    close: async () => connection.close(),
  };
}

function openPostgres(url: string): Snapshots {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    keepAlive: true,
    // What is to be read first goes together with the beginning.
    pipeline: true,
    types: connectionTypes,
    application_name: "trunkline search",
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    async read(milliseconds, work) {
      const client = await pool.connect();
      const together = sendTogether(client);
      const sent = createSent();
      try {
        sent.add(together.query({ text: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" }));
        sent.add(together.query({ text: `SET LOCAL statement_timeout = ${Math.ceil(milliseconds)}` }));
        const queries: Queries = {
          query(statement) {
            const answer = together.query(statement);
            sent.add(answer);
            return answer;
          },
        };
        const result = await work(sessionOf(queries));
        // Without its beginning it would not be one moment.
        await sent.settle();
        return result;
      } catch (error) {
        // Of statements that were sent together the first that failed tells why.
        throw (await sent.failure()) ?? error;
      } finally {
        // What was found does not depend on it, so nobody waits.
        client.query("ROLLBACK").then(
          () => client.release(),
          (failure: Error) => client.release(failure),
        );
      }
    },
    close: () => pool.end(),
  };
}
