import type { IncomingHttpHeaders } from "node:http";
import { refuse } from "../model/errors.ts";
import type { Actor } from "../model/portal.ts";
import { refuseSession } from "../model/session-errors.ts";
import type { HttpServices } from "./route.ts";
import { sessionSecretOf } from "./session-cookie.ts";

type Asking = { readonly method: string; readonly headers: IncomingHttpHeaders };

/**
 * Finds who the bearer token stands for, or the session of a browser that sends no such token.
 * @throws Refusal 401 where there is none or no portal knows it; 403 where a cookie alone would change something
 */
export function authenticate(http: HttpServices, { method, headers }: Asking): Promise<Actor> {
  const { authorization, cookie } = headers;
  return authorization === undefined && cookie !== undefined
    ? bySession(http, method, headers)
    : byToken(http, authorization);
}

async function byToken(http: HttpServices, header: string | undefined): Promise<Actor> {
  const token = /^bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  const actor = token === undefined ? undefined : await http.tokens.find(token);
  if (!actor) throw refuse.notAuthenticated();
  return actor;
}

async function bySession(http: HttpServices, method: string, headers: IncomingHttpHeaders): Promise<Actor> {
  const secret = sessionSecretOf(headers.cookie, headers.host);
  const session = secret === undefined ? undefined : await http.sessions.find(secret);
  if (!session) throw refuse.notAuthenticated();
  const changes = method !== "GET" && method !== "HEAD";
  if (changes && headers["x-csrf-token"] !== session.csrfToken) throw refuseSession.forged();
  return session.actor;
}

/**
 * @param needed what the token must hold: of each list one
 * @throws Refusal 403 that names the scopes which are missing
 */
export function requireScopes(actor: Actor, needed: readonly (readonly string[])[]): void {
  const missing = needed.filter((alternatives) => !alternatives.some((scope) => actor.scopes.has(scope)));
  if (missing.length > 0) throw refuse.missingScopes([...new Set(missing.flat())]);
}
