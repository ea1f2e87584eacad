import type { PropertyType } from "../../../model/property.ts";
import { boolType } from "./bool.ts";
import { dateType } from "./date.ts";
import { datetimeType } from "./datetime.ts";
import { enumerationType } from "./enumeration.ts";
import { numberType } from "./number.ts";
import type { PropertyTypeRules } from "./property-type.ts";
import { stringType } from "./string.ts";

export const propertyTypes: Readonly<Record<PropertyType, PropertyTypeRules>> = {
  bool: boolType,
  date: dateType,
  datetime: datetimeType,
  enumeration: enumerationType,
  number: numberType,
  object_coordinates: stringType,
  phone_number: stringType,
  string: stringType,
};
