import { Type } from "typebox";
import { createOwnToken, limitOwnToken, revokeOwnToken, rotateOwnToken } from "../../domain/accounts/manage-tokens.ts";
import { listTokens } from "../../domain/accounts/private-tokens.ts";
import { scopes } from "../../model/catalog/scopes.ts";
import { presentIssuedToken, presentToken } from "../present/token.ts";
import { defineRoute } from "../route.ts";

const path = "/trunkline/v1/tokens";
const read = { scopes: ["trunkline.tokens.read"] };
const write = { scopes: ["trunkline.tokens.write"] };
/** A token must not lie in anybody's cache. */
const headers = { "cache-control": "no-store" };

const tokenAnswer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  appId: Type.Integer(),
  userId: Type.Integer(),
  scopes: Type.Array(Type.String()),
  rateLimit: Type.String(),
  createdAt: Type.String(),
});
const issuedAnswer = Type.Object({ ...tokenAnswer.properties, token: Type.String() });

/** What tokens can be made to hold, for people who make them. */
const listScopes = defineRoute({
  id: "listScopes",
  method: "GET",
  path: "/trunkline/v1/scopes",
  summary: "List the scopes that a token can hold, and which of them the caller's does",
  scope: null,
  query: {},
  response: {
    status: 200,
    schema: Type.Object({
      results: Type.Array(
        Type.Object({
          name: Type.String(),
          group: Type.String(),
          description: Type.String(),
          held: Type.Boolean({ description: "Only these can be granted" }),
        }),
      ),
    }),
  },
  handle: async ({ ctx }) => {
    const results = scopes.map((scope) => ({ ...scope, held: ctx.actor.scopes.has(scope.name) }));
    return { status: 200, body: JSON.stringify({ results }) };
  },
});

/** The private-app tokens of the caller's portal; an extension of our own. */
export const tokenRoutes = [
  listScopes,

  defineRoute({
    id: "listTokens",
    method: "GET",
    path,
    summary: "List the portal's private-app tokens, without the tokens themselves",
    scope: read,
    query: {},
    response: { status: 200, schema: Type.Object({ results: Type.Array(tokenAnswer) }) },
    handle: async ({ ctx }) => {
      const tokens = await listTokens(ctx.db, ctx.portal.portalId);
      return { status: 200, body: JSON.stringify({ results: tokens.map(presentToken) }) };
    },
  }),

  defineRoute({
    id: "createToken",
    method: "POST",
    path,
    summary: "Make a private-app token; the answer is the only place that shows it",
    scope: write,
    query: {},
    body: Type.Object({
      name: Type.String(),
      scopes: Type.Optional(Type.Array(Type.String(), { maxItems: 1_000 })),
      rateLimit: Type.Optional(Type.String()),
    }),
    response: { status: 201, schema: issuedAnswer },
    handle: async ({ ctx, body }) => {
      const issued = await createOwnToken(ctx, body);
      return { status: 201, body: JSON.stringify(presentIssuedToken(issued)), headers };
    },
  }),

  defineRoute({
    id: "limitToken",
    method: "PATCH",
    path: `${path}/:tokenId`,
    summary: "Give a private-app token other limits of rate",
    scope: write,
    query: {},
    body: Type.Object({ rateLimit: Type.String() }),
    response: { status: 200, schema: tokenAnswer },
    handle: async ({ ctx, http, params, body }) => {
      const token = await limitOwnToken(ctx, params.tokenId as string, body.rateLimit);
      http.tokens.forget();
      return { status: 200, body: JSON.stringify(presentToken(token)) };
    },
  }),

  defineRoute({
    id: "rotateToken",
    method: "POST",
    path: `${path}/:tokenId/rotate`,
    summary: "Replace a private-app token; the former is refused from now on",
    scope: write,
    query: {},
    response: { status: 200, schema: issuedAnswer },
    handle: async ({ ctx, http, params }) => {
      const issued = await rotateOwnToken(ctx, params.tokenId as string);
      http.tokens.forget();
      return { status: 200, body: JSON.stringify(presentIssuedToken(issued)), headers };
    },
  }),

  defineRoute({
    id: "revokeToken",
    method: "DELETE",
    path: `${path}/:tokenId`,
    summary: "Revoke a private-app token",
    scope: write,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, http, params }) => {
      await revokeOwnToken(ctx, params.tokenId as string);
      http.tokens.forget();
      return { status: 204 };
    },
  }),
];
