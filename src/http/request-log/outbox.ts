/** Hands on a batch, and calls back when it is gone. */
export type SendBatch<T> = (batch: readonly T[], sent: () => void) => void;

export type Outbox<T> = { add(item: T): void; close(): void };

const waitMilliseconds = 200;
/** What comes in a moment weighs this much at most, so that handing it on never costs more than answering requests. */
const longest = 1_000;
const mostBytes = 4 * 1024 * 1024;

/**
 * Gathers what another process is to have, and sends it now and then: one batch at a time, the oldest left out where
 * more comes than it takes.
 */
export function createOutbox<T>(send: SendBatch<T>, weigh: (item: T) => number): Outbox<T> {
  let waiting: T[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function flush(): void {
    const batch = waiting;
    waiting = [];
    bytes = 0;
    // Until then the timer that has rung keeps another batch from leaving.
    send(batch, () => {
      timer = undefined;
      if (waiting.length > 0) wait();
    });
  }

  function wait(): void {
    if (!isClosed) timer ??= setTimeout(flush, waitMilliseconds).unref();
  }

  return {
    add(item) {
      waiting.push(item);
      bytes += weigh(item);
      while (waiting.length > longest || (bytes > mostBytes && waiting.length > 1))
        bytes -= weigh(waiting.shift() as T);
      wait();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
