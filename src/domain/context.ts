import type { Actor, ChangeSource, Portal } from "../model/portal.ts";
import type { Database, Session, Transaction } from "../storage/database.ts";
import type { RecordIds } from "./ids/record-ids.ts";
import type { Searches } from "./search/search-threads.ts";

/** Milliseconds since the epoch. */
export type Clock = () => number;

/** Tells the operator of what failed where nobody who asks is to know of it. */
export type Report = (error: unknown, message: string) => void;

/** What a domain function needs to know about where and for whom it works. */
export type Context = {
  readonly db: Session;
  readonly database: Database;
  readonly portal: Portal;
  readonly actor: Actor;
  readonly now: Clock;
  readonly ids: RecordIds;
  readonly searches: Searches;
  readonly report: Report;
};

/** A context inside a transaction. */
export type WriteContext = Context & { readonly db: Transaction };

/**
 * Runs `work` in one transaction; the context it gets replaces the outer one. Inside a transaction it is a part of that
 * one, so that what is whole in itself can be a step of something larger.
 */
export async function transaction<T>(ctx: Context, work: (ctx: WriteContext) => Promise<T>): Promise<T> {
  if (isInTransaction(ctx)) return work(ctx);
  return ctx.database.transaction((db) => work({ ...ctx, db }));
}

/** The source that history and `hs_object_source*` show: the app of a token, or the user at work in the web app. */
export function sourceOf({ actor }: Context): ChangeSource {
  const { appId, userId, bySession } = actor;
  if (bySession) return { type: "CRM_UI", id: `userId:${userId}`, label: "CRM_UI", userId };
  return { type: "INTEGRATION", id: String(appId), label: "INTEGRATION", userId };
}

/** The source of values that follow from something else, such as a pin that is hidden with its call. */
export const calculatedSource: ChangeSource = { type: "CALCULATED", id: null, label: null, userId: null };

function isInTransaction(ctx: Context): ctx is WriteContext {
  return "isTransaction" in ctx.db;
}
