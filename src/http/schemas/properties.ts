import { type TSchema, Type } from "typebox";

/** Clients send null for what they leave out. */
export function maybe<T extends TSchema>(schema: T) {
  return Type.Optional(Type.Union([schema, Type.Null()]));
}

const displayOrder = maybe(Type.Integer({ minimum: -1, maximum: 2_147_483_647 }));

const optionInput = Type.Object({
  label: Type.String(),
  value: Type.String(),
  description: maybe(Type.String()),
  displayOrder,
  hidden: maybe(Type.Boolean()),
});

const optionalMembers = {
  description: maybe(Type.String()),
  options: maybe(Type.Array(optionInput)),
  displayOrder,
  hasUniqueValue: maybe(Type.Boolean()),
  hidden: maybe(Type.Boolean()),
  formField: maybe(Type.Boolean()),
  externalOptions: maybe(Type.Boolean()),
  referencedObjectType: maybe(Type.String()),
  showCurrencySymbol: maybe(Type.Boolean()),
  calculationFormula: maybe(Type.String()),
  dataSensitivity: maybe(Type.String()),
  numberDisplayHint: maybe(Type.String()),
  dateDisplayHint: maybe(Type.String()),
  textDisplayHint: maybe(Type.String()),
};

/** `POST /crm/v3/properties/{objectType}` (contract 6.4). */
export const createPropertyBody = Type.Object({
  name: Type.String(),
  label: Type.String(),
  groupName: Type.String(),
  type: Type.String(),
  fieldType: Type.String(),
  ...optionalMembers,
});

/** A property of a schema's creation, where the group may be left out. */
export const schemaPropertyBody = Type.Object({
  name: Type.String(),
  label: Type.String(),
  groupName: maybe(Type.String()),
  type: Type.String(),
  fieldType: Type.String(),
  ...optionalMembers,
});

/** `PATCH /crm/v3/properties/{objectType}/{propertyName}`. */
export const updatePropertyBody = Type.Object({
  label: maybe(Type.String()),
  groupName: maybe(Type.String()),
  type: maybe(Type.String()),
  fieldType: maybe(Type.String()),
  ...optionalMembers,
});

export const createGroupBody = Type.Object({ name: Type.String(), label: Type.String(), displayOrder });

export const updateGroupBody = Type.Object({ label: maybe(Type.String()), displayOrder });

export const createPropertiesBody = Type.Object({ inputs: Type.Array(createPropertyBody) });

export const propertyNamesBody = Type.Object({
  inputs: Type.Array(Type.Object({ name: Type.String() })),
  archived: maybe(Type.Boolean()),
  dataSensitivity: maybe(Type.String()),
});

const option = Type.Object({
  label: Type.String(),
  value: Type.String(),
  description: Type.Optional(Type.String()),
  displayOrder: Type.Integer(),
  hidden: Type.Boolean(),
});

/** A property's definition as every answer shows it. */
export const propertyAnswer = Type.Object(
  {
    updatedAt: Type.Optional(Type.String()),
    createdAt: Type.Optional(Type.String()),
    name: Type.String(),
    label: Type.String(),
    type: Type.String(),
    fieldType: Type.String(),
    description: Type.String(),
    groupName: Type.String(),
    options: Type.Array(option),
    createdUserId: Type.Optional(Type.String()),
    updatedUserId: Type.Optional(Type.String()),
    referencedObjectType: Type.Optional(Type.String()),
    displayOrder: Type.Integer(),
    calculated: Type.Boolean(),
    externalOptions: Type.Boolean(),
    archived: Type.Optional(Type.Boolean()),
    archivedAt: Type.Optional(Type.String()),
    hasUniqueValue: Type.Boolean(),
    hidden: Type.Boolean(),
    hubspotDefined: Type.Optional(Type.Boolean()),
    showCurrencySymbol: Type.Optional(Type.Boolean()),
    modificationMetadata: Type.Object({
      archivable: Type.Boolean(),
      readOnlyDefinition: Type.Boolean(),
      readOnlyValue: Type.Boolean(),
    }),
    formField: Type.Boolean(),
    numberDisplayHint: Type.Optional(Type.String()),
    dateDisplayHint: Type.Optional(Type.String()),
    textDisplayHint: Type.Optional(Type.String()),
    dataSensitivity: Type.String(),
  },
  { title: "Property" },
);

export const propertyList = Type.Object({ results: Type.Array(propertyAnswer) });

export const propertyBatchAnswer = Type.Object({
  completedAt: Type.String(),
  status: Type.String(),
  startedAt: Type.String(),
  results: Type.Array(propertyAnswer),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        status: Type.String(),
        category: Type.String(),
        message: Type.String(),
        context: Type.Record(Type.String(), Type.Array(Type.String())),
      }),
    ),
  ),
  numErrors: Type.Optional(Type.Integer()),
});

export const groupAnswer = Type.Object(
  {
    name: Type.String(),
    label: Type.String(),
    displayOrder: Type.Integer(),
    archived: Type.Boolean(),
  },
  { title: "PropertyGroup" },
);

export const groupList = Type.Object({ results: Type.Array(groupAnswer) });
