import { Type } from "typebox";

const context = Type.Record(Type.String(), Type.Array(Type.String()));

/** The envelope of every refusal (contract 7.1); what limits of rate add is in 7.8. */
export const errorAnswer = Type.Object(
  {
    status: Type.Literal("error"),
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
  },
  { title: "Error" },
);
