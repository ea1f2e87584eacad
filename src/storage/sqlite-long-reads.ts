import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Compilable } from "kysely";
import { refuse } from "../model/errors.ts";
import { longReadLimits, runFew, tookTooLong } from "./long-reads.ts";

export type ReadJob = { readonly sql: string; readonly parameters: readonly unknown[]; readonly milliseconds: number };

export type ReadAnswer =
  | { readonly rows: readonly unknown[] }
  | { readonly outOfTime: true }
  | { readonly failure: { message: string; code: string | undefined; errcode: number | undefined } };

/** Reads that run on threads of their own. */
export type LongReads = {
  query<R>(query: Compilable<R>): Promise<R[]>;
  close(): Promise<void>;
};

/** What a thread gets beyond its time limit before it is given up: it may stand in a sort that asks nothing. */
const graceMilliseconds = 5_000;

/**
 * Runs long reads of a database file on a few worker threads, which are started when they are first needed.
 * @param bindAll turns parameters into what the engine stores for them
 */
export function createLongReads(
  file: string,
  bindAll: (values: readonly unknown[]) => readonly unknown[],
  limits = longReadLimits,
): LongReads {
  const few = runFew("searches", limits.atOnce, limits.waiting);
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let isClosed = false;

  function startWorker(): Worker {
    const worker = new Worker(new URL("./search-worker.ts", import.meta.url), { workerData: { file } });
    worker.unref();
    all.add(worker);
    // One that breaks while nobody asks it anything must not end the process.
    worker.on("error", () => {});
    worker.once("exit", () => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    return worker;
  }

  async function run(job: ReadJob): Promise<readonly unknown[]> {
    if (isClosed) throw refuse.unavailable("The server is stopping");
    const worker = idle.pop() ?? startWorker();
    const answer = await ask(worker, job).catch(async (error: unknown) => {
      // Its place stays taken until it is gone, so that threads never pile up.
      await worker.terminate();
      throw error;
    });
    if (isClosed) worker.postMessage("stop");
    else idle.push(worker);
    if ("rows" in answer) return answer.rows;
    if ("outOfTime" in answer) throw tookTooLong();
    throw Object.assign(new Error(answer.failure.message), answer.failure);
  }

  return {
    query<R>(query: Compilable<R>): Promise<R[]> {
      const { sql, parameters } = query.compile();
      const job = { sql, parameters: bindAll(parameters), milliseconds: limits.milliseconds };
      return few(() => run(job)) as Promise<R[]>;
    },
    async close() {
      isClosed = true;
      for (const worker of idle) worker.postMessage("stop");
      await Promise.all(
        [...all].map((worker) => {
          worker.ref();
          return once(worker, "exit");
        }),
      );
    },
  };
}

function ask(worker: Worker, job: ReadJob): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => end(() => reject(tookTooLong())), job.milliseconds + graceMilliseconds);
    impatience.unref();
    const onMessage = (answer: ReadAnswer) => end(() => resolve(answer));
    const onError = (error: unknown) => end(() => reject(error));
    const onExit = () => end(() => reject(new Error("A search thread ended unexpectedly")));
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    function end(settle: () => void): void {
      clearTimeout(impatience);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    }
    worker.postMessage(job);
  });
}
