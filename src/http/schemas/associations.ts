import { Type } from "typebox";
import { associationCategory, associationTypeSpec, paging } from "./objects.ts";

/** Nulls in lists of ids are sent by clients; each reader says what becomes of them. */
const objectId = Type.Object({ id: Type.Union([Type.String(), Type.Integer(), Type.Null()]) });

const types = Type.Array(associationTypeSpec, { minItems: 1 });

const inputsOf = <T extends Parameters<typeof Type.Array>[0]>(input: T) => Type.Object({ inputs: Type.Array(input) });

/** `PUT` of one pair: a bare array (contract 4.4). */
export const pairTypesBody = types;

/** v4 `batch/create` and `batch/labels/archive`. */
export const typedPairsBody = inputsOf(Type.Object({ from: objectId, to: objectId, types }));

/** v4 `batch/associate/default`. */
export const pairsBody = inputsOf(Type.Object({ from: objectId, to: objectId }));

const optionalCursor = Type.Optional(Type.Union([Type.String(), Type.Null()]));

/** `batch/read` of both versions; only v4 pages by record. */
export const readBody = inputsOf(
  Type.Union([Type.Object({ ...objectId.properties, after: optionalCursor }), Type.Null()]),
);

/** v4 `batch/archive`: `to` is a list; one record alone is taken too. */
export const partingBody = inputsOf(
  Type.Object({ from: objectId, to: Type.Union([Type.Array(Type.Union([objectId, Type.Null()])), objectId]) }),
);

/** v3 `batch/create` and `batch/archive`: the type by name or id (contract 4.5). */
export const namedPairsBody = inputsOf(
  Type.Object({ from: objectId, to: objectId, type: Type.Union([Type.String(), Type.Integer()]) }),
);

const label = Type.Union([Type.String(), Type.Null()]);

export const labelledType = Type.Object({ category: associationCategory, typeId: Type.Integer(), label });

export const labelledTypeList = Type.Object({ results: Type.Array(labelledType) });

const associatedObject = Type.Object({ toObjectId: Type.Integer(), associationTypes: Type.Array(labelledType) });

export const associatedObjectList = Type.Object({
  results: Type.Array(associatedObject),
  paging: Type.Optional(paging),
});

/** A pair after a write; ids are numbers in v4 (section 12, row 17). */
export const pairAnswer = Type.Object({
  fromObjectTypeId: Type.String(),
  fromObjectId: Type.Integer(),
  toObjectTypeId: Type.String(),
  toObjectId: Type.Integer(),
  labels: Type.Array(Type.String()),
});

const textId = Type.Object({ id: Type.String() });

export const defaultPairAnswer = Type.Object({
  from: textId,
  to: textId,
  associationSpec: Type.Object({ associationCategory, associationTypeId: Type.Integer() }),
});

export const readAnswer = Type.Object({
  from: textId,
  to: Type.Array(associatedObject),
  paging: Type.Optional(paging),
});

export const namedPairAnswer = Type.Object({ from: textId, to: textId, type: Type.String() });

export const namedReadAnswer = Type.Object({
  from: textId,
  to: Type.Array(Type.Object({ id: Type.String(), type: Type.String() })),
  paging: Type.Optional(paging),
});

const batchError = Type.Object({
  status: Type.String(),
  category: Type.Optional(Type.String()),
  subCategory: Type.Optional(Type.String()),
  message: Type.String(),
  context: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
});

/** The envelope of a batch (contract 1.4, 1.5). */
export const batchOf = <T extends Parameters<typeof Type.Array>[0]>(result: T) =>
  Type.Object({
    completedAt: Type.String(),
    status: Type.String(),
    startedAt: Type.String(),
    results: Type.Array(result),
    errors: Type.Optional(Type.Array(batchError)),
    numErrors: Type.Optional(Type.Integer()),
  });

const inverseLabel = Type.Optional(label);

/** Missing members are named in this order (contract 4.6). */
export const labelBody = Type.Object({ label: Type.String(), name: Type.String(), inverseLabel });

export const labelChangeBody = Type.Object({ associationTypeId: Type.Integer(), label: Type.String(), inverseLabel });

const typeSpec = { category: Type.Optional(associationCategory), typeId: Type.Integer() };

export const configurationsBody = inputsOf(Type.Object({ ...typeSpec, maxToObjectIds: Type.Integer() }));

export const configurationSpecsBody = inputsOf(Type.Object(typeSpec));

export const configurationAnswer = Type.Object({
  category: associationCategory,
  typeId: Type.Integer(),
  label: Type.Optional(label),
  userEnforcedMaxToObjectIds: Type.Optional(Type.Integer()),
});

export const reportAnswer = Type.Object({
  enqueueTime: Type.String(),
  userEmail: Type.String(),
  userId: Type.Integer(),
});

const objectTypeNames = Type.Object({
  objectTypeId: Type.String(),
  pluralLabel: Type.String(),
  singularLabel: Type.String(),
});

export const labelUsageList = Type.Object({
  results: Type.Array(
    Type.Object({
      allLabels: Type.Array(Type.String()),
      fromObjectType: objectTypeNames,
      limit: Type.Integer(),
      percentage: Type.Number(),
      toObjectType: objectTypeNames,
      usage: Type.Integer(),
    }),
  ),
});

export const typeUsageList = Type.Object({
  results: Type.Array(
    Type.Object({
      hasRecordsAtLimit: Type.Boolean(),
      hasRecordsNearLimit: Type.Boolean(),
      ...objectTypeNames.properties,
    }),
  ),
});

const recordSample = { label: Type.String(), objectId: Type.Integer() };

export const pairUsageAnswer = Type.Object({
  atLimitFromRecordSamples: Type.Array(Type.Object(recordSample)),
  limit: Type.Integer(),
  nearLimitFromRecordSamples: Type.Array(
    Type.Object({ ...recordSample, percentage: Type.Number(), usage: Type.Integer() }),
  ),
  totalRecordsAtLimit: Type.Integer(),
  totalRecordsNearLimit: Type.Integer(),
});
