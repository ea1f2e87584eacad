import { Type } from "typebox";
import {
  type CallChoiceKind,
  createCallChoice,
  deleteCallChoice,
  renameCallChoice,
} from "../../domain/calls/call-choices.ts";
import type { CallChoice, Portal } from "../../model/portal.ts";
import { defineRoute, type Route } from "../route.ts";

const choiceAnswer = Type.Object(
  { id: Type.String(), label: Type.String(), deleted: Type.Boolean() },
  { title: "CallChoice" },
);
const choiceBody = Type.Object({ label: Type.String() });
const scopes = { read: ["crm.objects.contacts.read"], write: ["crm.objects.contacts.write"] };

/** The outcomes and the call types of a portal: the same five routes (contract 6.1; section 12, row 32). */
export const callChoiceRoutes = [
  ...choiceRoutes("outcome", "/calling/v1/dispositions", "call outcomes", (portal) => portal.outcomes),
  ...choiceRoutes("call-type", "/calling/v1/call-types", "call types", (portal) => portal.callTypes),
];

function choiceRoutes(
  kind: CallChoiceKind,
  path: string,
  what: string,
  choicesOf: (portal: Portal) => readonly CallChoice[],
): Route[] {
  const id = kind === "outcome" ? "Outcome" : "CallType";
  return [
    defineRoute({
      id: `list${id}s`,
      method: "GET",
      path,
      summary: `List the portal's ${what}`,
      scope: { scopes: scopes.read },
      query: {},
      response: { status: 200, schema: Type.Array(choiceAnswer) },
      handle: async ({ ctx }) => ({
        status: 200,
        body: JSON.stringify(
          choicesOf(ctx.portal)
            .filter((choice) => !choice.deleted)
            .map(present),
        ),
      }),
    }),
    defineRoute({
      id: `create${id}`,
      method: "POST",
      path,
      summary: `Add to the portal's ${what}`,
      scope: { scopes: scopes.write },
      query: {},
      body: choiceBody,
      response: { status: 201, schema: choiceAnswer },
      handle: async ({ ctx, http, body }) => {
        const choice = await createCallChoice(ctx, kind, body.label);
        http.portals.forget(ctx.portal.portalId);
        return { status: 201, body: JSON.stringify(present(choice)) };
      },
    }),
    defineRoute({
      id: `rename${id}`,
      method: "PATCH",
      path: `${path}/:id`,
      summary: `Rename one of the portal's ${what}`,
      scope: { scopes: scopes.write },
      query: {},
      body: choiceBody,
      response: { status: 200, schema: choiceAnswer },
      handle: async ({ ctx, http, params, body }) => {
        const choice = await renameCallChoice(ctx, kind, params.id as string, body.label);
        http.portals.forget(ctx.portal.portalId);
        return { status: 200, body: JSON.stringify(present(choice)) };
      },
    }),
    defineRoute({
      id: `delete${id}`,
      method: "DELETE",
      path: `${path}/:id`,
      summary: `Delete one of the portal's ${what}; old calls keep it`,
      scope: { scopes: scopes.write },
      query: {},
      response: { status: 204 },
      handle: async ({ ctx, http, params }) => {
        await deleteCallChoice(ctx, kind, params.id as string);
        http.portals.forget(ctx.portal.portalId);
        return { status: 204 };
      },
    }),
  ];
}

function present({ id, label, deleted }: CallChoice) {
  return { id, label, deleted };
}
