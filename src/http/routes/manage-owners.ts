import { Type } from "typebox";
import {
  archiveOwnOwner,
  changeOwner,
  createOwnOwner,
  listOwnTeams,
  restoreOwner,
} from "../../domain/accounts/manage-owners.ts";
import { definitionsChanged } from "../definitions-changed.ts";
import { presentOwner } from "../present/owner.ts";
import { defineRoute } from "../route.ts";
import { ownerAnswer } from "../schemas/owners.ts";

const path = "/trunkline/v1/owners";
const one = `${path}/:ownerId`;
const write = { scopes: ["trunkline.owners.write"] };

const names = {
  firstName: Type.Optional(Type.String()),
  lastName: Type.Optional(Type.String()),
  teams: Type.Optional(
    Type.Array(Type.String(), { description: "Names; the first is the primary team, and new ones are made" }),
  ),
};

/** Who records of the caller's portal can be assigned to; an extension of our own, as the API only reads owners. */
export const manageOwnerRoutes = [
  defineRoute({
    id: "createOwner",
    method: "POST",
    path,
    summary: "Add an owner",
    scope: write,
    query: {},
    body: Type.Object({ email: Type.String(), ...names }),
    response: { status: 201, schema: ownerAnswer },
    handle: async ({ ctx, http, body }) => {
      const owner = await createOwnOwner(ctx, body);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 201, body: JSON.stringify(presentOwner(owner)) };
    },
  }),

  defineRoute({
    id: "updateOwner",
    method: "PATCH",
    path: one,
    summary: "Change an owner's name or teams",
    scope: write,
    query: {},
    body: Type.Object(names),
    response: { status: 200, schema: ownerAnswer },
    handle: async ({ ctx, http, params, body }) => {
      const owner = await changeOwner(ctx, params.ownerId as string, body);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 200, body: JSON.stringify(presentOwner(owner)) };
    },
  }),

  defineRoute({
    id: "archiveOwner",
    method: "DELETE",
    path: one,
    summary: "Archive an owner: records keep it, new ones cannot have it",
    scope: write,
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, http, params }) => {
      await archiveOwnOwner(ctx, params.ownerId as string);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "restoreOwner",
    method: "POST",
    path: `${one}/restore`,
    summary: "Make an archived owner live again",
    scope: write,
    query: {},
    response: { status: 200, schema: ownerAnswer },
    handle: async ({ ctx, http, params }) => {
      const owner = await restoreOwner(ctx, params.ownerId as string);
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 200, body: JSON.stringify(presentOwner(owner)) };
    },
  }),

  defineRoute({
    id: "listTeams",
    method: "GET",
    path: "/trunkline/v1/teams",
    summary: "List the portal's teams",
    scope: { scopes: ["crm.objects.owners.read"] },
    query: {},
    response: {
      status: 200,
      schema: Type.Object({ results: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
    },
    handle: async ({ ctx }) => ({ status: 200, body: JSON.stringify({ results: await listOwnTeams(ctx) }) }),
  }),
];
