import type { AppSessionRow } from "./app-session-rows.ts";
import { first, type Session, type Transaction } from "./database.ts";
import { builderOf, statement } from "./statement.ts";

export type AppSessionKey = Pick<AppSessionRow, "kind"> & { readonly portalId: number; readonly secretHash: string };

const find = statement<AppSessionKey, AppSessionRow>((db, value) =>
  db
    .selectFrom("app_sessions")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("kind", "=", value("kind"))
    .where("secret_hash", "=", value("secretHash")),
);

export const findAppSession = (session: Session, key: AppSessionKey) => first(session, find, key);

export const insertAppSession = (tx: Transaction, row: AppSessionRow) =>
  tx.query(builderOf(tx.engine).insertInto("app_sessions").values(row));

/** Removes one and returns it: of two that remove the same at once, one gets nothing. */
export const deleteAppSession = async (tx: Transaction, key: AppSessionKey): Promise<AppSessionRow | undefined> => {
  const rows = await tx.query(
    builderOf(tx.engine)
      .deleteFrom("app_sessions")
      .where("portal_id", "=", key.portalId)
      .where("kind", "=", key.kind)
      .where("secret_hash", "=", key.secretHash)
      .returningAll(),
  );
  return rows[0];
};

export const deleteExpiredAppSessions = (tx: Transaction, portalId: number, expiredBefore: number) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("app_sessions")
      .where("portal_id", "=", portalId)
      .where("expires_at", "<=", expiredBefore),
  );
