import type { AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { listObjectSchemas } from "../../storage/object-schemas.ts";
import { listDefinitionsOfType, listPropertyDefinitions } from "../../storage/property-definitions.ts";
import type { ObjectSchemaRow, PropertyDefinitionRow, SchemaAssociationTypeRow } from "../../storage/schema.ts";
import { listSchemaAssociationTypes } from "../../storage/schema-association-types.ts";
import type { Context } from "../context.ts";
import { qualifiedName, toCustomObjectType } from "./custom-object-type.ts";
import { toAssociationType } from "./portal-types.ts";

/** An association type as a schema tells of it. */
export type SchemaAssociation = AssociationType & { readonly createdAt: number };

/** A type of the portal's own with everything that its schema answers. */
export type SchemaView = { readonly objectType: ObjectType; readonly associations: readonly SchemaAssociation[] };

/** The schemas of a portal, live or archived, oldest first. */
export async function listSchemas(ctx: Context, archived: boolean): Promise<SchemaView[]> {
  const { portalId } = ctx.portal;
  const rows = (await listObjectSchemas(ctx.db, portalId)).filter((row) => isListed(row, archived));
  if (rows.length === 0) return [];
  const definitions = await listPropertyDefinitions(ctx.db, portalId);
  const associations = await listSchemaAssociationTypes(ctx.db, portalId);
  const byType = Map.groupBy(definitions, (definition) => definition.object_type_id);
  return rows.map((row) => toView(row, byType.get(row.object_type_id) ?? [], associations));
}

/** @throws Refusal 404 where no live schema is called so */
export async function getSchema(ctx: Context, reference: string): Promise<SchemaView> {
  const row = findSchema(await listObjectSchemas(ctx.db, ctx.portal.portalId), reference, false);
  if (!row) throw refuse.thingNotFound("Object schema", reference);
  return viewSchema(ctx, row);
}

export async function viewSchema(ctx: Context, row: ObjectSchemaRow): Promise<SchemaView> {
  const { portalId } = ctx.portal;
  const definitions = await listDefinitionsOfType(ctx.db, portalId, row.object_type_id);
  return toView(row, definitions, await listSchemaAssociationTypes(ctx.db, portalId));
}

/** The schema that a path names by its name, its fully qualified name, or its type id. */
export function findSchema(
  rows: readonly ObjectSchemaRow[],
  reference: string,
  archived: boolean,
): ObjectSchemaRow | undefined {
  const spelling = reference.toLowerCase();
  return rows.findLast((row) => {
    const spellings = [row.object_type_id, row.name, qualifiedName(row.portal_id, row.name)];
    return isListed(row, archived) && spellings.some((text) => text.toLowerCase() === spelling);
  });
}

function isListed(row: ObjectSchemaRow, archived: boolean): boolean {
  return archived ? row.archived_at !== null && row.purged_at === null : row.archived_at === null;
}

function toView(
  row: ObjectSchemaRow,
  definitions: readonly PropertyDefinitionRow[],
  associations: readonly SchemaAssociationTypeRow[],
): SchemaView {
  const own = associations.filter((one) => [one.from_type_id, one.to_type_id].includes(row.object_type_id));
  return {
    objectType: toCustomObjectType(row, definitions),
    associations: own.map((one) => ({ ...toAssociationType(one), createdAt: one.created_at })),
  };
}
