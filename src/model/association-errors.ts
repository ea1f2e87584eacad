import { Refusal } from "./errors.ts";

const validation = "VALIDATION_ERROR";

/** What associations, labels and limits refuse beside the common refusals, with the words of contract 4.7. */
export const refuseAssociation = {
  toItself: (id: number) =>
    new Refusal({ status: 400, category: validation, message: `Object ${id} cannot be associated to itself (${id})` }),

  /** 4.6: the portal's own limit for a type. */
  limitReached: (typeName: string, id: number, associationTypeId: number, limit: number) =>
    new Refusal({
      status: 400,
      category: validation,
      subCategory: "crm.associations.LIMIT_EXCEEDED",
      message: `${typeName} ${id} cannot have more than ${limit} associations of the type ${associationTypeId}: this limit was configured for the account`,
      context: { objectId: [String(id)], associationTypeId: [String(associationTypeId)], limit: [String(limit)] },
    }),

  /** Batch read of a record that is associated with none. */
  noneFound: (fromType: string, id: string, toType: string) =>
    new Refusal({
      status: 404,
      category: "OBJECT_NOT_FOUND",
      subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
      message: `No ${toType} is associated with ${fromType} ${id}.`,
      context: { fromObjectId: [id], fromObjectType: [fromType], toObjectType: [toType] },
    }),
};
