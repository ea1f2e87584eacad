import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Joined, Prepared, startLogHub } from "../app.ts";

/** What a worker process is told when it starts. */
export type WorkerOrder = { readonly port: number; readonly prepared: Prepared };

/** What a worker process tells when it answers requests. */
export type WorkerReady = { readonly address: string };

/** What both tell of the requests that were answered, once the worker is ready. */
type RequestNews<T> = { readonly requests: readonly T[] };

type Connect = ReturnType<typeof startLogHub>;
type LogWriter = Parameters<Connect>[0];

export type Workers = {
  /** Where all of them answer. */
  readonly address: string;
  /** Lets the requests under way finish and resolves when no worker is left. */
  stop(): Promise<void>;
};

const shortestPause = 50;
const longestPause = 10_000;
/** Who lived this long did not fail over what it met at its start. */
const steadyMilliseconds = 30_000;
const stopMilliseconds = 20_000;

/**
 * Starts worker processes that share a port, and starts another one for each that ends, after a pause that grows
 * while they go on ending.
 * @param connect is given each worker that is ready, as what hands in the requests that it answers
 * @param say is told of workers that ended
 * @throws WorkerFailed where they cannot be started in the first place; the worker has said why
 */
export async function startWorkers(
  count: number,
  order: WorkerOrder,
  connect: Connect,
  say: (message: string) => void,
): Promise<Workers> {
  const running = new Set<Worker>();
  const stopping = new AbortController();
  let address = "";
  // Bodies of requests are bytes.
  cluster.setupPrimary({ serialization: "advanced" });

  /** Resolves when the worker answers requests. */
  async function startOne(): Promise<Worker> {
    const worker = cluster.fork();
    running.add(worker);
    worker.once("exit", (code, signal) => {
      running.delete(worker);
      if (address === "" || stopping.signal.aborted) return;
      say(`worker ${worker.process.pid} ended with ${signal ?? `status ${code}`}; another one starts`);
    });
    // A worker that ends before it has read what it is told shows by its exit.
    worker.on("error", () => {});
    worker.send(order);
    address = await new Promise<string>((resolve, reject) => {
      worker.once("message", (ready: WorkerReady) => resolve(ready.address));
      worker.once("exit", () => reject(new WorkerFailed("A worker ended before it was ready")));
    });
    // Not before, as it hears nothing until then.
    worker.once("exit", connect(writerOf(worker)));
    return worker;
  }

  /** In the place of one worker that ends comes another. */
  async function keepUp(first: Worker): Promise<void> {
    let worker: Worker | undefined = first;
    let pause = shortestPause;
    for (;;) {
      const since = performance.now();
      if (worker && !worker.isDead()) await once(worker, "exit");
      if (stopping.signal.aborted) return;
      pause = performance.now() - since >= steadyMilliseconds ? shortestPause : Math.min(pause * 2, longestPause);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      worker = await startOne().catch(() => undefined);
    }
  }

  async function endAll(): Promise<void> {
    stopping.abort();
    const impatience = setTimeout(() => {
      for (const worker of running) worker.process.kill("SIGKILL");
    }, stopMilliseconds);
    await Promise.all(
      [...running].map(async (worker) => {
        const ended = once(worker, "exit");
        worker.process.kill("SIGTERM");
        await ended;
      }),
    );
    clearTimeout(impatience);
  }

  try {
    // The first finds out alone what stands in the way, so that it is said once.
    const first = await startOne();
    const others = await Promise.all(Array.from({ length: count - 1 }, startOne));
    const kept = Promise.all([first, ...others].map(keepUp));
    return {
      address,
      async stop() {
        await endAll();
        await kept;
      },
    };
  } catch (error) {
    await endAll();
    throw error;
  }
}

function writerOf(worker: Worker): LogWriter {
  return {
    send: (requests, sent) => void worker.send({ requests }, undefined, undefined, () => sent()),
    receive(listener) {
      worker.on("message", ({ requests }: Partial<RequestNews<never>>) => requests && listener(requests));
    },
  };
}

/** The process that started this one, as what the log of requests is kept by. */
export const primary: Joined["logHub"] = {
  send: (requests, sent) => void process.send?.({ requests }, undefined, undefined, () => sent()),
  receive(listener) {
    process.on("message", ({ requests }: Partial<RequestNews<never>>) => requests && listener(requests));
  },
};

/**
 * Makes sure that nobody else listens on a port, which those who share it cannot tell, and chooses one where it is 0.
 * @throws Error EADDRINUSE
 */
export async function claimPort(host: string, port: number): Promise<number> {
  const probe = createServer().listen({ host, port, exclusive: true });
  await once(probe, "listening");
  const { port: free } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return free;
}

/** A worker ended before it answered requests. */
export class WorkerFailed extends Error {}
