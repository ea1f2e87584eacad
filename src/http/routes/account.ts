import { Type } from "typebox";
import { utcOffsetMilliseconds } from "../../domain/accounts/time-zone.ts";
import { describeToken } from "../../domain/accounts/tokens.ts";
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
      const offset = utcOffsetMilliseconds(portal.timeZone, ctx.now());
      return {
        status: 200,
        body: JSON.stringify({
          portalId: portal.portalId,
          accountType: portal.accountType,
          timeZone: portal.timeZone,
          companyCurrency: portal.currency,
          additionalCurrencies: [],
          utcOffset: offsetText(offset),
          utcOffsetMilliseconds: offset,
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

function offsetText(milliseconds: number): string {
  const minutes = Math.abs(milliseconds) / 60_000;
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  return `${milliseconds < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}
