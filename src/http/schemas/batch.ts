import { Type } from "typebox";
import { createBody, recordAnswer, recordId, updateBody } from "./objects.ts";

const optionalText = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const traceId = { objectWriteTraceId: optionalText };

/** An entry of a list of ids; clients send lists with nulls in them, which are passed over. */
const idInput = Type.Union([Type.Object({ id: Type.Union([recordId, Type.Null()]) }), Type.Null()]);
const names = Type.Optional(Type.Union([Type.Array(Type.Union([Type.String(), Type.Null()])), Type.Null()]));

export const idsBody = Type.Object({ inputs: Type.Array(idInput) });

export const batchReadBody = Type.Object({
  inputs: Type.Array(idInput),
  properties: names,
  propertiesWithHistory: names,
  idProperty: optionalText,
});

export const batchCreateBody = Type.Object({
  inputs: Type.Array(Type.Object({ ...createBody.properties, ...traceId })),
});

/** Updates and upserts. */
export const batchWriteBody = Type.Object({
  inputs: Type.Array(Type.Object({ id: recordId, idProperty: optionalText, ...updateBody.properties, ...traceId })),
});

const contextMap = Type.Record(Type.String(), Type.Array(Type.String()));

const batchError = Type.Object(
  {
    status: Type.Literal("error"),
    category: Type.Optional(Type.String()),
    subCategory: Type.Optional(Type.String()),
    message: Type.String(),
    context: Type.Optional(contextMap),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          message: Type.String(),
          code: Type.Optional(Type.String()),
          in: Type.Optional(Type.String()),
          context: Type.Optional(contextMap),
        }),
      ),
    ),
  },
  { title: "BatchError" },
);

/** Contract 1.4 and 1.5. */
export const batchAnswer = Type.Object(
  {
    completedAt: Type.String(),
    status: Type.Literal("COMPLETE"),
    startedAt: Type.String(),
    results: Type.Array(
      Type.Object({
        ...recordAnswer.properties,
        new: Type.Optional(Type.Boolean()),
        objectWriteTraceId: Type.Optional(Type.String()),
      }),
    ),
    errors: Type.Optional(Type.Array(batchError)),
    numErrors: Type.Optional(Type.Integer()),
  },
  { title: "RecordBatch" },
);

/** `POST …/merge` (contract 1.1, row 12). */
export const mergeBody = Type.Object({ primaryObjectId: recordId, objectIdToMerge: recordId });

/** `POST …/gdpr-delete` (contract 1.1, row 13). */
export const eraseBody = Type.Object({ objectId: recordId, idProperty: optionalText });
