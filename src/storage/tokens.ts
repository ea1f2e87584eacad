import { first, type Session, type Transaction } from "./database.ts";
import type { TokenRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const find = statement<{ tokenHash: string }, TokenRow>((db, value) =>
  db.selectFrom("tokens").selectAll().where("token_hash", "=", value("tokenHash")),
);

/** Tokens are looked up by hash before the portal is known: the one request-path statement without a portal. */
export const findToken = (session: Session, tokenHash: string) => first(session, find, { tokenHash });

export const insertToken = (tx: Transaction, row: TokenRow) =>
  tx.query(builderOf(tx.engine).insertInto("tokens").values(row));

/** The private apps' tokens of a portal by age, revoked ones too. */
export const listPrivateTokens = (session: Session, portalId: number) =>
  session.query(
    builderOf(session.engine)
      .selectFrom("tokens")
      .selectAll()
      .where("portal_id", "=", portalId)
      .where("client_id", "is", null)
      .orderBy("created_at")
      .orderBy("token_id"),
  );

export const updateTokenScopes = (tx: Transaction, portalId: number, tokenHash: string, scopes: string) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("tokens")
      .set({ scopes })
      .where("portal_id", "=", portalId)
      .where("token_hash", "=", tokenHash),
  );

export const updateTokenRateLimit = (tx: Transaction, portalId: number, tokenHash: string, rateLimit: string) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("tokens")
      .set({ rate_limit: rateLimit })
      .where("portal_id", "=", portalId)
      .where("token_hash", "=", tokenHash),
  );

export const updateTokenRevokedAt = (tx: Transaction, portalId: number, tokenHash: string, revokedAt: number) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("tokens")
      .set({ revoked_at: revokedAt })
      .where("portal_id", "=", portalId)
      .where("token_hash", "=", tokenHash),
  );

/** Removes what came from one grant. */
export const deleteTokensOfGrant = (tx: Transaction, portalId: number, clientId: string, grantId: string) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("tokens")
      .where("portal_id", "=", portalId)
      .where("client_id", "=", clientId)
      .where("grant_id", "=", grantId),
  );

/** Removes an app's tokens of one portal that expired before a time. */
export const deleteExpiredTokens = (tx: Transaction, portalId: number, clientId: string, expiredBefore: number) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("tokens")
      .where("portal_id", "=", portalId)
      .where("client_id", "=", clientId)
      .where("expires_at", "<", expiredBefore),
  );

/** Removes an app's tokens in every portal. */
export const deleteTokensOfApp = (tx: Transaction, clientId: string) =>
  tx.query(builderOf(tx.engine).deleteFrom("tokens").where("client_id", "=", clientId));

export const deleteToken = (tx: Transaction, portalId: number, tokenHash: string) =>
  tx.query(
    builderOf(tx.engine).deleteFrom("tokens").where("portal_id", "=", portalId).where("token_hash", "=", tokenHash),
  );
