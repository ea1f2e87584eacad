import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { Compilable } from "kysely";
import type { Session } from "./database.ts";
import type { Compiled, Statement } from "./statement.ts";

/** One SQLite connection with its prepared statements. */
export type SqliteConnection = {
  readonly raw: DatabaseSync;
  readonly session: Session;
  /** All rows of a declared statement, at once. */
  all<P extends object, R>(statement: Statement<P, R>, parameters: P): R[];
  run(sql: string): void;
  /** How many statements that may change something have been started so far. */
  writes(): number;
  close(): void;
};

type Prepared = { readonly statement: StatementSync; readonly reads: boolean };

const readerBusyMilliseconds = 5_000;
/** Short, because SQLite waits on the thread that answers; the group writer asks again. */
const writerBusyMilliseconds = 20;
const dynamicStatementsKept = 200;

/** Opens a connection in WAL mode where an answered write survives kill -9 and power loss. */
export function openSqliteConnection(
  file: string,
  options: { readonly readOnly: boolean; readonly cacheKibibytes?: number },
): SqliteConnection {
  const raw = new DatabaseSync(file, {
    readOnly: options.readOnly,
    timeout: options.readOnly ? readerBusyMilliseconds : writerBusyMilliseconds,
  });
  if (!options.readOnly) {
    raw.exec("PRAGMA journal_mode = WAL");
    raw.exec("PRAGMA synchronous = FULL");
    // A checkpoint inside COMMIT would stop the thread that answers; checkpointer.ts does it elsewhere.
    raw.exec("PRAGMA wal_autocheckpoint = 0");
    // What is deleted or replaced is overwritten with zeros; measured, it costs nothing that shows.
    raw.exec("PRAGMA secure_delete = ON");
  }
  raw.exec(`PRAGMA cache_size = -${options.cacheKibibytes ?? 32_768}`);
  raw.exec("PRAGMA mmap_size = 268435456");
  // What a statement sets aside for its own savepoint would otherwise go to a file for each one.
  raw.exec("PRAGMA temp_store = MEMORY");

  const declared = new Map<Compiled, Prepared>();
  const control = new Map<string, StatementSync>();
  const dynamic = new Map<string, Prepared>();
  let writes = 0;

  const prepare = (sql: string): Prepared => ({ statement: raw.prepare(sql), reads: /^\s*select\b/i.test(sql) });

  function all<P extends object, R>(statement: Statement<P, R>, parameters: P): R[] {
    const compiled = statement.compile("sqlite");
    let prepared = declared.get(compiled);
    if (!prepared) {
      prepared = prepare(compiled.sql);
      declared.set(compiled, prepared);
    }
    if (!prepared.reads) writes += 1;
    return prepared.statement.all(...bindNamed(compiled, parameters as Record<string, unknown>)) as R[];
  }

  const session: Session = {
    engine: "sqlite",
    all: async (statement, parameters) => all(statement, parameters),
    async query<R>(query: Compilable<R>): Promise<R[]> {
      const { sql, parameters } = query.compile();
      let prepared = dynamic.get(sql);
      if (prepared) dynamic.delete(sql);
      else prepared = prepare(sql);
      dynamic.set(sql, prepared);
      if (dynamic.size > dynamicStatementsKept) dynamic.delete(dynamic.keys().next().value as string);
      if (!prepared.reads) writes += 1;
      return prepared.statement.all(...bindAll(parameters)) as R[];
    },
  };

  return {
    raw,
    session,
    all,
    run(sql) {
      let prepared = control.get(sql);
      if (!prepared) {
        prepared = raw.prepare(sql);
        control.set(sql, prepared);
      }
      prepared.run();
    },
    writes: () => writes,
    close: () => raw.close(),
  };
}

/**
 * What SQLite stores for a JavaScript value. Integers go as BigInt, because node:sqlite binds a number as REAL,
 * which a text column would show as `318.0`.
 * @throws TypeError for a value that has no faithful column form (Date, fraction, boolean, other objects).
 */
export function bind(value: unknown): SQLInputValue {
  if (typeof value === "string" || value === null) return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`A ${typeof value} cannot be stored: ${String(value)}`);
}

/** The same for each of a statement's parameters. */
export function bindAll(values: readonly unknown[]): SQLInputValue[] {
  return values.map(bind);
}

/** A declared statement's parameters in the order of its text, bound in one pass: it runs for every statement. */
function bindNamed(compiled: Compiled, values: Readonly<Record<string, unknown>>): SQLInputValue[] {
  const { keys } = compiled;
  const bound = new Array<SQLInputValue>(keys.length);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as (typeof keys)[number];
    bound[index] = bind(typeof key === "string" ? values[key] : key.constant);
  }
  return bound;
}
