import { sql } from "kysely";
import { first, type Session } from "./database.ts";
import { statement } from "./statement.ts";

/** In whose name something was written. */
export type Writer = { readonly portalId: number; readonly appId: number };

/** How far PostgreSQL's log reaches, in bytes since its beginning; a commit that was answered lies before it. */
const written = sql<number>`case current_setting('synchronous_commit')
  when 'off' then pg_current_wal_insert_lsn() - '0/0'::pg_lsn else pg_current_wal_lsn() - '0/0'::pg_lsn end`;

const note = statement<Writer>((db, value) =>
  db
    .insertInto("recent_writes")
    .values({ portal_id: value("portalId"), app_id: value("appId"), position: written })
    .onConflict((conflict) => conflict.columns(["portal_id", "app_id"]).doUpdateSet({ position: written })),
);

const find = statement<Writer, { position: number }>((db, value) =>
  db
    .selectFrom("recent_writes")
    .select("position")
    .where("portal_id", "=", value("portalId"))
    .where("app_id", "=", value("appId")),
);

const head = statement<Record<never, never>, { position: number }>((db) =>
  db.selectNoFrom(sql<number>`(pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint`.as("position")),
);

const replayed = statement<Record<never, never>, { position: number | null }>((db) =>
  db.selectNoFrom(
    sql<number>`case when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint end`.as(
      "position",
    ),
  ),
);

/** Remembers, after a commit, how far a replica must be to show it. */
export const noteRecentWrite = (session: Session, writer: Writer) => session.all(note, writer);

/** How far a replica must be to show all that was written in this name; undefined where nothing was. */
export async function findRecentWrite(session: Session, writer: Writer): Promise<number | undefined> {
  return (await first(session, find, writer))?.position;
}

/** How far the primary's log reaches. */
export async function findLogPosition(session: Session): Promise<number> {
  return (await first(session, head, {}))?.position ?? 0;
}

/** How far a replica has come; undefined where the server is no replica. */
export async function findReplayPosition(session: Session): Promise<number | undefined> {
  return (await first(session, replayed, {}))?.position ?? undefined;
}
