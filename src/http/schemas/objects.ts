import { Type } from "typebox";

const anyValue = Type.Unknown({ description: "Text, a number, a boolean, or null to clear" });

export const recordId = Type.Union([Type.String(), Type.Integer()]);

export const associationCategory = Type.Union([
  Type.Literal("HUBSPOT_DEFINED"),
  Type.Literal("USER_DEFINED"),
  Type.Literal("INTEGRATOR_DEFINED"),
  Type.Literal("WORK"),
]);

export const associationTypeSpec = Type.Object({
  associationCategory: Type.Optional(associationCategory),
  associationTypeId: Type.Union([Type.Integer(), Type.String({ pattern: "^[0-9]{1,9}$" })]),
});

export const associationInput = Type.Object(
  {
    to: Type.Object({ id: recordId }),
    types: Type.Array(associationTypeSpec, { minItems: 1 }),
  },
  { title: "AssociationInput" },
);

const propertyMap = Type.Record(Type.String(), anyValue);

/** `POST /crm/v3/objects/{objectType}` (contract 1.3); a single association object is taken too (section 12, row 3). */
export const createBody = Type.Object({
  properties: Type.Optional(Type.Union([propertyMap, Type.Null()])),
  associations: Type.Optional(Type.Union([Type.Array(associationInput), associationInput, Type.Null()])),
});

/** `PATCH /crm/v3/objects/{objectType}/{id}`. */
export const updateBody = Type.Object({
  properties: Type.Optional(Type.Union([propertyMap, Type.Null()])),
});

/** Where the next page begins; absent on the last one. */
export const paging = Type.Object(
  { next: Type.Object({ after: Type.String(), link: Type.Optional(Type.String()) }) },
  { title: "Paging" },
);

const associationResults = Type.Object(
  {
    results: Type.Array(Type.Object({ id: Type.String(), type: Type.String() })),
    paging: Type.Optional(paging),
  },
  { title: "AssociationList" },
);

const propertyVersion = Type.Object(
  {
    value: Type.String(),
    timestamp: Type.String(),
    sourceType: Type.String(),
    sourceId: Type.Optional(Type.String()),
    sourceLabel: Type.Optional(Type.String()),
    updatedByUserId: Type.Optional(Type.Integer()),
  },
  { title: "PropertyVersion" },
);

/** A record as every answer shows it (contract 1.4). */
export const recordAnswer = Type.Object(
  {
    id: Type.String(),
    properties: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
    propertiesWithHistory: Type.Optional(Type.Record(Type.String(), Type.Array(propertyVersion))),
    createdAt: Type.String(),
    updatedAt: Type.String(),
    archived: Type.Boolean(),
    archivedAt: Type.Optional(Type.String()),
    url: Type.Optional(Type.String()),
    associations: Type.Optional(Type.Record(Type.String(), associationResults)),
  },
  { title: "Record" },
);

export const recordList = Type.Object({ results: Type.Array(recordAnswer), paging: Type.Optional(paging) });

export const associationList = associationResults;
