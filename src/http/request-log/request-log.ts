/** The beginning of a body: as it is where it is short, else a copy of its first part. */
export type KeptBody = string | Uint8Array | undefined;

/** A request and its answer, as they are kept for a while. Secrets are hidden when they are shown. */
export type Exchange = {
  readonly correlationId: string;
  /** When the answer was sent, in epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  /** Path and query as the client wrote them; the route's own path where a part of it is a secret. */
  readonly url: string;
  /** Undefined where no route answered. */
  readonly routeId: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
  /** Undefined where nobody was authenticated; then the app's id is too. */
  readonly portalId: number | undefined;
  readonly appId: number | undefined;
  /** Whether a browser's session asked, which is the web app. */
  readonly byApp: boolean;
  readonly userAgent: string | undefined;
  readonly requestType: string | undefined;
  readonly requestBody: KeptBody;
  readonly requestBytes: number;
  readonly responseType: string | undefined;
  readonly responseBody: KeptBody;
  readonly responseBytes: number;
};

/** Grows with each request, over restarts as well. */
export type Numbered = { readonly sequence: number; readonly exchange: Exchange };

/** The last requests, in memory: so many, and so many bytes of bodies, that they never weigh on the server. */
export type RequestLog = {
  add(exchange: Exchange): void;
  /** From the one before `sequence` to the oldest, or from the newest where it is undefined. */
  before(sequence: number | undefined): Iterable<Numbered>;
  /** From the one after `sequence` to the newest. */
  after(sequence: number): Iterable<Numbered>;
  /** Calls back with each request to come; returns how to stop that. */
  follow(listener: Follower): () => void;
  /** Tells all who follow that nothing more comes. */
  close(): void;
};

/** A log that takes what was numbered elsewhere as well. */
export type RequestRing = RequestLog & {
  /** Keeps the request under its number; where numbers before it are missing, what came before them goes. */
  put(numbered: Numbered): void;
};

export type Follower = { readonly next: (numbered: Numbered) => void; readonly end: () => void };

/**
 * @param longest how many requests are kept
 * @param longestBytes how many bytes of bodies are kept in all
 * @param startedAt what the first number follows from, so that numbers grow over restarts
 */
export function createRequestLog(longest: number, longestBytes: number, startedAt: number): RequestRing {
  const ring = new Array<Exchange | undefined>(longest);
  const followers = new Set<Follower>();
  const first = startedAt * 1_000;
  let next = first;
  let oldest = first;
  let bytes = 0;

  function dropOldest(): void {
    const dropped = ring[oldest % longest];
    if (dropped) bytes -= weightOf(dropped);
    ring[oldest % longest] = undefined;
    oldest += 1;
  }

  const numbered = (sequence: number): Numbered => ({ sequence, exchange: ring[sequence % longest] as Exchange });

  function put({ sequence, exchange }: Numbered): void {
    if (sequence < next) return;
    if (sequence > next) {
      while (oldest < next) dropOldest();
      oldest = sequence;
      next = sequence;
    }
    if (next - oldest >= longest) dropOldest();
    ring[next % longest] = exchange;
    next += 1;
    bytes += weightOf(exchange);
    while (bytes > longestBytes && oldest < next - 1) dropOldest();
    if (followers.size > 0) for (const follower of followers) follower.next(numbered(next - 1));
  }

  return {
    put,
    add: (exchange) => put({ sequence: next, exchange }),
    *before(sequence) {
      // What is dropped while somebody reads is left out.
      for (let at = Math.min(sequence ?? next, next) - 1; at >= oldest; at -= 1) yield numbered(at);
    },
    *after(sequence) {
      for (let at = Math.max(sequence + 1, oldest); at < next; at += 1) yield numbered(at);
    },
    follow(listener) {
      followers.add(listener);
      return () => {
        followers.delete(listener);
      };
    },
    close() {
      for (const follower of followers) follower.end();
      followers.clear();
    },
  };
}

/** How many bytes of bodies are kept of a request. */
export function weightOf({ requestBody, responseBody }: Exchange): number {
  return (requestBody?.length ?? 0) + (responseBody?.length ?? 0);
}
