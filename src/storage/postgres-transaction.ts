import type pg from "pg";
import type { Database, Transaction } from "./database.ts";
import { createSent, type Queries, type Sent, sendTogether } from "./postgres-pipeline.ts";
import { planIsStale, sessionOf, toQuery } from "./postgres-session.ts";

const attempts = 5;
/** deadlock_detected and serialization_failure, and plans that are made anew: the work may simply run again. */
const retryable = new Set(["40P01", "40001", planIsStale]);

/**
 * Runs transactions on the connections of a pool.
 * @param statementMilliseconds after which the database gives up a statement, and the transaction with it
 */
export function createTransactions(pool: pg.Pool, statementMilliseconds: number | undefined): Database["transaction"] {
  const limit = statementMilliseconds === undefined ? "" : `; SET LOCAL statement_timeout = ${statementMilliseconds}`;
  const begin = { text: `BEGIN${limit}` };
  return async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      const client = await pool.connect();
      const sent = createSent();
      let broken: Error | undefined;
      try {
        return await runOnce(sendTogether(client), sent, begin, work);
      } catch (error) {
        const cause = ((await sent.failure()) ?? error) as Error & { code?: string };
        broken = await client.query("ROLLBACK").then(
          () => (cause.code === planIsStale ? cause : undefined),
          (failure: Error) => failure,
        );
        if (attempt >= attempts || !retryable.has(cause.code ?? "")) throw cause;
      } finally {
        client.release(broken);
      }
    }
  };
}

async function runOnce<T>(
  client: Queries,
  sent: Sent,
  begin: { readonly text: string },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let refused: Error | undefined;
  const begun = client.query(begin);
  sent.add(begun);
  begun.catch((error: Error) => {
    refused = error;
  });
  // What would run outside of any transaction is not sent.
  const inside: Queries = { query: (one) => (refused ? Promise.reject(refused) : client.query(one)) };
  const result = await work(transactionOn(inside, sent));
  // Where something that was sent has failed, this rolls back.
  const ended = client.query({ text: "COMMIT" });
  sent.add(ended);
  await sent.settle();
  const { command } = await ended;
  if (command !== "COMMIT") throw new Error("A statement of the transaction had failed, so it was rolled back");
  return result;
}

function transactionOn(client: Queries, sent: Sent): Transaction {
  return {
    ...sessionOf(client),
    isTransaction: true,
    write(statement, parameters) {
      const query = toQuery(statement, parameters);
      // The database would not know of a value that the driver cannot send, and commit the rest.
      refuseUnstorable(query.values);
      sent.add(client.query(query));
    },
    savepoint: async (part) => {
      await sent.settle();
      await client.query({ text: "SAVEPOINT part" });
      try {
        const result = await part();
        await sent.settle();
        await client.query({ text: "RELEASE SAVEPOINT part" });
        return result;
      } catch (error) {
        const cause = (await sent.failure()) ?? error;
        await client.query({ text: "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part" });
        throw cause;
      }
    },
  };
}

/** @throws TypeError for a value that has no faithful column form; the embedded database has the same rule */
function refuseUnstorable(values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value === "string" || value === null || Number.isSafeInteger(value)) continue;
    if (!(value instanceof Uint8Array)) throw new TypeError(`A ${typeof value} cannot be stored: ${String(value)}`);
  }
}
