import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { listObjectSchemas } from "../../storage/object-schemas.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import type { SchemaAssociationTypeRow } from "../../storage/schema.ts";
import {
  deleteSchemaAssociationTypes,
  insertSchemaAssociationTypes,
  isAssociationTypeInUse,
  listSchemaAssociationTypes,
  lockSchemaAssociationTypes,
} from "../../storage/schema-association-types.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { getObjectType } from "../object-types/resolve.ts";
import { checkText } from "../properties/text-rules.ts";
import { toAssociationType } from "./portal-types.ts";
import { findSchema, type SchemaAssociation } from "./schemas.ts";

export type NewSchemaAssociation = {
  readonly fromObjectTypeId: string;
  readonly toObjectTypeId: string;
  readonly name?: string | null;
};

/**
 * Lets records of a type of the portal's own be associated with those of another, in both directions.
 * @returns the direction that was asked for
 * @throws Refusal 404 where the schema is not there, 400 where it is neither end, 409 where the pair or name is there
 */
export function createSchemaAssociation(
  ctx: Context,
  reference: string,
  input: NewSchemaAssociation,
): Promise<SchemaAssociation> {
  const name = readName(input.name ?? undefined);
  const from = getObjectType(ctx.portal, input.fromObjectTypeId);
  const to = getObjectType(ctx.portal, input.toObjectTypeId);
  return transaction(ctx, async (ctx) => {
    const typeId = await holdSchema(ctx, reference);
    if (from.id !== typeId && to.id !== typeId) {
      throw refuse.invalid(`One of fromObjectTypeId and toObjectTypeId must be ${typeId}`, {
        fromObjectTypeId: [from.id],
        toObjectTypeId: [to.id],
      });
    }
    const row = await addAssociationTypes(ctx, from, to, name);
    return { ...toAssociationType(row), createdAt: row.created_at };
  });
}

/**
 * Takes both directions of an association type away.
 * @throws Refusal 404 where the schema has no such one, 400 where records are still associated by it
 */
export async function deleteSchemaAssociation(ctx: Context, reference: string, id: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const typeId = await holdSchema(ctx, reference);
    const { portalId } = ctx.portal;
    const rows = await listSchemaAssociationTypes(ctx.db, portalId);
    const row = rows.find((one) => String(one.association_type_id) === id);
    if (!row || ![row.from_type_id, row.to_type_id].includes(typeId)) throw refuse.thingNotFound("Association", id);
    const ids = [...new Set([row.association_type_id, row.inverse_id])];
    // Waits for those who are associating records by it just now.
    const held = await lockSchemaAssociationTypes(ctx.db, portalId, ids, "update");
    for (const one of held) {
      if (!(await isAssociationTypeInUse(ctx.db, one))) continue;
      throw refuse.invalid(`Association ${id} is in use: records, or archived ones, are associated by it`, {
        id: [id],
      });
    }
    await deleteSchemaAssociationTypes(ctx.db, portalId, ids);
  });
}

/**
 * Adds the unlabelled type of a pair in both directions; the transaction holds the portal's definitions.
 * @returns the direction from the first to the second
 * @throws Refusal 409 where the pair has one, or the name is taken
 */
export async function addAssociationTypes(
  ctx: WriteContext,
  from: ObjectType,
  to: ObjectType,
  name?: string,
): Promise<SchemaAssociationTypeRow> {
  const rows = await listSchemaAssociationTypes(ctx.db, ctx.portal.portalId);
  if (rows.some((row) => row.from_type_id === from.id && row.to_type_id === to.id)) {
    throw refuse.alreadyExists(`Object types ${from.id} and ${to.id} can be associated already`);
  }
  const known = [...ctx.portal.associationTypes.all, ...rows];
  if (name !== undefined && known.some((type) => type.name === name)) {
    throw refuse.alreadyExists(`An association named '${name}' already exists.`);
  }
  const id = Math.max(limits.firstSchemaAssociationTypeId - 1, ...rows.map((row) => row.association_type_id)) + 1;
  const symmetric = from.id === to.id;
  const plainNames = [`${from.singular}_to_${to.singular}`, `${to.singular}_to_${from.singular}`] as const;
  const there: SchemaAssociationTypeRow = {
    portal_id: ctx.portal.portalId,
    association_type_id: id,
    from_type_id: from.id,
    to_type_id: to.id,
    name: name ?? plainNames[0],
    inverse_id: symmetric ? id : id + 1,
    created_at: ctx.now(),
  };
  const back: SchemaAssociationTypeRow = {
    ...there,
    association_type_id: id + 1,
    from_type_id: to.id,
    to_type_id: from.id,
    name: there.name === plainNames[1] ? plainNames[0] : plainNames[1],
    inverse_id: id,
  };
  await insertSchemaAssociationTypes(ctx.db, symmetric ? [there] : [there, back]);
  return there;
}

async function holdSchema(ctx: WriteContext, reference: string): Promise<string> {
  // First, so that two changes of the portal's definitions wait for each other.
  await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
  const row = findSchema(await listObjectSchemas(ctx.db, ctx.portal.portalId), reference, false);
  if (!row) throw refuse.thingNotFound("Object schema", reference);
  return row.object_type_id;
}

/** A name as the v3 paths of associations spell it: lower case. */
function readName(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  checkText(name, "name");
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(name) && name.length <= limits.propertyNameLength) return name.toLowerCase();
  const rule = `letters, digits and underscores, a letter first, at most ${limits.propertyNameLength} in all`;
  throw refuse.invalid(`Association name "${name.slice(0, 200)}" is not valid. Allowed: ${rule}`);
}
