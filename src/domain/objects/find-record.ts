import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { findPrimaries } from "../../storage/merged-objects.ts";
import type { ObjectKey } from "../../storage/objects.ts";
import { findUniqueHolder } from "../../storage/unique-values.ts";
import type { Context } from "../context.ts";
import { uniqueKey } from "../properties/unique-keys.ts";
import { parseRecordId } from "./record-id.ts";

/**
 * The record that a path names by its id, or by the value of a unique property.
 * @throws Refusal 404 where no record can be meant, 400 where the property has no unique values
 */
export async function resolveRecordKey(
  ctx: Context,
  objectType: ObjectType,
  reference: string,
  idProperty: string | undefined,
): Promise<ObjectKey> {
  const key = { portalId: ctx.portal.portalId, objectTypeId: objectType.id };
  if (idProperty === undefined || idProperty === "" || idProperty === "hs_object_id") {
    return { ...key, objectId: parseRecordId(reference) };
  }
  const definition = objectType.properties.get(idProperty);
  if (!definition?.hasUniqueValue) throw refuse.notUniqueProperty(idProperty);
  const objectId = await findUniqueHolder(ctx.db, {
    ...key,
    propertyName: idProperty,
    valueKey: uniqueKey(definition, reference),
  });
  if (objectId === undefined) throw refuse.recordNotFound();
  return { ...key, objectId };
}

/** The record into which this one was merged, if it was: what is asked of the old id is answered by the new one. */
export async function followMerge(ctx: Context, { portalId, objectTypeId, objectId }: ObjectKey) {
  const primaries = await findPrimaries(ctx.db, { portalId, objectTypeId, objectIds: [objectId] });
  const primaryId = primaries.get(objectId);
  return primaryId === undefined ? undefined : { portalId, objectTypeId, objectId: primaryId };
}
