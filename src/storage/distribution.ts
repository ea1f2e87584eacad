import { sql } from "kysely";
import type { Database, Session, Transaction } from "./database.ts";
import type { Tables } from "./schema.ts";
import { builderOf } from "./statement.ts";

type Table = keyof Tables;

/**
 * Where the rows of each table lie in a PostgreSQL that Citus spreads over many machines: with the rest of their
 * portal, or whole on each machine. The latter are small and are looked up before the portal is known, or belong to
 * none.
 */
export const placement: Readonly<Record<Table, "by portal" | "everywhere">> = {
  portals: "by portal",
  tokens: "everywhere",
  oauth_apps: "everywhere",
  oauth_grants: "everywhere",
  node_leases: "everywhere",
  job_rounds: "everywhere",
  migrations: "everywhere",
  app_sessions: "by portal",
  owners: "by portal",
  teams: "by portal",
  owner_teams: "by portal",
  call_choices: "by portal",
  property_definitions: "by portal",
  property_groups: "by portal",
  object_schemas: "by portal",
  schema_association_types: "by portal",
  objects: "by portal",
  archived_objects: "by portal",
  property_history: "by portal",
  unique_values: "by portal",
  associations: "by portal",
  association_labels: "by portal",
  association_label_ids: "by portal",
  association_limits: "by portal",
  pins: "by portal",
  files: "by portal",
  file_folders: "by portal",
  attachments: "by portal",
  discarded_contents: "by portal",
  pipelines: "by portal",
  pipeline_stages: "by portal",
  search_changes: "by portal",
  search_segments: "by portal",
  search_parts: "by portal",
  search_revisions: "by portal",
  merged_objects: "by portal",
  rate_counts: "by portal",
  recent_writes: "by portal",
};

/** All other tables lie where this one has the portal. */
const leader: Table = "portals";

export type DistributionOptions = {
  /** Into how many parts the portals are divided; undefined leaves it to Citus. */
  readonly shards?: number | undefined;
};

/** True where the database has the Citus extension. */
export async function hasCitus(session: Session): Promise<boolean> {
  const [row] = await session.query(
    compiled<{ found: boolean }>(session, "SELECT to_regclass('citus_tables') IS NOT NULL AS found"),
  );
  return row?.found === true;
}

/** True where Citus has spread the portals already; asks Citus, which must be there. */
export async function isDistributed(session: Session): Promise<boolean> {
  return (await placedTables(session)).has(leader);
}

/** Gives every table that is not placed yet its place; returns their names. All of them or, where one fails, none. */
export async function distributeTables(tx: Transaction, options: DistributionOptions = {}): Promise<string[]> {
  // One connection to each machine, so that what one step makes the next one sees.
  await tx.query(compiled(tx, "SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true)"));
  const tables = await unplacedTables(tx);
  for (const table of tables) await tx.query(compiled(tx, placing(table, "create_distributed_table", options)));
  return tables;
}

/**
 * The same, table by table, while servers go on reading and writing. Where one fails, those before it are placed, and
 * another call goes on with the rest.
 */
export async function distributeTablesWhileServing(
  database: Database,
  options: DistributionOptions = {},
): Promise<string[]> {
  const tables = await unplacedTables(database);
  const step = "create_distributed_table_concurrently";
  for (const table of tables) await database.query(compiled(database, placing(table, step, options)));
  return tables;
}

/** Those that Citus does not know yet: the leader first, then what lies with it, then what lies everywhere. */
async function unplacedTables(session: Session): Promise<Table[]> {
  const placed = await placedTables(session);
  const rank = (table: Table) => (table === leader ? 0 : placement[table] === "by portal" ? 1 : 2);
  return (Object.keys(placement) as Table[])
    .filter((table) => !placed.has(table))
    .sort((one, other) => rank(one) - rank(other));
}

async function placedTables(session: Session): Promise<Set<string>> {
  const rows = await session.query(
    compiled<{ name: string }>(
      session,
      `SELECT c.relname::text AS name FROM citus_tables t JOIN pg_class c ON c.oid = t.table_name::oid
       WHERE c.relnamespace = current_schema()::regnamespace AND t.citus_table_type IN ('distributed', 'reference')`,
    ),
  );
  return new Set(rows.map((row) => row.name));
}

function placing(table: Table, step: string, { shards }: DistributionOptions): string {
  if (placement[table] === "everywhere") return `SELECT create_reference_table('${table}')`;
  if (table !== leader) return `SELECT ${step}('${table}', 'portal_id', colocate_with => '${leader}')`;
  // A group of its own, so that it is not divided like somebody else's tables in the same database.
  const count = shards === undefined ? "" : `, shard_count => ${shards}`;
  return `SELECT ${step}('${table}', 'portal_id', colocate_with => 'none'${count})`;
}

function compiled<R>(session: Session, text: string) {
  return { compile: () => sql.raw<R>(text).compile(builderOf(session.engine)) };
}
