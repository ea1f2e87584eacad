import { sql } from "kysely";
import { first, type Session, type Transaction } from "./database.ts";
import type { PortalRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const find = statement<{ portalId: number }, PortalRow>((db, value) =>
  db.selectFrom("portals").selectAll().where("portal_id", "=", value("portalId")),
);

const version = statement<{ portalId: number }, { definitions_version: number }>((db, value) =>
  db.selectFrom("portals").select("definitions_version").where("portal_id", "=", value("portalId")),
);

const list = statement<Record<never, never>, PortalRow>((db) =>
  db.selectFrom("portals").selectAll().orderBy("portal_id"),
);

const listTwo = statement<Record<never, never>, Pick<PortalRow, "portal_id">>((db) =>
  db.selectFrom("portals").select("portal_id").limit(2),
);

const bump = statement<{ portalId: number }>((db, value) =>
  db
    .updateTable("portals")
    .set((row) => ({ definitions_version: row("definitions_version", "+", 1) }))
    .where("portal_id", "=", value("portalId")),
);

const setStrict = statement<{ portalId: number; strict: number | null }>((db, value) =>
  db
    .updateTable("portals")
    .set({ strict: value("strict") })
    .where("portal_id", "=", value("portalId")),
);

export const insertPortal = (tx: Transaction, row: PortalRow) =>
  tx.query(builderOf(tx.engine).insertInto("portals").values(row));

export const findPortal = (session: Session, portalId: number) => first(session, find, { portalId });

export const listPortals = (session: Session) => session.all(list, {});

/** Two of the portals, whichever, to tell one from several. */
export const listFirstPortals = (session: Session) => session.all(listTwo, {});

export const updatePortalStrict = (tx: Transaction, portalId: number, strict: number | null) =>
  tx.all(setStrict, { portalId, strict });

/** Tells caches that the portal's definitions, owners or outcomes have changed. */
export const raiseDefinitionsVersion = (tx: Transaction, portalId: number) => tx.all(bump, { portalId });

export async function findDefinitionsVersion(session: Session, portalId: number): Promise<number | undefined> {
  return (await first(session, version, { portalId }))?.definitions_version;
}

const lock = statement<{ portalId: number }, { portal_id: number }>((db, value, engine) => {
  const query = db.selectFrom("portals").select("portal_id").where("portal_id", "=", value("portalId"));
  return engine === "sqlite" ? query : query.forUpdate();
});

/** Makes rare changes that reach over many records of a portal wait for each other. */
export const lockPortal = (tx: Transaction, portalId: number) => tx.all(lock, { portalId });

/** A number of our own for PostgreSQL's advisory lock. */
const accountsLock = 4_747_002;

/** Makes changes to the list of portals and tokens wait for each other: servers may start at the same moment. */
export async function lockAccounts(tx: Transaction): Promise<void> {
  if (tx.engine === "sqlite") return;
  await tx.query({
    compile: () => sql`SELECT pg_advisory_xact_lock(${accountsLock})`.compile(builderOf(tx.engine)),
  });
}
