/** The field's own words for a property; its wire names are those of contract section 6.4. */

export type PropertyType =
  | "string"
  | "number"
  | "datetime"
  | "date"
  | "bool"
  | "enumeration"
  | "phone_number"
  | "object_coordinates";

export type FieldType =
  | "booleancheckbox"
  | "calculation_equation"
  | "checkbox"
  | "date"
  | "file"
  | "html"
  | "number"
  | "phonenumber"
  | "radio"
  | "select"
  | "text"
  | "textarea";

export type PropertyOption = {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly hidden?: boolean;
  /** Where not given, the place in the list. */
  readonly displayOrder?: number;
  /** True where clients spell the value in any case; it is stored as `value` (section 12, row 4). */
  readonly anyCase?: boolean;
};

/** Options that belong to the portal and not to the definition. */
export type OptionSource = "outcomes" | "call-types" | "pipelines" | "stages";

/** A rule on the text of a value, beyond its type. Each has one check in domain/properties/value-rules.ts. */
export type ValueRule =
  | "https-url"
  | "email"
  | "id-list"
  | "file-ids"
  | "owner"
  | "associable-object-type"
  | "record-id"
  | "email-headers";

export type PropertyDefinition = {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: PropertyType;
  readonly fieldType: FieldType;
  readonly groupName: string;
  readonly options: readonly PropertyOption[];
  readonly optionSource?: OptionSource;
  /** The object type whose pipelines or stages are the options. */
  readonly optionSourceType?: string;
  /** Values come from elsewhere (owners, teams …) and are not checked against `options`. */
  readonly externalOptions: boolean;
  readonly referencedObjectType?: "OWNER";
  readonly readOnly: boolean;
  readonly calculated: boolean;
  readonly hidden: boolean;
  readonly hasUniqueValue: boolean;
  readonly rule?: ValueRule;
  /** The scope that a token needs to read the values, beyond that of the object type. */
  readonly readScope?: string;
  /** `always`: a create without it is refused; `strict`: only in strict mode, else `defaultValue` is taken. */
  readonly required?: "always" | "strict";
  /** Where the options are the portal's and lack this one, the first of them is taken. */
  readonly defaultValue?: string;
  /** Letter case of the stored value: `lower` for e-mail addresses. */
  readonly storedCase?: "lower";
  /** True where type or options were chosen by this project because no source tells them (contract 5.2, 12 row 33). */
  readonly chosen: boolean;
  /** Where not given, -1: in no particular place. */
  readonly displayOrder?: number;
  readonly formField?: boolean;
  readonly showCurrencySymbol?: boolean;
  /** How clients should show values, by the wire's names (`numberDisplayHint` …). */
  readonly displayHints?: Readonly<Record<string, string>>;
  /** Only what a portal defined itself has this. */
  readonly custom?: CustomMark;
};

/** Who defined a property of a portal's own, and when. Times are epoch milliseconds. */
export type CustomMark = {
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
  readonly createdUserId: number;
  readonly updatedUserId: number;
};

/** A heading under which clients show properties. */
export type PropertyGroup = { readonly name: string; readonly label: string; readonly displayOrder: number };

/** A property's text by name, as stored: never a number or boolean; an unset property has no key. */
export type PropertyValues = Readonly<Record<string, string>>;
