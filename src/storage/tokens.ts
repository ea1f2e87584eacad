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

export async function highestTokenId(session: Session, portalId: number): Promise<number> {
  const [row] = await session.query(
    builderOf(session.engine)
      .selectFrom("tokens")
      .select((q) => q.fn.max("token_id").as("highest"))
      .where("portal_id", "=", portalId),
  );
  return row?.highest ?? 0;
}
