import { Type } from "typebox";

const context = Type.Record(Type.String(), Type.Array(Type.String()));

/**
 * The envelope of every refusal (contract 7.1); what limits of rate add is in 7.8. The OAuth endpoints tell in `status`
 * what is wrong, and once more in the words of RFC 6749 (contract 9.3).
 */
export const errorAnswer = Type.Object(
  {
    status: Type.String({ pattern: "^(?:error|[A-Z_]+)$" }),
    message: Type.String(),
    errorType: Type.Optional(Type.String()),
    correlationId: Type.String(),
    policyName: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          message: Type.String(),
          code: Type.Optional(Type.String()),
          in: Type.Optional(Type.String()),
          subCategory: Type.Optional(Type.String()),
          context: Type.Optional(context),
        }),
      ),
    ),
    context: Type.Optional(context),
    links: Type.Optional(Type.Record(Type.String(), Type.String())),
    category: Type.Optional(Type.String()),
    subCategory: Type.Optional(Type.String()),
    error: Type.Optional(Type.String()),
    error_description: Type.Optional(Type.String()),
  },
  { title: "Error" },
);
