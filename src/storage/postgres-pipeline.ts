import type pg from "pg";

/** What runs statements on PostgreSQL: a pool, one of its connections, or what `sendTogether` makes of that. */
export type Queries = {
  query(statement: pg.QueryConfig): Promise<{ readonly rows: unknown[]; readonly command?: string }>;
};

/**
 * Sends the statements that are asked for in one turn with one write to the socket, which costs more than most of
 * them. They run in their order, whether or not somebody waits for the one before.
 */
export function sendTogether(client: pg.PoolClient): Queries {
  const { stream } = client.connection;
  let holding = false;
  function send(): void {
    holding = false;
    stream.uncork();
  }
  return {
    query(statement) {
      if (!holding) {
        holding = true;
        stream.cork();
        process.nextTick(send);
      }
      return client.query(statement);
    },
  };
}

/** Statements that were sent and that nobody has waited for yet. */
export type Sent = {
  add(answer: Promise<unknown>): void;
  /** Waits for all of them. @throws what the first of them failed with */
  settle(): Promise<void>;
  /** Waits for all of them and forgets them; why the first failed that did so by itself, undefined if none did. */
  failure(): Promise<unknown>;
};

/** in_failed_sql_transaction: what came after the statement that failed. */
const transactionIsAborted = "25P02";
/** invalid_sql_statement_name: after that, of a statement that would have been prepared by one that was not looked at. */
const statementIsMissing = "26000";

export function createSent(): Sent {
  let waiting: Promise<unknown>[] = [];
  return {
    add(answer) {
      // Whoever settles is told; until then it is not a rejection that nobody handles.
      answer.catch(() => {});
      waiting.push(answer);
    },
    async settle() {
      const { length } = waiting;
      await Promise.all(waiting);
      // More may have come meanwhile.
      waiting = waiting.slice(length);
    },
    async failure() {
      const outcomes = await Promise.allSettled(waiting);
      waiting = [];
      let isAborted = false;
      for (const outcome of outcomes) {
        if (outcome.status === "fulfilled") continue;
        const code = (outcome.reason as { code?: string } | null)?.code;
        if (code === transactionIsAborted) isAborted = true;
        else if (!isAborted || code !== statementIsMissing) return outcome.reason;
      }
      return undefined;
    },
  };
}
