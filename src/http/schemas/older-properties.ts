import { Type } from "typebox";

const orNull = Type.Union([Type.Integer(), Type.Null()]);

/** A property's definition in the shape of the older properties API. */
export const olderProperty = Type.Object({
  name: Type.String(),
  label: Type.String(),
  description: Type.String(),
  groupName: Type.String(),
  type: Type.String(),
  fieldType: Type.String(),
  options: Type.Array(
    Type.Object({
      description: Type.Union([Type.String(), Type.Null()]),
      label: Type.String(),
      value: Type.String(),
      displayOrder: Type.Integer(),
      hidden: Type.Boolean(),
      readOnly: Type.Boolean(),
      doubleData: Type.Number(),
    }),
  ),
  displayOrder: Type.Integer(),
  formField: Type.Boolean(),
  readOnlyValue: Type.Boolean(),
  readOnlyDefinition: Type.Boolean(),
  hidden: Type.Boolean(),
  mutableDefinitionNotDeletable: Type.Boolean(),
  favorited: Type.Boolean(),
  favoritedOrder: Type.Integer(),
  calculated: Type.Boolean(),
  externalOptions: Type.Boolean(),
  displayMode: Type.String(),
  deleted: Type.Boolean(),
  hubspotDefined: Type.Boolean(),
  referencedObjectType: Type.Optional(Type.String()),
  createdAt: orNull,
  updatedAt: orNull,
  createdUserId: orNull,
  updatedUserId: orNull,
});

export const olderPropertyGroup = Type.Object({
  name: Type.String(),
  displayName: Type.String(),
  displayOrder: Type.Integer(),
  properties: Type.Optional(Type.Array(olderProperty)),
});
