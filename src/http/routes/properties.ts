import { Type } from "typebox";
import { getProperty } from "../../domain/properties/definitions.ts";
import { presentProperty } from "../present/property.ts";
import { defineRoute } from "../route.ts";

const option = Type.Object({
  label: Type.String(),
  value: Type.String(),
  description: Type.Optional(Type.String()),
  displayOrder: Type.Integer(),
  hidden: Type.Boolean(),
});

const propertyAnswer = Type.Object(
  {
    name: Type.String(),
    label: Type.String(),
    type: Type.String(),
    fieldType: Type.String(),
    description: Type.String(),
    groupName: Type.String(),
    options: Type.Array(option),
    referencedObjectType: Type.Optional(Type.String()),
    displayOrder: Type.Integer(),
    calculated: Type.Boolean(),
    externalOptions: Type.Boolean(),
    hasUniqueValue: Type.Boolean(),
    hidden: Type.Boolean(),
    hubspotDefined: Type.Boolean(),
    modificationMetadata: Type.Object({
      archivable: Type.Boolean(),
      readOnlyDefinition: Type.Boolean(),
      readOnlyValue: Type.Boolean(),
    }),
    formField: Type.Boolean(),
    dataSensitivity: Type.String(),
  },
  { title: "Property" },
);
const scope = { access: "read", objects: ["objectType"] } as const;

export const propertyRoutes = [
  defineRoute({
    id: "listProperties",
    method: "GET",
    path: "/crm/v3/properties/:objectType",
    summary: "List the properties of an object type",
    scope,
    query: {},
    response: { status: 200, schema: Type.Object({ results: Type.Array(propertyAnswer) }) },
    handle: async ({ ctx, typeOf }) => {
      const definitions = [...typeOf("objectType").properties.values()];
      const results = definitions.map((definition) => presentProperty(definition, ctx.portal));
      return { status: 200, body: JSON.stringify({ results }) };
    },
  }),

  defineRoute({
    id: "getProperty",
    method: "GET",
    path: "/crm/v3/properties/:objectType/:propertyName",
    summary: "Read the definition of a property",
    scope,
    query: {},
    response: { status: 200, schema: propertyAnswer },
    handle: async ({ ctx, typeOf, params }) => {
      const definition = getProperty(typeOf("objectType"), params.propertyName as string);
      return { status: 200, body: JSON.stringify(presentProperty(definition, ctx.portal)) };
    },
  }),
];
