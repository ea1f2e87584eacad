import { Type } from "typebox";
import { operators } from "../../domain/search/filter-operands.ts";
import { limits } from "../../model/limits.ts";
import { recordAnswer } from "./objects.ts";

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
const textOrNull = Type.Union([Type.String(), Type.Null()]);

const filter = Type.Object({
  propertyName: Type.Optional(textOrNull),
  operator: Type.Optional(Type.Union([Type.String({ description: operators.join(", ") }), Type.Null()])),
  value: Type.Optional(scalar),
  highValue: Type.Optional(scalar),
  values: Type.Optional(Type.Union([Type.Array(scalar), Type.Null()])),
});

const filters = Type.Union([Type.Array(filter), Type.Null()]);

const sort = Type.Union([
  Type.String(),
  Type.Object({ propertyName: Type.Optional(textOrNull), direction: Type.Optional(textOrNull) }),
  Type.Null(),
]);

/** `POST /crm/v3/objects/{objectType}/search` (contract 3.1): every member may be missing. */
export const searchBody = Type.Object({
  query: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()])),
  filterGroups: Type.Optional(
    Type.Union([Type.Array(Type.Union([Type.Object({ filters: Type.Optional(filters) }), Type.Null()])), Type.Null()]),
  ),
  filters: Type.Optional(filters),
  sorts: Type.Optional(Type.Union([Type.Array(sort), Type.Null()])),
  properties: Type.Optional(Type.Union([Type.Array(textOrNull), Type.Null()])),
  limit: Type.Optional(Type.Unknown({ description: `A whole number from 1 to ${limits.searchMax}, or its text` })),
  after: Type.Optional(Type.Unknown({ description: "An offset: a whole number, or its text" })),
});

/** Contract 3.2. */
export const searchAnswer = Type.Object({
  total: Type.Integer(),
  results: Type.Array(recordAnswer),
  paging: Type.Optional(Type.Object({ next: Type.Object({ after: Type.String() }) })),
});
