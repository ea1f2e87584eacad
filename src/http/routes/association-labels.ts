import { createLabel, deleteLabel, renameLabel } from "../../domain/associations/labels.ts";
import { refuse } from "../../model/errors.ts";
import { presentType } from "../present/associations.ts";
import { defineRoute } from "../route.ts";
import { labelBody, labelChangeBody, labelledTypeList } from "../schemas/associations.ts";
import { endParameters, endsOf } from "./association-requests.ts";

const labels = "/crm/v4/associations/:fromObjectType/:toObjectType/labels";

/** The association types of a pair of object types, and the labels that a portal adds to them (contract 4.6). */
export const associationLabelRoutes = [
  defineRoute({
    id: "listAssociationLabels",
    method: "GET",
    path: labels,
    summary: "List the association types from one object type to another, with their labels",
    scope: { access: "read", objects: endParameters },
    limitClass: "associations",
    query: {},
    response: { status: 200, schema: labelledTypeList },
    handle: async ({ ctx, typeOf }) => {
      const { from, to } = endsOf(typeOf);
      const types = ctx.portal.associationTypes.between(from.id, to.id);
      return { status: 200, body: JSON.stringify({ results: types.map(presentType) }) };
    },
  }),

  defineRoute({
    id: "createAssociationLabel",
    method: "POST",
    path: labels,
    summary: "Add an association label",
    scope: { access: "write", objects: endParameters },
    limitClass: "associations",
    query: {},
    body: labelBody,
    response: { status: 200, schema: labelledTypeList },
    handle: async ({ ctx, http, typeOf, body }) => {
      const types = await createLabel(ctx, endsOf(typeOf), body);
      http.portals.forget(ctx.portal.portalId);
      return { status: 200, body: JSON.stringify({ results: types.map(presentType) }) };
    },
  }),

  defineRoute({
    id: "renameAssociationLabel",
    method: "PUT",
    path: labels,
    summary: "Rename an association label",
    scope: { access: "write", objects: endParameters },
    limitClass: "associations",
    query: {},
    body: labelChangeBody,
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, body }) => {
      await renameLabel(ctx, endsOf(typeOf), body);
      http.portals.forget(ctx.portal.portalId);
      return { status: 204 };
    },
  }),

  defineRoute({
    id: "deleteAssociationLabel",
    method: "DELETE",
    path: `${labels}/:associationTypeId`,
    summary: "Delete an association label; what it was on stays associated",
    scope: { access: "write", objects: endParameters },
    limitClass: "associations",
    query: {},
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, params }) => {
      await deleteLabel(ctx, endsOf(typeOf), readTypeId(params.associationTypeId as string));
      http.portals.forget(ctx.portal.portalId);
      return { status: 204 };
    },
  }),
];

function readTypeId(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw refuse.parameter("path", "associationTypeId");
  return Number(text);
}
