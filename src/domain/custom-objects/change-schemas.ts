import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import {
  insertObjectSchema,
  listObjectSchemas,
  lockObjectSchema,
  updateObjectSchema,
} from "../../storage/object-schemas.ts";
import { listObjects } from "../../storage/objects.ts";
import { deletePinsOfType } from "../../storage/pins.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import { listDefinitionsOfType } from "../../storage/property-definitions.ts";
import type { ObjectSchemaRow } from "../../storage/schema.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { getObjectType } from "../object-types/resolve.ts";
import { defineProperties, type NewDefinition } from "../properties/change-definitions.ts";
import { checkSchemaName, readSchemaDocument, type SchemaInput } from "./check-schema.ts";
import { ownGroupName, type SchemaDocument, schemaDocumentOf, toCustomObjectType } from "./custom-object-type.ts";
import { addAssociationTypes } from "./schema-associations.ts";
import { findSchema, type SchemaView, viewSchema } from "./schemas.ts";

export type NewSchema = SchemaInput & {
  readonly name: string;
  readonly properties?: readonly NewDefinition[] | null;
  /** Names or ids of the types that its records can be associated with, beside the activities. */
  readonly associatedObjects?: readonly string[] | null;
};

// Room for every type that a portal can ever have; no other portal's ids are among them.
const idsPerPortal = limits.customObjectTypesEver + 1;

/**
 * Makes an object type with its properties, and the types of its associations to every activity and to what it names.
 * @throws Refusal 400 for what is not valid, 409 where the name is taken
 */
export function createSchema(ctx: Context, input: NewSchema): Promise<SchemaView> {
  return transaction(ctx, async (ctx) => {
    const rows = await holdSchemas(ctx);
    checkSchemaName(input.name, ctx.portal.portalId, rows);
    const draft = newRow(ctx, input.name, rows);
    const groupName = ownGroupName(input.name);
    const properties = (input.properties ?? []).map((one) => ({ ...one, groupName: one.groupName ?? groupName }));
    await defineProperties(ctx, toCustomObjectType(draft, []), properties);
    const row = await withDocument(ctx, draft, input);
    await insertObjectSchema(ctx.db, row);
    const named = (input.associatedObjects ?? []).map((reference) => getObjectType(ctx.portal, reference));
    const objectType = toCustomObjectType(row, []);
    for (const other of new Set([...ctx.portal.objectTypes.activities, ...named])) {
      await addAssociationTypes(ctx, objectType, other);
    }
    return viewSchema(ctx, row);
  });
}

/** @throws Refusal 404 where it is not there, 400 for what is not valid */
export function updateSchema(ctx: Context, reference: string, input: SchemaInput): Promise<SchemaView> {
  return transaction(ctx, async (ctx) => {
    const row = findSchema(await holdSchemas(ctx), reference, false);
    if (!row) throw refuse.thingNotFound("Object schema", reference);
    const changed = await withDocument(ctx, row, input);
    const next = { ...changed, updated_at: Math.max(ctx.now(), row.updated_at), updated_user_id: ctx.actor.userId };
    await updateObjectSchema(ctx.db, next);
    return viewSchema(ctx, next);
  });
}

/**
 * Archives an object type that has no live records. What lies in its bin can come back no more, and is purged in time.
 * @throws Refusal 404 where it is not there, 400 where it has records
 */
export async function archiveSchema(ctx: Context, reference: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const found = findSchema(await holdSchemas(ctx), reference, false);
    if (!found) throw refuse.thingNotFound("Object schema", reference);
    const { portalId } = ctx.portal;
    const key = { portalId, objectTypeId: found.object_type_id };
    // Waits for those who are writing a record of the type just now.
    await lockObjectSchema(ctx.db, portalId, found.object_type_id);
    if ((await listObjects(ctx.db, "objects", { ...key, fromId: 0, limit: 1 })).length > 0) {
      throw refuse.invalid(`Object type "${found.name}" still has records. Archive them first`, { name: [found.name] });
    }
    await deletePinsOfType(ctx.db, portalId, found.object_type_id);
    const now = Math.max(ctx.now(), found.updated_at);
    const next = { ...found, updated_at: now, archived_at: now, updated_user_id: ctx.actor.userId };
    await updateObjectSchema(ctx.db, next);
  });
}

/** Takes an archived schema off the list for good. @throws Refusal 404 where no archived one is called so */
export async function purgeSchema(ctx: Context, reference: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const row = findSchema(await holdSchemas(ctx), reference, true);
    if (!row) throw refuse.thingNotFound("Archived object schema", reference);
    await updateObjectSchema(ctx.db, { ...row, purged_at: ctx.now() });
  });
}

async function holdSchemas(ctx: WriteContext): Promise<ObjectSchemaRow[]> {
  // First, so that two changes of the portal's definitions wait for each other.
  await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
  return listObjectSchemas(ctx.db, ctx.portal.portalId);
}

function newRow(ctx: WriteContext, name: string, rows: readonly ObjectSchemaRow[]): ObjectSchemaRow {
  const live = rows.filter((row) => row.archived_at === null);
  if (live.length >= limits.customObjectTypes || rows.length >= limits.customObjectTypesEver) {
    throw refuse.invalid(`A portal has at most ${limits.customObjectTypes} object types of its own`);
  }
  const now = ctx.now();
  const empty: SchemaDocument = {
    labels: { singular: name, plural: name },
    description: "",
    primaryDisplayProperty: null,
    secondaryDisplayProperties: [],
    searchableProperties: [],
    requiredProperties: [],
  };
  return {
    portal_id: ctx.portal.portalId,
    object_type_id: `2-${ctx.portal.portalId * idsPerPortal + rows.length + 1}`,
    name,
    definition: JSON.stringify(empty),
    created_at: now,
    updated_at: now,
    archived_at: null,
    purged_at: null,
    created_user_id: ctx.actor.userId,
    updated_user_id: ctx.actor.userId,
  };
}

async function withDocument(ctx: WriteContext, row: ObjectSchemaRow, input: SchemaInput): Promise<ObjectSchemaRow> {
  const definitions = await listDefinitionsOfType(ctx.db, ctx.portal.portalId, row.object_type_id);
  const objectType = toCustomObjectType(row, definitions);
  return { ...row, definition: JSON.stringify(readSchemaDocument(input, schemaDocumentOf(row), objectType)) };
}
