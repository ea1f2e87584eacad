import { pinnedEngagementProperty, systemProperties } from "../../model/catalog/properties/shared.ts";
import type { ObjectSchema } from "../../model/object-schema.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyDefinition } from "../../model/property.ts";
import type { ObjectSchemaRow, PropertyDefinitionRow } from "../../storage/schema.ts";
import { withOwnProperties } from "../object-types/own-properties.ts";

/** What a stored schema says; the row around it has its name and times. */
export type SchemaDocument = Pick<
  ObjectSchema,
  | "labels"
  | "description"
  | "primaryDisplayProperty"
  | "secondaryDisplayProperties"
  | "searchableProperties"
  | "requiredProperties"
>;

const dates = { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" };

/** The group that the properties of a type of the portal's own are in, where no other is named. */
export function ownGroupName(name: string): string {
  return `${name.toLowerCase()}_information`;
}

/** The properties that every type of a portal's own has. */
export function basePropertiesOf(name: string): PropertyDefinition[] {
  const groupName = ownGroupName(name);
  return [...systemProperties(groupName, dates), pinnedEngagementProperty(groupName)];
}

/** An object type of the portal's own as the rest of the domain knows object types. */
export function toCustomObjectType(row: ObjectSchemaRow, definitions: readonly PropertyDefinitionRow[]): ObjectType {
  const document = schemaDocumentOf(row);
  const fullyQualifiedName = qualifiedName(row.portal_id, row.name);
  const base = {
    id: row.object_type_id,
    singular: row.name.toLowerCase(),
    plural: fullyQualifiedName,
    aliases: [],
    kind: "record" as const,
    createDateProperty: dates.createDate,
    modifiedDateProperty: dates.modifiedDate,
    defaultProperties: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
    searchableProperties: document.searchableProperties,
    readScope: "crm.objects.custom.read",
    writeScope: "crm.objects.custom.write",
    properties: new Map(basePropertiesOf(row.name).map((property) => [property.name, property])),
    schema: {
      name: row.name,
      fullyQualifiedName,
      ...document,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      archivedAt: row.archived_at,
      createdUserId: row.created_user_id,
      updatedUserId: row.updated_user_id,
    },
  };
  const type = withOwnProperties(base, definitions);
  const required = new Set(document.requiredProperties);
  if (required.size === 0) return type;
  const properties = new Map(
    [...type.properties].map(([name, property]) => [
      name,
      required.has(name) ? { ...property, required: "always" as const } : property,
    ]),
  );
  return { ...type, properties };
}

export function qualifiedName(portalId: number, name: string): string {
  return `p${portalId}_${name}`;
}

export function schemaDocumentOf(row: ObjectSchemaRow): SchemaDocument {
  return JSON.parse(row.definition) as SchemaDocument;
}
