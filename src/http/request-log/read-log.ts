import { isUtf8 } from "node:buffer";
import { limits } from "../../model/limits.ts";
import { pathOf } from "../request-url.ts";
import { maskSecrets } from "./mask-secrets.ts";
import type { Exchange, KeptBody, Numbered, RequestLog } from "./request-log.ts";

/** Which requests somebody wants to see. */
export type LogFilter = {
  readonly portalId: number;
  /** Whether those are shown too that nobody was authenticated for. */
  readonly withUnknown: boolean;
  /** Whether those are shown too that the web app itself made. */
  readonly withApp: boolean;
  readonly methods: readonly string[];
  /** `404`, or `4xx` for all of that hundred. */
  readonly statuses: readonly string[];
  /** A correlation id, or text of the path, the query or a body as they are shown. */
  readonly q: string | undefined;
};

const exchangesPerTurn = 50;

/** The newest requests that a filter leaves, before a sequence number; reading many lets others in between. */
export async function listExchanges(
  log: RequestLog,
  filter: LogFilter,
  before: number | undefined,
  limit: number,
): Promise<Numbered[]> {
  const found: Numbered[] = [];
  let looked = 0;
  for (const numbered of log.before(before)) {
    if (matches(numbered.exchange, filter)) found.push(numbered);
    if (found.length >= limit) break;
    looked += 1;
    if (looked % exchangesPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

/** The request with a correlation id, where the filter lets it be seen. */
export function findExchange(log: RequestLog, filter: LogFilter, correlationId: string): Numbered | undefined {
  for (const numbered of log.before(undefined)) {
    if (numbered.exchange.correlationId === correlationId)
      return maySee(numbered.exchange, filter) ? numbered : undefined;
  }
  return undefined;
}

export function matches(exchange: Exchange, filter: LogFilter): boolean {
  const { methods, statuses, q } = filter;
  if (!maySee(exchange, filter) || (exchange.byApp && !filter.withApp)) return false;
  if (methods.length > 0 && !methods.includes(exchange.method)) return false;
  const status = String(exchange.status);
  if (statuses.length > 0 && !statuses.some((wanted) => wanted === status || wanted === `${status[0]}xx`)) return false;
  return q === undefined || holds(exchange, q.toLowerCase());
}

function maySee({ portalId }: Exchange, filter: LogFilter): boolean {
  return portalId === filter.portalId || (portalId === undefined && filter.withUnknown);
}

function holds(exchange: Exchange, q: string): boolean {
  if (exchange.correlationId === q) return true;
  // In what is shown only: a search must not tell whether a secret is there.
  const { request, response } = shownBodies(exchange);
  const texts = [`${exchange.method} ${shownUrl(exchange)}`, request, response];
  return texts.some((text) => text?.toLowerCase().includes(q));
}

const urls = new WeakMap<Exchange, string>();

/** An exchange's path and query with their secrets hidden. */
export function shownUrl(exchange: Exchange): string {
  let url = urls.get(exchange);
  if (url === undefined) {
    const path = pathOf(exchange.url);
    url = `${maskSecrets(path)}${maskSecrets(exchange.url.slice(path.length))}`;
    urls.set(exchange, url);
  }
  return url;
}

/** What may be shown of an exchange's bodies, with their secrets hidden. */
export type ShownBodies = { readonly request: string | null; readonly response: string | null };

const bodies = new WeakMap<Exchange, ShownBodies>();

/** Made when first asked for, as few requests are ever looked at; a list of them needs no bodies. */
export function shownBodies(exchange: Exchange): ShownBodies {
  let texts = bodies.get(exchange);
  if (!texts) {
    texts = { request: textOf(exchange.requestBody), response: textOf(exchange.responseBody) };
    bodies.set(exchange, texts);
  }
  return texts;
}

/** Null for what is no text. */
function textOf(body: KeptBody): string | null {
  if (body === undefined || body.length === 0) return null;
  if (typeof body === "string") return maskSecrets(body);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // A cut may go through a character.
  for (let end = bytes.length; end >= bytes.length - 3; end -= 1) {
    const part = bytes.subarray(0, end);
    if (isUtf8(part)) return maskSecrets(part.toString("utf8"));
  }
  return null;
}

/** True where more was sent than is kept. */
export function isCut(bytes: number): boolean {
  return bytes > limits.loggedBodyBytes;
}
