import { Type } from "typebox";
import { describeAccessToken, describeRefreshToken, introspect } from "../../domain/oauth/describe.ts";
import { issueTokens } from "../../domain/oauth/issue.ts";
import { revokeOwnGrant, revokeRefreshToken } from "../../domain/oauth/revoke.ts";
import {
  presentAccessToken,
  presentIntrospection,
  presentIssuedTokens,
  presentRefreshToken,
} from "../present/oauth.ts";
import { defineRoute, type Route } from "../route.ts";

const text = Type.Optional(Type.String());
const client = { client_id: text, client_secret: text };
const tokenBody = Type.Object({
  grant_type: text,
  ...client,
  redirect_uri: text,
  code: text,
  code_verifier: text,
  refresh_token: text,
  scope: text,
});
const oneToken = Type.Object({ ...client, token: text, token_type_hint: text });
const tokenAnswer = Type.Object({
  token_type: Type.String(),
  refresh_token: text,
  access_token: Type.String(),
  expires_in: Type.Integer(),
  hub_id: Type.Integer(),
  scopes: Type.Array(Type.String()),
  user_id: Type.Integer(),
  token_use: text,
});
const whose = {
  token: Type.String(),
  user: text,
  hub_domain: Type.String(),
  scopes: Type.Array(Type.String()),
  hub_id: Type.Integer(),
  user_id: Type.Integer(),
  token_type: Type.String(),
};
const accessTokenAnswer = Type.Object({ ...whose, app_id: Type.Integer(), expires_in: Type.Integer() });
const refreshTokenAnswer = Type.Object({ ...whose, client_id: Type.String() });

const introspectionAnswer = Type.Object({
  active: Type.Boolean(),
  ...Type.Partial(accessTokenAnswer).properties,
  client_id: text,
  token_use: text,
});

const longestForm = 100_000;
/** Nothing that holds a token may lie in anybody's cache (RFC 6749, 5.1). */
const headers = { "cache-control": "no-store", pragma: "no-cache" };

/** The endpoints that an app's own OAuth flow talks to (contract 9.3). */
export const oauthRoutes: readonly Route[] = [
  tokenRoute("issueTokensV1", "/oauth/v1/token", {}),

  tokenRoute("issueTokens", "/oauth/v3/token", { token_use: "access_token" }),
  defineRoute({
    id: "introspectToken",
    method: "POST",
    path: "/oauth/v3/introspect",
    summary: "Tell an app whether a token of its own is valid, and whose it is",
    scope: "open",
    query: {},
    body: oneToken,
    form: true,
    bodyCharacters: longestForm,
    response: { status: 200, schema: introspectionAnswer },
    handle: async ({ http, body, origin }) => {
      const { database, now } = http.services;
      const granted = await introspect(database, body, now());
      return { status: 200, body: JSON.stringify(presentIntrospection(granted, origin)), headers };
    },
  }),
  defineRoute({
    id: "revokeOwnToken",
    method: "POST",
    path: "/oauth/v3/revoke",
    summary: "Revoke a token of the app that asks",
    scope: "open",
    query: {},
    body: oneToken,
    form: true,
    bodyCharacters: longestForm,
    response: { status: 200, schema: Type.Object({}) },
    handle: async ({ http, body }) => {
      const { database, now } = http.services;
      await revokeOwnGrant(database, body, now());
      http.tokens.forget();
      return { status: 200, body: "{}" };
    },
  }),

  defineRoute({
    id: "getAccessToken",
    method: "GET",
    path: "/oauth/v1/access-tokens/:token",
    summary: "Describe an app's access token",
    scope: "open",
    query: {},
    response: { status: 200, schema: accessTokenAnswer },
    handle: async ({ http, params, origin }) => {
      const { database, now } = http.services;
      const granted = await describeAccessToken(database, params.token as string, now());
      return { status: 200, body: JSON.stringify(presentAccessToken(granted, origin)), headers };
    },
  }),

  defineRoute({
    id: "getRefreshToken",
    method: "GET",
    path: "/oauth/v1/refresh-tokens/:token",
    summary: "Describe a refresh token",
    scope: "open",
    query: {},
    response: { status: 200, schema: refreshTokenAnswer },
    handle: async ({ http, params, origin }) => {
      const granted = await describeRefreshToken(http.services.database, params.token as string);
      return { status: 200, body: JSON.stringify(presentRefreshToken(granted, origin)), headers };
    },
  }),

  defineRoute({
    id: "deleteRefreshToken",
    method: "DELETE",
    path: "/oauth/v1/refresh-tokens/:token",
    summary: "Revoke a refresh token and the access tokens that came from it",
    scope: "open",
    query: {},
    response: { status: 204 },
    handle: async ({ http, params }) => {
      const { database, now } = http.services;
      await revokeRefreshToken(database, params.token as string, now());
      http.tokens.forget();
      return { status: 204 };
    },
  }),
];

function tokenRoute(id: string, path: string, extra: Readonly<Record<string, string>>): Route {
  return defineRoute({
    id,
    method: "POST",
    path,
    summary: "Give an app tokens for a code, for a refresh token, or for itself",
    scope: "open",
    query: {},
    body: tokenBody,
    form: true,
    bodyCharacters: longestForm,
    response: { status: 200, schema: tokenAnswer },
    handle: async ({ http, body }) => {
      const { database, now } = http.services;
      const issued = await issueTokens(database, body, now());
      return { status: 200, body: JSON.stringify({ ...presentIssuedTokens(issued), ...extra }), headers };
    },
  });
}
