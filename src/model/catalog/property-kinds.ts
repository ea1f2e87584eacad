import type { FieldType, PropertyType } from "../property.ts";

/** The types that a portal's own property can have, and how a form can ask for each (contract 6.4). */
export const fieldTypesOf: Readonly<Partial<Record<PropertyType, readonly FieldType[]>>> = {
  bool: ["booleancheckbox"],
  date: ["date"],
  datetime: ["date"],
  enumeration: ["select", "radio", "checkbox", "booleancheckbox"],
  number: ["number"],
  phone_number: ["phonenumber", "text"],
  string: ["text", "textarea", "html", "file", "phonenumber"],
};

/** The members that say how clients should show values, each with the words it takes. */
export const displayHints: Readonly<Record<string, readonly string[]>> = {
  numberDisplayHint: ["formatted", "unformatted", "currency", "percentage", "duration", "probability"],
  dateDisplayHint: ["absolute", "absolute_with_relative", "time_since", "time_until"],
  textDisplayHint: [
    "unformatted_single_line",
    "multi_line",
    "email",
    "phone_number",
    "domain_name",
    "ip_address",
    "physical_address",
    "postal_code",
  ],
};

/** Names that mean something else in a path or in code. */
export const reservedPropertyNames: ReadonlySet<string> = new Set(["constructor", "groups"]);
