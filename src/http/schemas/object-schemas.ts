import { Type } from "typebox";
import { maybe, propertyAnswer, schemaPropertyBody } from "./properties.ts";

const names = maybe(Type.Array(Type.String()));
const labels = Type.Object({ singular: maybe(Type.String()), plural: maybe(Type.String()) });

const optionalMembers = {
  description: maybe(Type.String()),
  primaryDisplayProperty: maybe(Type.String()),
  secondaryDisplayProperties: names,
  searchableProperties: names,
  requiredProperties: names,
};

/** `POST /crm/v3/schemas` (contract 6.5). */
export const createSchemaBody = Type.Object({
  name: Type.String(),
  labels,
  properties: maybe(Type.Array(schemaPropertyBody, { maxItems: 1_000 })),
  associatedObjects: maybe(Type.Array(Type.String(), { maxItems: 1_000 })),
  ...optionalMembers,
});

/** `PATCH /crm/v3/schemas/{objectType}`. */
export const updateSchemaBody = Type.Object({
  labels: maybe(labels),
  clearDescription: maybe(Type.Boolean()),
  ...optionalMembers,
});

/** `POST /crm/v3/schemas/{objectType}/associations`. */
export const schemaAssociationBody = Type.Object({
  fromObjectTypeId: Type.String(),
  toObjectTypeId: Type.String(),
  name: maybe(Type.String()),
});

export const schemaAssociationAnswer = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    fromObjectTypeId: Type.String(),
    toObjectTypeId: Type.String(),
    createdAt: Type.String(),
    updatedAt: Type.String(),
  },
  { title: "ObjectSchemaAssociation" },
);

export const schemaAnswer = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    objectTypeId: Type.String(),
    fullyQualifiedName: Type.String(),
    labels: Type.Object({ singular: Type.String(), plural: Type.String() }),
    description: Type.Optional(Type.String()),
    primaryDisplayProperty: Type.Optional(Type.String()),
    secondaryDisplayProperties: Type.Array(Type.String()),
    searchableProperties: Type.Array(Type.String()),
    requiredProperties: Type.Array(Type.String()),
    properties: Type.Array(propertyAnswer),
    associations: Type.Array(schemaAssociationAnswer),
    archived: Type.Boolean(),
    createdAt: Type.String(),
    updatedAt: Type.String(),
    createdByUserId: Type.Integer(),
    updatedByUserId: Type.Integer(),
  },
  { title: "ObjectSchema" },
);

export const schemaList = Type.Object({ results: Type.Array(schemaAnswer) });
