import type { Compilable } from "kysely";
import pg from "pg";
import type { Session } from "./database.ts";
import type { Queries } from "./postgres-pipeline.ts";
import { createStatementNames } from "./repeated-statements.ts";
import { orderParameters, type Statement } from "./statement.ts";

// Record ids and times are below 2^53, so int8 may become a number.
export const connectionTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

/** One for all connections: a name must mean the same text on each. */
const nameOf = createStatementNames();

/** A declared statement with the values of its parameters, as the driver takes it. */
export function toQuery<P extends object>(statement: Statement<P, unknown>, parameters: P) {
  const compiled = statement.compile("postgres");
  const values = orderParameters(compiled, parameters as Record<string, unknown>);
  return { name: compiled.name, text: compiled.sql, values };
}

/** A session on a pool, on one of its connections, or on what else runs statements. */
export function sessionOf(client: Queries): Session {
  return {
    engine: "postgres",
    async all<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R[]> {
      const { rows } = await client.query(toQuery(statement, parameters));
      return rows as R[];
    },
    async query<R>(query: Compilable<R>): Promise<R[]> {
      const { sql, parameters } = query.compile();
      const { rows } = await client.query({ name: nameOf(sql), text: sql, values: parameters as unknown[] });
      return rows as R[];
    },
  };
}

/** feature_not_supported: the shape of a prepared statement's rows has changed, because a newer server changed a table. */
export const planIsStale = "0A000";

/**
 * Asks once more where a connection of a pool still has a statement as it was before a table changed; the pool drops
 * the connection.
 * @param connections how many may have it
 */
export function withFreshPlans(pool: pg.Pool, connections: number): Queries {
  return {
    async query(statement) {
      for (let asked = 0; ; asked += 1) {
        try {
          return await pool.query(statement);
        } catch (error) {
          if ((error as { code?: string }).code !== planIsStale || asked === connections) throw error;
        }
      }
    },
  };
}
