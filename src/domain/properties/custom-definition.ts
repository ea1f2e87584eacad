import type { FieldType, PropertyDefinition, PropertyOption, PropertyType } from "../../model/property.ts";
import type { PropertyDefinitionRow } from "../../storage/schema.ts";

/** What a stored definition says of a property; the row around it has its name and times. */
export type DefinitionDocument = {
  readonly label: string;
  readonly description: string;
  readonly type: PropertyType;
  readonly fieldType: FieldType;
  readonly groupName: string;
  readonly options: readonly PropertyOption[];
  readonly displayOrder: number;
  readonly hasUniqueValue: boolean;
  readonly hidden: boolean;
  readonly formField: boolean;
  /** Values are owners of the portal. */
  readonly ofOwners: boolean;
  readonly showCurrencySymbol?: boolean;
  readonly displayHints: Readonly<Record<string, string>>;
};

/** A property of the portal's own as the rest of the domain knows properties. */
export function toDefinition(row: PropertyDefinitionRow): PropertyDefinition {
  const { ofOwners, ...document } = documentOf(row);
  return {
    name: row.name,
    ...document,
    externalOptions: ofOwners,
    ...(ofOwners ? { referencedObjectType: "OWNER", rule: "owner" } : {}),
    readOnly: false,
    calculated: false,
    chosen: false,
    custom: {
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      archivedAt: row.archived_at,
      createdUserId: row.created_user_id,
      updatedUserId: row.updated_user_id,
    },
  };
}

export function documentOf(row: PropertyDefinitionRow): DefinitionDocument {
  return JSON.parse(row.definition) as DefinitionDocument;
}
