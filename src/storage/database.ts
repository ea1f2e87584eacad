import type { Compilable } from "kysely";
import type { EngineName, Statement } from "./statement.ts";

/** Runs statements: outside of a transaction each sees the newest committed state. */
export type Session = {
  readonly engine: EngineName;
  /** All rows of a declared statement. */
  all<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R[]>;
  /** All rows of a statement whose shape was made for this call. */
  query<R>(query: Compilable<R>): Promise<R[]>;
};

/** A session inside a transaction; its writes become durable together when the transaction ends, or not at all. */
export type Transaction = Session & {
  readonly isTransaction: true;
  /**
   * Runs a statement whose rows nobody wants; where it fails, the transaction fails. Nobody waits for it, so that an
   * engine that is far away gets it together with what follows.
   */
  write<P extends object>(statement: Statement<P, unknown>, parameters: P): void;
  /** Runs a part that leaves nothing behind where it throws; the rest of the transaction goes on. */
  savepoint<T>(part: () => Promise<T>): Promise<T>;
};

/** What the server's own connections say about durability (issue: a test reads it back). */
export type DurabilitySettings = Readonly<Record<string, string>>;

export type Database = Session & {
  /**
   * Runs `work` in one transaction and resolves when it is durable. `work` may run again after a deadlock, so it
   * must have no effect of its own outside of the database.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Takes what was deleted out of the database's own files too, as far as the engine does that (decision 22).
   * @returns false where others were reading all the time, so that it must be asked again
   */
  wipeDeleted(): Promise<boolean>;
  durability(): Promise<DurabilitySettings>;
  /** Resolves if the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** The first row or undefined. */
export async function first<P extends object, R>(
  session: Session,
  statement: Statement<P, R>,
  parameters: P,
): Promise<R | undefined> {
  const rows = await session.all(statement, parameters);
  return rows[0];
}
