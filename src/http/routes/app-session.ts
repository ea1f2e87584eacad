import { Type } from "typebox";
import { describeSession } from "../../domain/accounts/describe-session.ts";
import type { AppSession } from "../../domain/accounts/sessions.ts";
import { refuse } from "../../model/errors.ts";
import { refuseSession } from "../../model/session-errors.ts";
import { presentSession } from "../present/app-session.ts";
import { text } from "../query.ts";
import { defineRoute, type Handling, type HttpServices } from "../route.ts";
import { sessionAnswer } from "../schemas/app-session.ts";
import { forgetSession, keepSession, sessionSecretOf } from "../session-cookie.ts";

const path = "/app/session";
const noStore = { "cache-control": "no-store" };

/** Where the app says that a link signs nobody in any more. */
const linkProblem = "/sign-in?problem=link";

type Asked = Pick<Handling<Record<never, never>, never>, "header" | "origin">;

/** Signing in to the web app and out of it; an extension of our own. */
export const appSessionRoutes = [
  defineRoute({
    id: "signIn",
    method: "POST",
    path,
    summary: "Sign a browser in with an access token",
    scope: "open",
    query: {},
    body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 500 }) }),
    bodyCharacters: 2_000,
    response: { status: 200, schema: sessionAnswer },
    handle: async ({ http, body, header, origin }) => {
      requireOwnOrigin({ header, origin });
      const session = await http.sessions.open(body.token.trim());
      const headers = keepSession(session.secret, header("host"), isSecure({ header, origin }));
      return { status: 200, body: await describe(http, session), headers };
    },
  }),

  defineRoute({
    id: "getSession",
    method: "GET",
    path,
    summary: "Read who is signed in",
    scope: null,
    query: {},
    response: { status: 200, schema: sessionAnswer },
    handle: async ({ http, header }) => {
      const secret = sessionSecretOf(header("cookie"), header("host"));
      const session = secret === undefined ? undefined : await http.sessions.find(secret);
      if (!session) throw refuse.notAuthenticated();
      return { status: 200, body: await describe(http, session), headers: noStore };
    },
  }),

  defineRoute({
    id: "signOut",
    method: "DELETE",
    path,
    summary: "Sign this browser out",
    scope: null,
    query: {},
    response: { status: 204 },
    handle: async ({ http, header, origin }) => {
      const secret = sessionSecretOf(header("cookie"), header("host"));
      if (secret !== undefined) await http.sessions.end(secret);
      return { status: 204, headers: forgetSession(header("host"), isSecure({ header, origin })) };
    },
  }),

  defineRoute({
    id: "signInByLink",
    method: "GET",
    path: "/app/sign-in",
    summary: "Sign a browser in by a link that works once",
    scope: "open",
    query: { code: text("The code of the link") },
    response: { status: 303 },
    handle: async ({ http, query, header, origin, method }) => {
      // What only looks at a link must not use it up.
      const isFollowed = method === "GET" && isNavigation(header);
      const session = isFollowed ? await http.sessions.redeem(query.code ?? "") : undefined;
      if (!session) return { status: 303, headers: { ...noStore, location: linkProblem } };
      const kept = keepSession(session.secret, header("host"), isSecure({ header, origin }));
      return { status: 303, headers: { ...kept, location: "/" } };
    },
  }),
];

async function describe(http: HttpServices, session: AppSession): Promise<string> {
  const portal = await http.portals.get(session.actor.portalId);
  return JSON.stringify(presentSession(await describeSession(http.services, portal, session), http));
}

/** True where the browser reached us by TLS, which ends at the proxy before us. */
function isSecure({ header, origin }: Asked): boolean {
  return origin.startsWith("https:") || header("x-forwarded-proto") === "https";
}

/**
 * False where a page asks for a part of itself: a picture in a note must not sign its reader in as somebody else. Old
 * browsers and other clients do not tell; of a window that is sent somewhere all others say `document`.
 */
function isNavigation(header: Asked["header"]): boolean {
  return (header("sec-fetch-dest") ?? "document") === "document";
}

/** A page of another site must not sign its visitor in, as somebody whom it chose. */
function requireOwnOrigin({ header, origin }: Asked): void {
  const sent = header("origin");
  if (sent === undefined || sent === origin) return;
  if (URL.canParse(sent) && new URL(sent).host === header("host")) return;
  throw refuseSession.otherOrigin(sent.slice(0, 200));
}
