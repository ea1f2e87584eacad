import { first, type Session, type Transaction } from "./database.ts";
import type { OauthAppRow, OauthGrantRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const findApp = statement<{ clientId: string }, OauthAppRow>((db, value) =>
  db.selectFrom("oauth_apps").selectAll().where("client_id", "=", value("clientId")),
);

const findByRefreshHash = statement<{ refreshHash: string }, OauthGrantRow>((db, value) =>
  db.selectFrom("oauth_grants").selectAll().where("refresh_hash", "=", value("refreshHash")),
);

/** Apps and grants, like tokens, are looked up before the portal is known. */
export const findOauthApp = (session: Session, clientId: string) => first(session, findApp, { clientId });

/** Reads an app and keeps others from removing it until the transaction ends. */
export async function holdOauthApp(tx: Transaction, clientId: string): Promise<OauthAppRow | undefined> {
  const query = builderOf(tx.engine).selectFrom("oauth_apps").selectAll().where("client_id", "=", clientId);
  const [row] = await tx.query(tx.engine === "sqlite" ? query : query.forShare());
  return row;
}

export const insertOauthApp = (tx: Transaction, row: OauthAppRow) =>
  tx.query(builderOf(tx.engine).insertInto("oauth_apps").values(row));

export const listOauthApps = (session: Session, portalId: number) =>
  session.query(
    builderOf(session.engine)
      .selectFrom("oauth_apps")
      .selectAll()
      .where("portal_id", "=", portalId)
      .orderBy("created_at")
      .orderBy("client_id"),
  );

export const deleteOauthApp = (tx: Transaction, clientId: string) =>
  tx.query(builderOf(tx.engine).deleteFrom("oauth_apps").where("client_id", "=", clientId));

export const deleteGrantsOfApp = (tx: Transaction, clientId: string) =>
  tx.query(builderOf(tx.engine).deleteFrom("oauth_grants").where("client_id", "=", clientId));

export const insertOauthGrant = (tx: Transaction, row: OauthGrantRow) =>
  tx.query(builderOf(tx.engine).insertInto("oauth_grants").values(row));

export const findGrantByRefreshHash = (session: Session, refreshHash: string) =>
  first(session, findByRefreshHash, { refreshHash });

/** Reads a grant and holds it against other writers until the transaction ends. */
export async function lockGrant(
  tx: Transaction,
  key: "grant_id" | "refresh_hash",
  hash: string,
): Promise<OauthGrantRow | undefined> {
  const query = builderOf(tx.engine).selectFrom("oauth_grants").selectAll().where(key, "=", hash);
  const [row] = await tx.query(tx.engine === "sqlite" ? query : query.forUpdate());
  return row;
}

export const updateGrantRefreshHash = (tx: Transaction, grantId: string, refreshHash: string) =>
  tx.query(
    builderOf(tx.engine).updateTable("oauth_grants").set({ refresh_hash: refreshHash }).where("grant_id", "=", grantId),
  );

export const updateGrantRevokedAt = (tx: Transaction, grantId: string, revokedAt: number) =>
  tx.query(
    builderOf(tx.engine).updateTable("oauth_grants").set({ revoked_at: revokedAt }).where("grant_id", "=", grantId),
  );

/** Removes an app's codes of a portal that nobody exchanged in time. */
export const deleteUnusedGrants = (tx: Transaction, portalId: number, clientId: string, expiredBefore: number) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("oauth_grants")
      .where("portal_id", "=", portalId)
      .where("client_id", "=", clientId)
      .where("refresh_hash", "is", null)
      .where("code_expires_at", "<", expiredBefore),
  );
