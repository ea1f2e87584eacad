import { createOutbox } from "./outbox.ts";
import { type Exchange, type Numbered, type RequestLog, type RequestRing, weightOf } from "./request-log.ts";

/** The other end of a line between two processes of one server. */
export type Peer<Sent, Received> = {
  /** Calls back when the batch is gone, or cannot go any more. */
  send(batch: readonly Sent[], sent: () => void): void;
  receive(listener: (batch: readonly Received[]) => void): void;
};

/** How a worker sees the process that started it, and how that one sees a worker. */
export type LogKeeper = Peer<Exchange, Numbered>;
export type LogWriter = Peer<Numbered, Exchange>;

/**
 * Lets workers show each other's requests: what one of them hands in gets its number from `log` and goes to all, so that
 * they agree on numbers whichever of them is asked. A worker that starts later is told what is there.
 * @returns is told of each worker, and returns how to leave it out again
 */
export function createLogHub(log: RequestRing): (worker: LogWriter) => () => void {
  return (worker) => {
    const outbox = createOutbox<Numbered>(worker.send, ({ exchange }) => weightOf(exchange));
    for (const numbered of log.after(0)) outbox.add(numbered);
    const unfollow = log.follow({ next: outbox.add, end() {} });
    worker.receive((exchanges) => {
      for (const exchange of exchanges) log.add(exchange);
    });
    return () => {
      unfollow();
      outbox.close();
    };
  };
}

/** A log that holds what the hub numbers; what is added to it is there when it has come back from the hub. */
export function joinLog(ring: RequestRing, hub: LogKeeper): RequestLog {
  const outbox = createOutbox<Exchange>(hub.send, weightOf);
  hub.receive((batch) => {
    for (const numbered of batch) ring.put(numbered);
  });
  return {
    ...ring,
    add: outbox.add,
    close() {
      outbox.close();
      ring.close();
    },
  };
}
