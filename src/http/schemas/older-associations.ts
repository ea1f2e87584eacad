import { Type } from "typebox";
import { recordId } from "./objects.ts";

/** One association as the older associations API names it. */
export const olderAssociation = Type.Object({
  fromObjectId: recordId,
  toObjectId: recordId,
  category: Type.String(),
  definitionId: recordId,
});

export const olderAssociations = Type.Array(olderAssociation);

export const olderAssociationList = Type.Object({
  results: Type.Array(Type.Integer()),
  hasMore: Type.Boolean(),
  offset: Type.Integer(),
});
