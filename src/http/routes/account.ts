import { Type } from "typebox";
import { describeToken } from "../../domain/accounts/tokens.ts";
import { presentOffset } from "../present/utc-offset.ts";
import { defineRoute } from "../route.ts";

export const accountRoutes = [
  defineRoute({
    id: "getAccountDetails",
    method: "GET",
    path: "/account-info/v3/details",
    summary: "Describe the portal of the token",
    scope: null,
    query: {},
    response: {
      status: 200,
      schema: Type.Object({
        portalId: Type.Integer(),
        accountType: Type.String(),
        timeZone: Type.String(),
        companyCurrency: Type.String(),
        additionalCurrencies: Type.Array(Type.String()),
        utcOffset: Type.String(),
        utcOffsetMilliseconds: Type.Integer(),
        uiDomain: Type.String(),
        dataHostingLocation: Type.String(),
      }),
    },
    handle: async ({ ctx, origin }) => {
      const { portal } = ctx;
      return {
        status: 200,
        body: JSON.stringify({
          portalId: portal.portalId,
          accountType: portal.accountType,
          timeZone: portal.timeZone,
          companyCurrency: portal.currency,
          additionalCurrencies: [],
          ...presentOffset(portal.timeZone, ctx.now()),
          uiDomain: origin.replace(/^https?:\/\//, ""),
          dataHostingLocation: "na1",
        }),
      };
    },
  }),

  defineRoute({
    id: "getAccessTokenInfo",
    method: "POST",
    path: "/oauth/v2/private-apps/get/access-token-info",
    summary: "Describe a private-app token",
    scope: "open",
    query: {},
    body: Type.Object({ tokenKey: Type.String({ minLength: 1 }) }),
    response: {
      status: 200,
      schema: Type.Object({
        userId: Type.Integer(),
        hubId: Type.Integer(),
        appId: Type.Integer(),
        scopes: Type.Array(Type.String()),
      }),
    },
    handle: async ({ http, body }) => {
      const actor = await describeToken(http.tokens, body.tokenKey);
      return {
        status: 200,
        body: JSON.stringify({
          userId: actor.userId,
          hubId: actor.portalId,
          appId: actor.appId,
          scopes: [...actor.scopes],
        }),
      };
    },
  }),
];
