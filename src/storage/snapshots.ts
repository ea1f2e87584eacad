import pg from "pg";
import type { Session } from "./database.ts";
import { connectionTypes, sessionOf } from "./engine-postgres.ts";
import type { DatabaseLocation } from "./open-database.ts";
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
    types: connectionTypes,
    application_name: "trunkline search",
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    async read(milliseconds, work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        await client.query(`SET LOCAL statement_timeout = ${Math.ceil(milliseconds)}`);
        return await work(sessionOf(client));
      } finally {
        broken = await client.query("ROLLBACK").then(
          () => undefined,
          (failure: Error) => failure,
        );
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
