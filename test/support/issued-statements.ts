import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import pg from "pg";
import { type PortalScope, portalScopeOf } from "./portal-scope.ts";

/** A statement that a request caused and that not one portal's shard alone can answer. */
export type Stray = { readonly request: string; readonly text: string; readonly why: string };

const requests = new AsyncLocalStorage<string>();
const scopes = new Map<string, PortalScope>();
const strays = new Map<string, Stray>();

/** The statements that requests have caused in this process so far, and those of them that leave their portal. */
export function issuedStatements(): { readonly texts: readonly string[]; readonly strays: readonly Stray[] } {
  return { texts: [...scopes.keys()], strays: [...strays.values()] };
}

/** Looks at everything that is sent to PostgreSQL on behalf of a request of the servers in this process. */
export function watchStatements(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    requests.enterWith(`${request.method} ${request.url}`);
  });
  // Who waits for a connection is served by whoever gives one back, and must not count as part of that request.
  const { connect } = pg.Pool.prototype as unknown as { connect: (callback?: () => void) => unknown };
  Object.assign(pg.Pool.prototype, {
    connect(this: unknown, callback?: () => void) {
      return connect.call(this, callback && AsyncResource.bind(callback));
    },
  });
  const { query } = pg.Client.prototype as unknown as { query: (...all: unknown[]) => unknown };
  Object.assign(pg.Client.prototype, {
    query(this: unknown, ...all: unknown[]) {
      const request = requests.getStore();
      if (request !== undefined) note(request, all);
      return query.apply(this, all);
    },
  });
}

function note(request: string, [statement, given]: unknown[]): void {
  const { text, values } =
    typeof statement === "string"
      ? { text: statement, values: given }
      : (statement as { text: string; values?: unknown });
  let scope = scopes.get(text);
  if (!scope) {
    scope = portalScopeOf(text);
    scopes.set(text, scope);
  }
  const portals = new Set(scope.parameters.map((number) => (values as unknown[] | undefined)?.[number - 1]));
  if (scope.open.length > 0) strays.set(text, { request, text, why: `no portal for ${scope.open.join(", ")}` });
  else if (portals.size > 1) strays.set(text, { request, text, why: `several portals: ${[...portals].join(", ")}` });
}
