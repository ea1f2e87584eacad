import type { Session, Transaction } from "./database.ts";
import type { DiscardedContentRow } from "./file-rows.ts";
import { statement } from "./statement.ts";

type ContentKey = { readonly portalId: number; readonly contentKey: string };

const insert = statement<ContentKey>((db, value) =>
  db
    .insertInto("discarded_contents")
    .values({ portal_id: value("portalId"), content_key: value("contentKey") })
    .onConflict((conflict) => conflict.doNothing()),
);

const list = statement<{ portalId: number; limit: number }, DiscardedContentRow>((db, value) =>
  db
    .selectFrom("discarded_contents")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .orderBy("content_key")
    .limit(value("limit")),
);

const remove = statement<ContentKey>((db, value) =>
  db
    .deleteFrom("discarded_contents")
    .where("portal_id", "=", value("portalId"))
    .where("content_key", "=", value("contentKey")),
);

/** Remembers that no file names this content any more, so that it is removed once the transaction has ended. */
export const insertDiscardedContent = (tx: Transaction, portalId: number, contentKey: string) =>
  tx.all(insert, { portalId, contentKey });

export const listDiscardedContents = (session: Session, portalId: number, limit: number) =>
  session.all(list, { portalId, limit });

export const deleteDiscardedContent = (tx: Transaction, portalId: number, contentKey: string) =>
  tx.all(remove, { portalId, contentKey });
