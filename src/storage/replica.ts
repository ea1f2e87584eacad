import { Refusal } from "../model/refusal.ts";
import { askTogether } from "./ask-together.ts";
import type { Database } from "./database.ts";
import { hasCitus, isDistributed } from "./distribution.ts";
import { openPostgres } from "./engine-postgres.ts";
import { findLogPosition, findRecentWrite, findReplayPosition, noteRecentWrite, type Writer } from "./recent-writes.ts";

/** A copy of the database that lags a little behind, and takes reads off the primary. */
export type Replica = {
  readonly url: string;
  /** What one request reads from: whatever was written in the same name before is there. */
  forReads(writer: Writer): Reads;
  /** To be awaited after a write, before it is answered. */
  noteWrite(writer: Writer): Promise<void>;
  close(): Promise<void>;
};

export type Reads = {
  /** The primary for writes, whichever was chosen for reads. */
  readonly database: Database;
  /** Reads by other means than the database: from the replica if that was chosen, and from the primary if it fails. */
  either<T>(fromPrimary: () => Promise<T>, fromReplica: () => Promise<T>): Promise<T>;
};

export type ReplicaOptions = {
  /** How far behind the replica may be for those who have written nothing themselves. */
  readonly lagMilliseconds: number;
  /** Is told when reads begin to go to the replica, and when they no longer do. */
  readonly say: (message: string) => void;
};

const lookMilliseconds = 250;
const samplesKept = 1_000;
/** The read stood in the way of what the replica had to do; another one will not. */
const recoveryConflict = "40001";

/**
 * Reads from a streaming replica while it can be reached, is one, and has come far enough; from the primary otherwise.
 * @throws Error where the primary is distributed: then the machines have a log each
 */
export async function openReplica(url: string, primary: Database, options: ReplicaOptions): Promise<Replica> {
  if ((await hasCitus(primary)) && (await isDistributed(primary))) {
    throw new Error("a distributed database reads from its own machines: leave out --database-replica-url");
  }
  let replica: Database | undefined;
  /** How far the replica has come, as far as we know. */
  let replayed = -1;
  /** When the primary was where the replica is now, or later. */
  let freshAt = Number.NEGATIVE_INFINITY;
  let samples: { readonly position: number; readonly at: number }[] = [];
  // Only what an operator would not expect is said.
  let wasUsable = true;
  let closed = false;

  const askReplica = askTogether(async (database: Database) => {
    const position = await findReplayPosition(database);
    if (position === undefined) throw new Error("The server at --database-replica-url is no replica");
    replayed = position;
  });
  const lastWrite = askTogether((writer: Writer) => findRecentWrite(primary, writer));
  const note = askTogether((writer: Writer) => noteRecentWrite(primary, writer));
  const nameOf = ({ portalId, appId }: Writer) => `${portalId}/${appId}`;

  function isUsable(): boolean {
    return performance.now() - freshAt <= options.lagMilliseconds;
  }

  function distrust(): void {
    freshAt = Number.NEGATIVE_INFINITY;
    samples = [];
  }

  async function look(): Promise<void> {
    try {
      const at = performance.now();
      const position = await findLogPosition(primary);
      replica ??= await openPostgres(url);
      await askReplica(replica, "");
      samples.push({ position, at });
      const behind = samples.findIndex((sample) => sample.position > replayed);
      const reached = samples.splice(0, behind === -1 ? samples.length : behind).at(-1);
      if (reached) freshAt = reached.at;
      if (samples.length > samplesKept) samples.splice(1, 1);
    } catch {
      distrust();
    }
    if (isUsable() === wasUsable || closed) return;
    wasUsable = !wasUsable;
    options.say(
      wasUsable ? "Reads go to the replica again" : "The replica is away or too far behind: the primary reads",
    );
  }

  async function choose(writer: Writer): Promise<Database> {
    if (!replica || !isUsable()) return primary;
    try {
      const needed = (await lastWrite(writer, nameOf(writer))) ?? 0;
      if (needed > replayed) await askReplica(replica, "");
      return needed <= replayed ? replica : primary;
    } catch {
      return primary;
    }
  }

  function forReads(writer: Writer): Reads {
    let chosen: Promise<Database> | undefined;
    async function read<T>(work: (database: Database) => Promise<T>): Promise<T> {
      chosen ??= choose(writer);
      const database = await chosen;
      try {
        return await work(database);
      } catch (error) {
        if (database === primary || error instanceof Refusal) throw error;
        // Away, or just told to end what stands in its way: whoever asked gets an answer all the same.
        if ((error as { code?: string }).code !== recoveryConflict) distrust();
        chosen = Promise.resolve(primary);
        return work(primary);
      }
    }
    return {
      either: (fromPrimary, fromReplica) => read((database) => (database === primary ? fromPrimary() : fromReplica())),
      database: {
        ...primary,
        all: (statement, parameters) => read((database) => database.all(statement, parameters)),
        query: (query) => read((database) => database.query(query)),
        async transaction(work) {
          const result = await primary.transaction(work);
          await noteWrite(writer);
          return result;
        },
      },
    };
  }

  async function noteWrite(writer: Writer): Promise<void> {
    // What is committed is answered, even if the primary went away just now: the replica is then not trusted either.
    await note(writer, nameOf(writer)).catch(distrust);
  }

  await look();
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    // One at a time: looks at a replica that has gone silent would pile up.
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, lookMilliseconds);
  timer.unref();

  return {
    url,
    forReads,
    noteWrite,
    async close() {
      closed = true;
      clearInterval(timer);
      await looking;
      await replica?.close();
    },
  };
}
