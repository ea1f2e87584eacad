import { Readable } from "node:stream";
import { presentExchange } from "../present/exchange.ts";
import { type LogFilter, matches } from "./read-log.ts";
import type { Numbered, RequestLog } from "./request-log.ts";

const checkMilliseconds = 1_000;
const checksPerBeat = 15;
/** Who reads more slowly than this is left behind, and comes back by itself with the last number that it has. */
const mostWaitingBytes = 1_048_576;

/**
 * Streams requests as server-sent events, from now on or from behind a number.
 * @param isAllowed is asked each second whether the reader may still look
 */
export function streamExchanges(
  log: RequestLog,
  filter: LogFilter,
  lastSequence: number | undefined,
  isAllowed: () => Promise<boolean>,
): Readable {
  const stream = new Readable({ read() {} });
  let ended = false;
  const send = (text: string) => {
    if (ended) return;
    if (!stream.push(text) && stream.readableLength > mostWaitingBytes) end();
  };
  const tell = (numbered: Numbered) => {
    // A worker that lags behind the one before it tells again what the reader has.
    if (numbered.sequence <= (lastSequence ?? -1) || !matches(numbered.exchange, filter)) return;
    send(`event: request\nid: ${numbered.sequence}\ndata: ${JSON.stringify(presentExchange(numbered))}\n\n`);
  };
  let checks = 0;
  const timer = setInterval(async () => {
    if (!(await isAllowed().catch(() => false))) return end();
    checks += 1;
    if (checks % checksPerBeat === 0) send(": still here\n\n");
  }, checkMilliseconds);
  timer.unref();
  const unfollow = log.follow({ next: tell, end });
  stream.once("close", stop);

  function stop(): void {
    clearInterval(timer);
    unfollow();
  }
  function end(): void {
    stop();
    if (ended || stream.destroyed) return;
    ended = true;
    stream.push("event: end\ndata: {}\n\n");
    stream.push(null);
  }

  // At once, so that the browser knows that it is connected.
  send(": listening\n\n");
  if (lastSequence !== undefined) for (const numbered of log.after(lastSequence)) tell(numbered);
  return stream;
}
