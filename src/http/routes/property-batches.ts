import { archiveProperties, createProperties } from "../../domain/properties/change-definitions.ts";
import { checkSensitivity, findProperties } from "../../domain/properties/definitions.ts";
import { checkTexts } from "../../domain/properties/text-rules.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import { definitionsChanged } from "../definitions-changed.ts";
import { type BatchProblem, presentPropertyBatch } from "../present/property-batch.ts";
import { defineRoute } from "../route.ts";
import { createPropertiesBody, propertyBatchAnswer, propertyNamesBody } from "../schemas/properties.ts";

const batch = "/crm/v3/properties/:objectType/batch";
const read = { access: "read definitions", objects: ["objectType"] } as const;
const write = { access: "write definitions", objects: ["objectType"] } as const;

export const propertyBatchRoutes = [
  defineRoute({
    id: "createProperties",
    method: "POST",
    path: `${batch}/create`,
    summary: "Define several properties; those that are refused leave the others be",
    scope: write,
    query: {},
    body: createPropertiesBody,
    response: { status: 201, schema: propertyBatchAnswer },
    handle: async ({ ctx, http, typeOf, body }) => {
      const startedAt = ctx.now();
      const { created, refused } = await createProperties(ctx, typeOf("objectType"), checkCount(body.inputs));
      definitionsChanged(http, ctx.portal.portalId);
      const problems = refused.map(({ name, refusal }) => ({
        category: refusal.category ?? "VALIDATION_ERROR",
        message: refusal.message,
        context: { name: [name] },
      }));
      const text = presentPropertyBatch(created, problems, ctx.portal, startedAt, ctx.now());
      return { status: problems.length > 0 ? 207 : 201, body: text };
    },
  }),

  defineRoute({
    id: "readProperties",
    method: "POST",
    path: `${batch}/read`,
    summary: "Read the definitions of several properties",
    scope: read,
    query: {},
    body: propertyNamesBody,
    response: { status: 200, schema: propertyBatchAnswer },
    handle: async ({ ctx, typeOf, body }) => {
      const startedAt = ctx.now();
      checkSensitivity(body.dataSensitivity ?? undefined);
      const { found, missing } = findProperties(typeOf("objectType"), namesOf(body), body.archived ?? false);
      const problems = missing.length > 0 ? [missingProblem(missing)] : [];
      const text = presentPropertyBatch(found, problems, ctx.portal, startedAt, ctx.now());
      return { status: problems.length > 0 ? 207 : 200, body: text };
    },
  }),

  defineRoute({
    id: "archiveProperties",
    method: "POST",
    path: `${batch}/archive`,
    summary: "Archive several properties",
    scope: write,
    query: {},
    body: propertyNamesBody,
    response: { status: 204 },
    handle: async ({ ctx, http, typeOf, body }) => {
      await archiveProperties(ctx, typeOf("objectType"), namesOf(body));
      definitionsChanged(http, ctx.portal.portalId);
      return { status: 204 };
    },
  }),
];

/** @throws Refusal 400 for none and for too many (contract 1.2, 1.5) */
function checkCount<T>(inputs: readonly T[]): readonly T[] {
  if (inputs.length === 0) throw refuse.invalid("Batch input provided should have at least one object.");
  if (inputs.length <= limits.definitionsPerBatch) return inputs;
  throw refuse.invalid(
    `The maximum number of inputs supported in a batch request is ${limits.definitionsPerBatch}. Please reduce the number of items and try again`,
  );
}

function namesOf({ inputs }: { readonly inputs: readonly { readonly name: string }[] }): string[] {
  const names = checkCount(inputs).map(({ name }) => name);
  checkTexts(names, "name");
  return names;
}

function missingProblem(names: readonly string[]): BatchProblem {
  return {
    category: "OBJECT_NOT_FOUND",
    message: "Could not get some properties, they may be archived or not exist. Check that names are valid.",
    context: { names: names.map((name) => name.slice(0, 200)) },
  };
}
