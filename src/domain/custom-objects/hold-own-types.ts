import type { AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { shareObjectSchema } from "../../storage/object-schemas.ts";
import { lockSchemaAssociationTypes } from "../../storage/schema-association-types.ts";
import type { WriteContext } from "../context.ts";

/**
 * Holds a type of the portal's own against being archived while a record of it is written; built-in types stay anyway.
 * @throws Refusal 400 where it was archived meanwhile
 */
export async function holdOwnType(ctx: WriteContext, objectType: ObjectType): Promise<void> {
  if (!objectType.schema) return;
  const row = await shareObjectSchema(ctx.db, ctx.portal.portalId, objectType.id);
  if (row?.archived_at !== null) throw refuse.unknownObjectTypeName(objectType.schema.name);
}

/**
 * Holds those of the types that a schema made against being deleted while records are associated by them.
 * @throws Refusal 400 where one was deleted meanwhile
 */
export async function holdOwnAssociationTypes(ctx: WriteContext, types: readonly AssociationType[]): Promise<void> {
  const own = types.filter((type) => type.isDefault && type.id >= limits.firstSchemaAssociationTypeId);
  const ids = [...new Set(own.map((type) => type.id))];
  if (ids.length === 0) return;
  const held = await lockSchemaAssociationTypes(ctx.db, ctx.portal.portalId, ids, "share");
  const gone = ids.find((id) => !held.some((row) => row.association_type_id === id));
  if (gone !== undefined) throw refuse.unknownAssociationType(String(gone));
}
