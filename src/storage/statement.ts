import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Tables } from "./schema.ts";

/** The engines by name; what differs between them lives in engine-sqlite.ts and engine-postgres.ts. */
export type EngineName = "sqlite" | "postgres";

export type Builder = Kysely<Tables>;

/** Kysely here only writes SQL: execution is the engines' own, so that a hot statement is compiled once. */
const builders: Record<EngineName, Builder> = {
  sqlite: new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  postgres: new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
};

/** The query builder of an engine, for statements whose shape is known only at run time. */
export function builderOf(engine: EngineName): Builder {
  return builders[engine];
}

/** A value that is filled in at each execution. */
class Parameter {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

export type Compiled = {
  /** Short and stable: PostgreSQL prepares a statement under this name. */
  readonly name: string;
  readonly sql: string;
  readonly keys: readonly (string | { readonly constant: unknown })[];
};

/** A statement written once; `P` are its parameters, `R` its rows. */
export type Statement<P, R> = {
  compile(engine: EngineName): Compiled;
  readonly parameters?: P;
  readonly row?: R;
};

let statementCount = 0;

/**
 * Declares a statement. `build` gets the engine's builder and a function that stands for the value of a parameter;
 * it runs once per engine, when the statement is first used.
 */
export function statement<P extends object, R = unknown>(
  build: (db: Builder, value: <K extends keyof P & string>(key: K) => P[K], engine: EngineName) => Compilable<R>,
): Statement<P, R> {
  const compiled: Partial<Record<EngineName, Compiled>> = {};
  statementCount += 1;
  const name = `s${statementCount}`;
  return {
    compile(engine) {
      compiled[engine] ??= nameParameters(
        name,
        build(builders[engine], (key) => new Parameter(key) as never, engine).compile(),
      );
      return compiled[engine];
    },
  };
}

function nameParameters(name: string, query: CompiledQuery): Compiled {
  return {
    name,
    sql: query.sql,
    keys: query.parameters.map((parameter) =>
      parameter instanceof Parameter ? parameter.key : { constant: parameter },
    ),
  };
}

/** The values of a compiled statement's parameters, in the order of its text. */
export function orderParameters(compiled: Compiled, values: Readonly<Record<string, unknown>>): unknown[] {
  return compiled.keys.map((key) => (typeof key === "string" ? values[key] : key.constant));
}
