import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { refuse } from "../../model/errors.ts";
import type { DatabaseLocation } from "../../storage/open-database.ts";
import type { Group, GroupQuery, SearchPage, SearchQuery } from "./conditions.ts";
import { runFew } from "./run-few.ts";
import { tookTooLong } from "./segments/find-places.ts";
import { type CacheSizes, FarBehind } from "./segments/index-reader.ts";
import type { TidyPlan } from "./segments/plan-tidying.ts";

export type SearchJob = { readonly milliseconds: number } & (
  | { readonly kind: "find"; readonly query: SearchQuery }
  | { readonly kind: "group"; readonly query: GroupQuery }
  | { readonly kind: "tidy"; readonly portalId: number; readonly objectTypeId: string; readonly least: number }
);

export type SearchAnswer =
  | { readonly result: unknown }
  /** Words of a refusal 503. */
  | { readonly refusal: string }
  /** Too much was written lately to be read by a search; it will be sealed soon. */
  | { readonly behind: true }
  | {
      readonly failure: {
        message: string;
        stack: string | undefined;
        code: string | undefined;
        errcode: number | undefined;
      };
    };

/** How searches are bounded; `atOnce` is the number of threads. */
export type ThreadLimits = {
  readonly atOnce: number;
  readonly waiting: number;
  readonly milliseconds: number;
  readonly caches: CacheSizes;
  readonly heapMegabytes: number;
  /** How far the threads let others go first where processors are few: 0 is like the thread that answers. */
  readonly niceness: number;
};

/** Searching, and what keeps searches fast. */
export type Searches = {
  /** @throws Refusal 503 where too many searches wait already, or where it takes too long */
  find(query: SearchQuery): Promise<SearchPage>;
  /** @throws Refusal 503 as above */
  group(query: GroupQuery): Promise<Group[]>;
  /** The next step for the segments of a type; undefined where there is none. */
  planTidying(portalId: number, objectTypeId: string, least: number): Promise<TidyPlan | undefined>;
  close(): Promise<void>;
};

const mebibyte = 1_048_576;

export const searchLimits: ThreadLimits = {
  atOnce: 2,
  waiting: 64,
  milliseconds: 10_000,
  caches: { parts: 32 * mebibyte, documents: 12 * mebibyte },
  heapMegabytes: 128,
  niceness: 2,
};

const tidyLimits: ThreadLimits = {
  atOnce: 1,
  waiting: 64,
  milliseconds: 120_000,
  caches: { parts: 2 * mebibyte, documents: 0 },
  heapMegabytes: 256,
  niceness: 5,
};

/** Beyond its time limit a thread stands in something that asks nothing; then it is given up. */
const graceMilliseconds = 5_000;
const behindMilliseconds = 30_000;
const behindRetryMilliseconds = 250;

/** Searches a database on threads of their own, which are started when they are first needed. */
export function createSearches(location: DatabaseLocation, limits: ThreadLimits = searchLimits): Searches {
  const searching = createThreads(location, limits);
  const tidying = createThreads(location, tidyLimits);

  /** After a burst of writes a search waits for them to be sealed, outside of its thread. */
  async function patiently(job: SearchJob): Promise<unknown> {
    const end = performance.now() + behindMilliseconds;
    for (;;) {
      try {
        return await searching.run(job);
      } catch (error) {
        if (!(error instanceof FarBehind)) throw error;
        if (performance.now() > end) {
          throw refuse.unavailable("What was written last is still being made searchable. Try again in a moment");
        }
      }
      await sleep(behindRetryMilliseconds, undefined, { ref: false });
    }
  }

  return {
    find: (query) => patiently({ kind: "find", query, milliseconds: limits.milliseconds }) as Promise<SearchPage>,
    group: (query) => patiently({ kind: "group", query, milliseconds: limits.milliseconds }) as Promise<Group[]>,
    planTidying: (portalId, objectTypeId, least) =>
      tidying.run({ kind: "tidy", portalId, objectTypeId, least, milliseconds: tidyLimits.milliseconds }) as Promise<
        TidyPlan | undefined
      >,
    async close() {
      await searching.close();
      await tidying.close();
    },
  };
}

function createThreads(location: DatabaseLocation, limits: ThreadLimits) {
  const few = runFew("searches", limits.atOnce, limits.waiting);
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let isClosed = false;

  function startWorker(): Worker {
    const worker = new Worker(new URL("./search-worker.ts", import.meta.url), {
      workerData: { location, sizes: limits.caches, niceness: limits.niceness },
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 8 },
    });
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

  async function work(job: SearchJob): Promise<unknown> {
    if (isClosed) throw refuse.unavailable("The server is stopping");
    const worker = idle.pop() ?? startWorker();
    const answer = await ask(worker, job).catch(async (error: unknown) => {
      // Its place stays taken until it is gone, so that threads never pile up.
      await worker.terminate();
      throw error;
    });
    if (isClosed) worker.postMessage("stop");
    else idle.push(worker);
    if ("result" in answer) return answer.result;
    if ("behind" in answer) throw new FarBehind();
    if ("refusal" in answer) throw refuse.unavailable(answer.refusal);
    throw Object.assign(new Error(answer.failure.message), answer.failure);
  }

  return {
    run: (job: SearchJob) => few(() => work(job)),
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

function ask(worker: Worker, job: SearchJob): Promise<SearchAnswer> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => end(() => reject(tookTooLong())), job.milliseconds + graceMilliseconds);
    impatience.unref();
    const onMessage = (answer: SearchAnswer) => end(() => resolve(answer));
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
