import { Type } from "typebox";
import { describeToken } from "../../domain/accounts/tokens.ts";
import { presentDay } from "../present/api-usage.ts";
import { presentOffset } from "../present/utc-offset.ts";
import { defineRoute } from "../route.ts";
import { apiUsageList } from "../schemas/limit-usage.ts";

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

  ...["daily", "daily/private-apps"].map((period) =>
    defineRoute({
      id: period === "daily" ? "getDailyUsage" : "getPrivateAppUsage",
      method: "GET",
      path: `/account-info/v3/api-usage/${period}`,
      summary: "Tell how many requests the portal's private apps have made on this day",
      scope: null,
      query: {},
      response: { status: 200, schema: apiUsageList },
      handle: async ({ ctx, http }) => {
        const { portalId, timeZone } = ctx.portal;
        const day = { portalId, timeZone, now: ctx.now() };
        const limit = ctx.actor.ratePolicy?.daily ?? http.services.ratePolicy?.daily;
        const result = presentDay(day, await http.rateLimiter.countOfDay(day), limit);
        return { status: 200, body: JSON.stringify({ results: [result] }) };
      },
    }),
  ),

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
