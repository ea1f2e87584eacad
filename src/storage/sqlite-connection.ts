import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { Compilable } from "kysely";
import type { Session } from "./database.ts";
import { orderParameters, type Statement } from "./statement.ts";

/** One SQLite connection with its prepared statements. */
export type SqliteConnection = {
  readonly raw: DatabaseSync;
  readonly session: Session;
  run(sql: string): void;
  close(): void;
};

const busyTimeoutMilliseconds = 5_000;
const dynamicStatementsKept = 200;

/** Opens a connection in WAL mode where an answered write survives kill -9 and power loss. */
export function openSqliteConnection(file: string, options: { readonly readOnly: boolean }): SqliteConnection {
  const raw = new DatabaseSync(file, { readOnly: options.readOnly, timeout: busyTimeoutMilliseconds });
  if (!options.readOnly) {
    raw.exec("PRAGMA journal_mode = WAL");
    raw.exec("PRAGMA synchronous = FULL");
    // A checkpoint inside COMMIT would stop the thread that answers; checkpointer.ts does it elsewhere.
    raw.exec("PRAGMA wal_autocheckpoint = 0");
  }
  raw.exec("PRAGMA cache_size = -32768");
  raw.exec("PRAGMA mmap_size = 268435456");

  const declared = new Map<string, StatementSync>();
  const control = new Map<string, StatementSync>();
  const dynamic = new Map<string, StatementSync>();

  const session: Session = {
    engine: "sqlite",
    async all<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R[]> {
      const compiled = statement.compile("sqlite");
      let prepared = declared.get(compiled.name);
      if (!prepared) {
        prepared = raw.prepare(compiled.sql);
        declared.set(compiled.name, prepared);
      }
      return prepared.all(...bindAll(orderParameters(compiled, parameters as Record<string, unknown>))) as R[];
    },
    async query<R>(query: Compilable<R>): Promise<R[]> {
      const { sql, parameters } = query.compile();
      let prepared = dynamic.get(sql);
      if (prepared) dynamic.delete(sql);
      else prepared = raw.prepare(sql);
      dynamic.set(sql, prepared);
      if (dynamic.size > dynamicStatementsKept) dynamic.delete(dynamic.keys().next().value as string);
      return prepared.all(...bindAll(parameters)) as R[];
    },
  };

  return {
    raw,
    session,
    run(sql) {
      let prepared = control.get(sql);
      if (!prepared) {
        prepared = raw.prepare(sql);
        control.set(sql, prepared);
      }
      prepared.run();
    },
    close: () => raw.close(),
  };
}

/**
 * What SQLite stores for a JavaScript value. Integers go as BigInt, because node:sqlite binds a number as REAL,
 * which a text column would show as `318.0`.
 * @throws TypeError for a value that has no faithful column form (Date, fraction, boolean, object).
 */
export function bind(value: unknown): SQLInputValue {
  if (typeof value === "string" || value === null) return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  throw new TypeError(`A ${typeof value} cannot be stored: ${String(value)}`);
}

/** The same for each of a statement's parameters. */
export function bindAll(values: readonly unknown[]): SQLInputValue[] {
  return values.map(bind);
}
