import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { Tables } from "./schema.ts";
import { builderOf } from "./statement.ts";

/** The tables that grow from nothing to millions of rows. */
const growing: readonly (keyof Tables)[] = [
  "associations",
  "objects",
  "property_history",
  "search_changes",
  "search_parts",
  "search_segments",
  "unique_values",
];
const fewRows = 1_000;

/**
 * Has PostgreSQL look at tables of which more than half came since it last did. It does so by itself, but a minute later:
 * until then it takes a portal for a handful of records, and reads ten of them through all that there are.
 */
export async function refreshStatistics(database: Database): Promise<void> {
  if (database.engine === "sqlite") return;
  const db = builderOf("postgres");
  const changed = sql<{ name: string }>`
    SELECT s.relname AS name FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
    WHERE s.schemaname = current_schema() AND s.n_mod_since_analyze > ${fewRows} + greatest(c.reltuples, 0) / 2`;
  const names = new Set((await database.query({ compile: () => changed.compile(db) })).map(({ name }) => name));
  for (const table of growing.filter((each) => names.has(each))) {
    await database.query({ compile: () => sql`ANALYZE ${sql.table(table)}`.compile(db) });
  }
}
