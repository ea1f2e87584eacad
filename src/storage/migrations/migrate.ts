import { sql } from "kysely";
import type { Database, Session, Transaction } from "../database.ts";
import { distributeTables, hasCitus, isDistributed } from "../distribution.ts";
import { builderOf, type EngineName } from "../statement.ts";
import { callsAndRecords } from "./001-calls-and-records.ts";
import { search } from "./002-search.ts";
import { mergedObjects } from "./003-merged-objects.ts";
import { associationLabels } from "./004-association-labels.ts";
import { customProperties } from "./005-custom-properties.ts";
import { customObjects } from "./006-custom-objects.ts";
import { accounts } from "./007-accounts.ts";
import { recentObjects } from "./009-recent-objects.ts";
import { filesAndFolders } from "./010-files.ts";
import { pipelinesAndStages } from "./011-pipelines.ts";
import { appSessions } from "./013-app-sessions.ts";
import { attachments } from "./014-attachments.ts";
import { severalProcesses } from "./015-several-processes.ts";
import { binByType } from "./016-bin-by-type.ts";
import { tokenRateLimits } from "./017-token-rate-limits.ts";
import { searchSegments } from "./018-search-segments.ts";
import { recentWrites } from "./019-recent-writes.ts";

type Migration = { readonly name: string; readonly statements: (engine: EngineName) => string[] };

/** Forward only and in this order; a name never changes once it was released. */
const migrations: readonly Migration[] = [
  { name: "001-calls-and-records", statements: callsAndRecords },
  { name: "002-search", statements: search },
  { name: "003-merged-objects", statements: mergedObjects },
  { name: "004-association-labels", statements: associationLabels },
  { name: "005-custom-properties", statements: customProperties },
  { name: "006-custom-objects", statements: customObjects },
  { name: "007-accounts", statements: accounts },
  { name: "009-recent-objects", statements: recentObjects },
  { name: "010-files", statements: filesAndFolders },
  { name: "011-pipelines", statements: pipelinesAndStages },
  { name: "013-app-sessions", statements: appSessions },
  { name: "014-attachments", statements: attachments },
  { name: "015-several-processes", statements: severalProcesses },
  { name: "016-bin-by-type", statements: binByType },
  { name: "017-token-rate-limits", statements: tokenRateLimits },
  { name: "018-search-segments", statements: searchSegments },
  { name: "019-recent-writes", statements: recentWrites },
];

/** A number of our own for PostgreSQL's advisory lock, so that servers that start together migrate one by one. */
const migrationLock = 4_747_001;

/**
 * Brings the schema up to date in one transaction; new tables of a distributed database get their place.
 * @param beforeChange is called where there is something to change, and may refuse it by throwing
 * @returns the names of the migrations that were missing
 * @throws Error where the database holds a migration that this version does not know: it was made by a newer one.
 */
export async function migrate(database: Database, beforeChange: () => void = () => {}): Promise<string[]> {
  return database.transaction(async (tx) => {
    await lockMigrations(tx);
    await run(
      tx,
      "CREATE TABLE IF NOT EXISTS migrations (name varchar(200) NOT NULL PRIMARY KEY, applied_at bigint NOT NULL)",
    );
    const applied = new Set(await appliedMigrations(tx));
    for (const name of applied) {
      if (!migrations.some((migration) => migration.name === name)) {
        throw new Error(`This database was made by a newer version of Trunkline (it has "${name}"). Update Trunkline.`);
      }
    }
    const missing = migrations.filter(({ name }) => !applied.has(name));
    if (missing.length > 0) beforeChange();
    for (const { name, statements } of missing) {
      for (const text of statements(tx.engine)) await run(tx, text);
      await tx.query(builderOf(tx.engine).insertInto("migrations").values({ name, applied_at: Date.now() }));
    }
    if (missing.length > 0 && tx.engine === "postgres" && (await hasCitus(tx)) && (await isDistributed(tx))) {
      await distributeTables(tx);
    }
    return missing.map(({ name }) => name);
  });
}

/** Makes changes of the schema wait for each other. */
export async function lockMigrations(tx: Transaction): Promise<void> {
  if (tx.engine === "postgres") await run(tx, `SELECT pg_advisory_xact_lock(${migrationLock})`);
}

/** True when every migration of this version is in the database. */
export async function isMigrated(session: Session): Promise<boolean> {
  const applied = new Set(await appliedMigrations(session));
  return migrations.every((migration) => applied.has(migration.name));
}

async function appliedMigrations(session: Session): Promise<string[]> {
  const rows = await session.query(builderOf(session.engine).selectFrom("migrations").select("name"));
  return rows.map((row) => row.name);
}

async function run(session: Session, text: string): Promise<void> {
  const builder = builderOf(session.engine);
  await session.query({ compile: () => sql.raw(text).compile(builder) });
}
