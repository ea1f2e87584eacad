import { Type } from "typebox";
import { getLegacyOwner, listLegacyOwners } from "../../domain/accounts/legacy-owners.ts";
import { presentLegacyOwner } from "../present/legacy-owner.ts";
import { presentOffset } from "../present/utc-offset.ts";
import { flag, text } from "../query.ts";
import { defineRoute } from "../route.ts";

const legacyOwner = Type.Object({
  portalId: Type.Integer(),
  ownerId: Type.Integer(),
  type: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  email: Type.String(),
  createdAt: Type.Integer(),
  updatedAt: Type.Integer(),
  remoteList: Type.Array(
    Type.Object({
      id: Type.Integer(),
      portalId: Type.Integer(),
      ownerId: Type.Integer(),
      remoteId: Type.String(),
      remoteType: Type.String(),
      active: Type.Boolean(),
    }),
  ),
  hasContactsAccess: Type.Boolean(),
  isActive: Type.Boolean(),
  activeUserId: Type.Union([Type.Integer(), Type.Null()]),
  userIdIncludingInactive: Type.Integer(),
});
const scope = { scopes: ["crm.objects.owners.read"] };

/** What older clients ask of accounts. */
export const legacyAccountRoutes = [
  defineRoute({
    id: "listLegacyOwners",
    method: "GET",
    path: "/owners/v2/owners",
    summary: "List the portal's owners in the older shape, all in one answer",
    scope,
    query: { email: text("Only the owner with this address"), includeInactive: flag("Archived owners as well") },
    response: { status: 200, schema: Type.Array(legacyOwner) },
    handle: async ({ ctx, query }) => {
      const owners = listLegacyOwners(ctx.portal, query);
      return {
        status: 200,
        body: JSON.stringify(owners.map((owner) => presentLegacyOwner(owner, ctx.portal.portalId))),
      };
    },
  }),

  defineRoute({
    id: "getLegacyOwner",
    method: "GET",
    path: "/owners/v2/owners/:ownerId",
    summary: "Read an owner in the older shape, an archived one too",
    scope,
    query: {},
    response: { status: 200, schema: legacyOwner },
    handle: async ({ ctx, params }) => {
      const owner = getLegacyOwner(ctx.portal, params.ownerId as string);
      return { status: 200, body: JSON.stringify(presentLegacyOwner(owner, ctx.portal.portalId)) };
    },
  }),

  defineRoute({
    id: "getIntegrationDetails",
    method: "GET",
    path: "/integrations/v1/me",
    summary: "Describe the portal of the token in the older shape",
    scope: null,
    query: {},
    response: {
      status: 200,
      schema: Type.Object({
        portalId: Type.Integer(),
        timeZone: Type.String(),
        accountType: Type.String(),
        currency: Type.String(),
        utcOffset: Type.String(),
        utcOffsetMilliseconds: Type.Integer(),
      }),
    },
    handle: async ({ ctx }) => {
      const { portalId, timeZone, accountType, currency } = ctx.portal;
      const offset = presentOffset(timeZone, ctx.now());
      return { status: 200, body: JSON.stringify({ portalId, timeZone, accountType, currency, ...offset }) };
    },
  }),
];
