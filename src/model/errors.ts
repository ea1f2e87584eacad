import { Refusal } from "./refusal.ts";

/**
 * Every refusal that a caller can meet, one constructor each, with the status and words of contract section 7.
 * http/errors.ts turns them into the envelope; nothing else chooses a status.
 */

export { Refusal };

export type PropertyProblem = {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly value?: string;
};

const validation = "VALIDATION_ERROR";
const notFound = "OBJECT_NOT_FOUND";

/** Why an engagement cannot be pinned, and what helps. */
const pinObstacles = {
  unassociated: "they are not associated. Associate the engagement with the record first, then pin it.",
  archived: "it lies in the recycling bin. Restore it first, then pin it.",
  unknown: "there is no engagement with this id.",
} as const;

export const refuse = {
  /** 7.3: all failing properties of the request in one answer. */
  propertyValues: (problems: readonly PropertyProblem[]) =>
    new Refusal({
      status: 400,
      category: validation,
      message: `Property values were not valid: ${JSON.stringify(
        problems.map(({ name, code, message, value }) => ({
          isValid: false,
          message,
          error: code,
          name,
          ...(value === undefined ? {} : { propertyValue: value }),
          localizedErrorMessage: message,
        })),
      )}`,
      errors: problems.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } })),
    }),

  /** 7.4: a create, or an update that would clear it, lacks a required property. */
  requiredProperties: (verb: "creating" | "updating", typeName: string, names: readonly string[]) =>
    new Refusal({
      status: 400,
      category: validation,
      message: `Error ${verb} ${typeName}. Some required properties were not set.`,
      context: { properties: names },
    }),

  noProperties: () =>
    new Refusal({
      status: 400,
      category: validation,
      message: "No properties found to update, please provide at least one.",
    }),

  /** Any other refused input; the message names the place. */
  invalid: (message: string, context?: Record<string, string[]>) =>
    new Refusal({ status: 400, category: validation, message, ...(context ? { context } : {}) }),

  /** 7.4: a body that is not the JSON it should be. */
  invalidJson: (detail: string, line = 1, column = 1, joint: ":" | "." = ":") =>
    new Refusal({
      status: 400,
      category: validation,
      message: `Invalid input JSON on line ${line}, column ${column}${joint} ${detail}`,
    }),

  parameter: (kind: "query" | "path", name: string, detail?: string) =>
    new Refusal({
      status: 400,
      category: validation,
      message: `Unable to parse value for ${kind} parameter: ${name}${detail ? `. ${detail}` : ""}`,
      context: { [name]: [detail ?? "not valid"] },
    }),

  unknownObjectTypeName: (name: string) =>
    new Refusal({ status: 400, category: validation, message: `Unable to infer object type from: ${name}` }),

  unknownObjectTypeId: (id: string) =>
    new Refusal({ status: 400, category: validation, message: `Invalid object or event type id: ${id}` }),

  notUniqueProperty: (name: string) =>
    new Refusal({
      status: 400,
      category: validation,
      message: `Property "${name}" cannot be used as idProperty: it has no unique values`,
      context: { idProperty: [name] },
    }),

  associationDirection: (end: "from" | "to", given: string, expected: string, associationTypeId: number) =>
    new Refusal({
      status: 400,
      category: validation,
      message: `invalid ${end} object type ${given} for associations to be created. expected: ${expected}. For definition 0-${associationTypeId}`,
    }),

  associationTargets: (missing: readonly { readonly typeName: string; readonly id: string }[]) =>
    new Refusal({
      status: 400,
      category: validation,
      message: "One or more associations are not valid",
      context: { INVALID_OBJECT_IDS: missing.map(({ typeName, id }) => `${typeName}=${id} is not valid`) },
    }),

  tooManyAssociations: (limit: number) =>
    new Refusal({ status: 400, category: validation, message: `A create takes at most ${limit} associations` }),

  unknownAssociationType: (type: string) =>
    new Refusal({
      status: 400,
      category: validation,
      message: `Association type ${type} does not exist for these object types`,
      context: { associationType: [type] },
    }),

  invalidId: (id: string) =>
    new Refusal({
      status: 400,
      category: validation,
      subCategory: "crm.associations.INVALID_IDENTIFIER",
      message: `${id} is not a valid ID`,
      context: { id: [id] },
    }),

  /** Section 12, row 7: names the record, the engagement and the remedy. */
  cannotPin: (recordName: string, recordId: string, callId: string, obstacle: keyof typeof pinObstacles) =>
    new Refusal({
      status: 400,
      category: validation,
      message: `Engagement ${callId} cannot be pinned on ${recordName} ${recordId}, because ${pinObstacles[obstacle]}`,
      context: { hs_pinned_engagement_id: [callId], recordId: [recordId] },
    }),

  /** 3.3 and section 12, row 14: a search that goes beyond one of its limits. */
  tooManyInSearch: (what: string, count: number, limit: number) =>
    new Refusal({
      status: 400,
      category: validation,
      message: `too many ${what} (count: ${count}, max allowed: ${limit})`,
    }),

  /** Section 12, row 14. */
  unknownSearchProperty: (name: string, typeName: string, use: "filter" | "sort") =>
    new Refusal({
      status: 400,
      category: validation,
      message: `There is no property "${name}" of ${typeName} that a search can ${use} by`,
      context: { propertyName: [name] },
    }),

  /** 3.3: an operand that a filter lacks, or that its property cannot have. */
  filterOperand: (name: string, message: string) =>
    new Refusal({ status: 400, category: validation, message, context: { propertyName: [name] } }),

  /** 7.6: a numeric id without a live record behind it. */
  recordNotFound: () => new Refusal({ status: 404, category: notFound, message: "resource not found" }),

  recordIdNotNumeric: (id: string) =>
    new Refusal({
      status: 404,
      category: notFound,
      message: "Object not found.  objectId are usually numeric.",
      context: { id: [id] },
    }),

  recordIdNotPositive: (id: string) =>
    new Refusal({
      status: 404,
      category: notFound,
      message: "Object not found. objectId is usually positive.",
      context: { id: [id] },
    }),

  /** Another thing of the portal (owner, outcome …) that is not there. */
  thingNotFound: (what: string, id: string) =>
    new Refusal({
      status: 404,
      category: notFound,
      message: `${what} ${id} was not found`,
      context: { id: [id] },
    }),

  /** Section 12, row 25. */
  conflict: (singular: string, existingId: string, propertyName: string) =>
    new Refusal({
      status: 409,
      category: "CONFLICT",
      message: `${singular.charAt(0).toUpperCase()}${singular.slice(1)} already exists. Existing ID: ${existingId}`,
      context: { existingId: [existingId], propertyName: [propertyName] },
    }),

  alreadyExists: (message: string) => new Refusal({ status: 409, category: "CONFLICT", message }),

  /** 7.5. */
  notAuthenticated: () =>
    new Refusal({
      status: 401,
      category: "INVALID_AUTHENTICATION",
      message:
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
      headers: { "x-hubspot-auth-failure": "401 Unauthorized" },
    }),

  missingScopes: (scopes: readonly string[]) =>
    new Refusal({
      status: 403,
      category: "MISSING_SCOPES",
      message:
        "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
      errors: [
        {
          message: "One or more of the following scopes are required.",
          context: { requiredGranularScopes: scopes },
        },
      ],
      links: { scopes: "https://developers.hubspot.com/scopes" },
    }),

  /** Section 12, row 11: the edge speaks the envelope as well. */
  unknownRoute: (method: string, path: string) =>
    new Refusal({ status: 404, category: "NOT_FOUND", message: `No API endpoint matches ${method} ${path}` }),

  methodNotAllowed: (method: string, allowed: readonly string[]) =>
    new Refusal({
      status: 405,
      category: "METHOD_NOT_ALLOWED",
      message: `Method ${method} is not allowed here. Allowed: ${allowed.join(", ")}`,
      headers: { allow: allowed.join(", ") },
    }),

  bodyTooLarge: (limitBytes: number) =>
    new Refusal({
      status: 413,
      category: validation,
      message: `The request body is larger than ${limitBytes} bytes`,
    }),

  mediaType: (given: string, wanted = "application/json") =>
    new Refusal({
      status: 415,
      category: validation,
      message: `Content type ${given} is not supported here. Send ${wanted}`,
    }),

  edge: (status: number, message: string) => new Refusal({ status, category: validation, message }),

  unavailable: (message: string, cause?: unknown) =>
    new Refusal({
      status: 503,
      category: "SERVICE_UNAVAILABLE",
      message,
      headers: { "retry-after": "1" },
      cause,
    }),
};
