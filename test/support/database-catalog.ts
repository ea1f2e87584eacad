import { sql } from "kysely";
import type { Transaction } from "../../src/storage/database.ts";
import { builderOf } from "../../src/storage/statement.ts";
import { testApp } from "./test-app.ts";

export type TableInfo = {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns of the primary key and of each unique index, in their order. */
  readonly uniqueKeys: readonly (readonly string[])[];
};

/** Runs SQL text on the database of the server under test: reads it, or writes in a transaction. */
export async function runSql<R>(text: string, tx?: Transaction): Promise<R[]> {
  const session = tx ?? (await testApp()).services.database;
  const compiled = sql.raw<R>(text).compile(builderOf(session.engine));
  return session.query({ compile: () => compiled });
}

/** Every table of the database, as the engine itself describes it. */
export async function listTables(): Promise<TableInfo[]> {
  const { engine } = (await testApp()).services.database;
  const rows = await runSql<{ table_name: string; key_name: string | null; column_name: string }>(
    engine === "sqlite" ? sqliteCatalog : postgresCatalog,
  );
  return [...Map.groupBy(rows, (row) => row.table_name)].map(([name, own]) => ({
    name,
    columns: own.filter((row) => row.key_name === null).map((row) => row.column_name),
    uniqueKeys: [
      ...Map.groupBy(
        own.filter((row) => row.key_name !== null),
        (row) => row.key_name,
      ).values(),
    ].map((key) => key.map((row) => row.column_name)),
  }));
}

/** Columns with a null key_name, and the columns of each unique key in their order. */
const sqliteCatalog = `
  SELECT t.name AS table_name, NULL AS key_name, c.name AS column_name, c.cid AS position
  FROM sqlite_master t JOIN pragma_table_info(t.name) c
  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
  UNION ALL
  SELECT t.name, 'primary key', c.name, c.pk
  FROM sqlite_master t JOIN pragma_table_info(t.name) c
  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.pk > 0
  UNION ALL
  SELECT t.name, i.name, c.name, c.seqno
  FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND i."unique" = 1
  ORDER BY 1, 2, 4`;

const postgresCatalog = `
  SELECT t.relname AS table_name, NULL AS key_name, a.attname AS column_name, a.attnum::int AS position
  FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
  WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p')
    AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT t.relname, k.relname, a.attname, c.position::int
  FROM pg_class t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class k ON k.oid = i.indexrelid
  CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS c(attnum, position)
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.attnum
  WHERE t.relnamespace = current_schema()::regnamespace AND i.indisunique
  ORDER BY 1, 2, 4`;
