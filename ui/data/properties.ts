import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api/client.ts";
import type { Schemas } from "../api/schema.generated.ts";

export type Property = Schemas["Property"];

type Properties = {
  readonly all: readonly Property[];
  readonly byName: ReadonlyMap<string, Property>;
  readonly isLoaded: boolean;
};

export const propertiesKey = (objectType: string) => ["properties", objectType] as const;
const none = { all: [], byName: new Map<string, Property>() };

/** Reads the definitions, for `useProperties` or ahead of it. */
export const propertiesQuery = (objectType: string) =>
  queryOptions({
    queryKey: propertiesKey(objectType),
    queryFn: ({ signal }) => call("GET /crm/v3/properties/{objectType}", { path: { objectType }, signal }),
    staleTime: 60_000,
  });

/** The definitions of an object type's properties. */
export function useProperties(objectType: string): Properties {
  const { data } = useQuery({ ...propertiesQuery(objectType), select: arrange });
  return { ...(data ?? none), isLoaded: data !== undefined };
}

function arrange({ results }: { readonly results: readonly Property[] }) {
  return { all: results, byName: new Map(results.map((each) => [each.name, each])) };
}

/** How a property's values are shown and entered. */
export type PropertyKind =
  | "text"
  | "textarea"
  | "html"
  | "number"
  | "duration"
  | "money"
  | "date"
  | "datetime"
  | "bool"
  | "select"
  | "multi"
  | "owner"
  | "owners"
  | "user"
  | "phone"
  | "email"
  | "url";

const users: ReadonlySet<string> = new Set([
  "hs_created_by_user_id",
  "hs_updated_by_user_id",
  "hs_object_source_user_id",
]);

/** Which kind a property is, by its definition. */
export function kindOf({
  name,
  type,
  fieldType,
  options,
  referencedObjectType,
  showCurrencySymbol,
  numberDisplayHint,
}: Property): PropertyKind {
  if (referencedObjectType === "OWNER") return "owner";
  if (name === "hs_at_mentioned_owner_ids") return "owners";
  if (users.has(name)) return "user";
  if (numberDisplayHint === "duration") return "duration";
  if (type === "bool") return "bool";
  if (type === "date" || type === "datetime") return type;
  if (type === "number") return showCurrencySymbol || name === "amount" ? "money" : "number";
  if (type === "enumeration" && options.length > 0) return fieldType === "checkbox" ? "multi" : "select";
  if (fieldType === "html" || fieldType === "textarea") return fieldType;
  if (fieldType === "phonenumber" || /(^|_)(phone|mobilephone|from_number|to_number)$/.test(name)) return "phone";
  if (name === "email") return "email";
  if (/_url$|^website$/.test(name)) return "url";
  return "text";
}

/** True if a person can write the property's value. */
export function isEditable({ modificationMetadata, type }: Property): boolean {
  return !modificationMetadata.readOnlyValue && type !== "object_coordinates" && type !== "json";
}
