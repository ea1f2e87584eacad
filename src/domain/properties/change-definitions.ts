import { Refusal, refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyDefinition } from "../../model/property.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import {
  insertPropertyDefinition,
  listDefinitionsOfType,
  updatePropertyDefinition,
} from "../../storage/property-definitions.ts";
import type { PropertyDefinitionRow } from "../../storage/schema.ts";
import { changeAllOfType } from "../../storage/search-changes.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { checkPropertyName, type DefinitionInput, readDefinition } from "./check-definition.ts";
import { type DefinitionDocument, documentOf, toDefinition } from "./custom-definition.ts";
import { listGroups } from "./groups.ts";

export type NewDefinition = DefinitionInput & { readonly name: string };

/** An object type's own definitions, held against other changes of the portal's definitions. */
type Held = { readonly rows: Map<string, PropertyDefinitionRow>; readonly groupNames: ReadonlySet<string> };

/**
 * Defines a property of the portal's own. The name of an archived one brings that back under the new definition, with
 * the values that records have of it.
 * @throws Refusal 400 for a definition that is not valid, 409 where the name is taken
 */
export function createProperty(
  ctx: Context,
  objectType: ObjectType,
  input: NewDefinition,
): Promise<PropertyDefinition> {
  return transaction(ctx, async (ctx) => define(ctx, objectType, await hold(ctx, objectType), input));
}

/** The outcome of several creations: those that are not valid leave the others be. */
export type CreatedProperties = {
  readonly created: readonly PropertyDefinition[];
  readonly refused: readonly { readonly name: string; readonly refusal: Refusal }[];
};

/** Defines several properties in one transaction, each as `createProperty` does. */
export function createProperties(
  ctx: Context,
  objectType: ObjectType,
  inputs: readonly NewDefinition[],
): Promise<CreatedProperties> {
  return transaction(ctx, async (ctx) => {
    const held = await hold(ctx, objectType);
    const created: PropertyDefinition[] = [];
    const refused: { name: string; refusal: Refusal }[] = [];
    for (const input of inputs) {
      try {
        created.push(await define(ctx, objectType, held, input));
      } catch (error) {
        // Refused before anything was written for this one.
        if (!(error instanceof Refusal)) throw error;
        refused.push({ name: input.name, refusal: error });
      }
    }
    return { created, refused };
  });
}

/**
 * Defines the properties of a type that is just being made, all or nothing.
 * @throws Refusal as `createProperty` does
 */
export async function defineProperties(
  ctx: WriteContext,
  objectType: ObjectType,
  inputs: readonly NewDefinition[],
): Promise<void> {
  const held = await hold(ctx, objectType);
  for (const input of inputs) await define(ctx, objectType, held, input);
}

/**
 * Changes a definition. Values that records have stay, also where their option is taken away.
 * @throws Refusal 404 where it is not there, 400 for a built-in one and for what is not valid
 */
export function updateProperty(
  ctx: Context,
  objectType: ObjectType,
  name: string,
  input: DefinitionInput,
): Promise<PropertyDefinition> {
  return transaction(ctx, async (ctx) => {
    const { rows, groupNames } = await hold(ctx, objectType);
    const row = getOwnRow(objectType, rows, name);
    const before = documentOf(row);
    const sent = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));
    const document = readDefinition({ ...toInput(before), ...sent }, groupNames);
    refuseOtherKind(name, before, document);
    const next = { ...changed(ctx, row), definition: JSON.stringify(document) };
    await updatePropertyDefinition(ctx.db, next);
    if (document.fieldType !== before.fieldType) {
      await changeAllOfType(ctx.db, next.portal_id, next.object_type_id);
    }
    return toDefinition(next);
  });
}

/**
 * Archives definitions: their values are kept, and no answer shows them. Names that are not there are passed over.
 * @throws Refusal 400 where one is built in; then none is archived
 */
export async function archiveProperties(ctx: Context, objectType: ObjectType, names: readonly string[]): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { rows } = await hold(ctx, objectType);
    for (const name of new Set(names)) {
      refuseBuiltIn(objectType, name);
      const row = rows.get(name);
      if (row?.archived_at !== null) continue;
      refuseNamedBySchema(objectType, name);
      const next = changed(ctx, row);
      await updatePropertyDefinition(ctx.db, { ...next, archived_at: next.updated_at });
    }
  });
}

/** @throws Refusal 404 where it is not there, 400 for a built-in one */
export async function archiveProperty(ctx: Context, objectType: ObjectType, name: string): Promise<void> {
  if (!objectType.properties.has(name)) throw refuse.thingNotFound("Property", name);
  await archiveProperties(ctx, objectType, [name]);
}

/**
 * Brings an archived definition back as it was, with the values that records have of it.
 * @throws Refusal 404 where no archived one has the name, 400 where its group or a limit stands against it
 */
export function restoreProperty(ctx: Context, objectType: ObjectType, name: string): Promise<PropertyDefinition> {
  return transaction(ctx, async (ctx) => {
    const held = await hold(ctx, objectType);
    const row = held.rows.get(name);
    if (!row || row.archived_at === null) throw refuse.thingNotFound("Archived property", name);
    return define(ctx, objectType, held, { name, ...toInput(documentOf(row)) });
  });
}

async function hold(ctx: WriteContext, objectType: ObjectType): Promise<Held> {
  const { portalId } = ctx.portal;
  // First, so that two changes of the portal's definitions wait for each other.
  await raiseDefinitionsVersion(ctx.db, portalId);
  const rows = await listDefinitionsOfType(ctx.db, portalId, objectType.id);
  const groups = await listGroups(ctx, objectType);
  return {
    rows: new Map(rows.map((row) => [row.name, row])),
    groupNames: new Set(groups.map((group) => group.name)),
  };
}

async function define(
  ctx: WriteContext,
  objectType: ObjectType,
  { rows, groupNames }: Held,
  { name, ...input }: NewDefinition,
): Promise<PropertyDefinition> {
  checkPropertyName(name);
  const document = readDefinition(input, groupNames);
  const former = rows.get(name);
  if (isBuiltIn(objectType, name) || former?.archived_at === null) {
    throw refuse.alreadyExists(`A property named '${name}' already exists.`);
  }
  if (former) refuseOtherKind(name, documentOf(former), document);
  checkLimits([...rows.values()], document);
  const definition = JSON.stringify(document);
  const row = former
    ? { ...changed(ctx, former), archived_at: null, definition }
    : newRow(ctx, objectType, name, definition);
  await (former ? updatePropertyDefinition(ctx.db, row) : insertPropertyDefinition(ctx.db, row));
  // Records may have several values where the former one had one, or the other way round.
  if (former && documentOf(former).fieldType !== document.fieldType) {
    await changeAllOfType(ctx.db, row.portal_id, row.object_type_id);
  }
  rows.set(name, row);
  return toDefinition(row);
}

function newRow(ctx: WriteContext, objectType: ObjectType, name: string, definition: string): PropertyDefinitionRow {
  const now = ctx.now();
  return {
    portal_id: ctx.portal.portalId,
    object_type_id: objectType.id,
    name,
    definition,
    created_at: now,
    updated_at: now,
    archived_at: null,
    created_user_id: ctx.actor.userId,
    updated_user_id: ctx.actor.userId,
  };
}

function changed(ctx: WriteContext, row: PropertyDefinitionRow): PropertyDefinitionRow {
  return { ...row, updated_at: Math.max(ctx.now(), row.updated_at), updated_user_id: ctx.actor.userId };
}

function checkLimits(rows: readonly PropertyDefinitionRow[], document: DefinitionDocument): void {
  const live = rows.filter((row) => row.archived_at === null);
  if (live.length >= limits.customPropertiesPerType) {
    throw refuse.invalid(`An object type has at most ${limits.customPropertiesPerType} custom properties`);
  }
  if (!document.hasUniqueValue) return;
  if (live.filter((row) => documentOf(row).hasUniqueValue).length >= limits.uniquePropertiesPerType) {
    throw refuse.invalid(`An object type has at most ${limits.uniquePropertiesPerType} properties with unique values`);
  }
}

/** Stored values were read by the type, and unique ones are kept apart: neither can change under them. */
function refuseOtherKind(name: string, before: DefinitionDocument, after: DefinitionDocument): void {
  for (const member of ["type", "hasUniqueValue"] as const) {
    if (before[member] === after[member]) continue;
    throw refuse.invalid(
      `Property "${name}" was created with ${member} ${before[member]}, which cannot become ${after[member]}. Use another name`,
      { [member]: [String(after[member])] },
    );
  }
}

function getOwnRow(
  objectType: ObjectType,
  rows: ReadonlyMap<string, PropertyDefinitionRow>,
  name: string,
): PropertyDefinitionRow {
  refuseBuiltIn(objectType, name);
  const row = rows.get(name);
  if (row?.archived_at !== null) throw refuse.thingNotFound("Property", name);
  return row;
}

function isBuiltIn(objectType: ObjectType, name: string): boolean {
  const known = objectType.properties.get(name);
  return known !== undefined && known.custom === undefined;
}

function refuseBuiltIn(objectType: ObjectType, name: string): void {
  if (!isBuiltIn(objectType, name)) return;
  throw refuse.invalid(`Property "${name}" is defined by HubSpot: its definition is read-only`, { name: [name] });
}

/** What the schema of a type requires or shows must stay. */
function refuseNamedBySchema({ schema }: ObjectType, name: string): void {
  if (!schema) return;
  const { primaryDisplayProperty, secondaryDisplayProperties, searchableProperties, requiredProperties } = schema;
  const named = [primaryDisplayProperty, ...secondaryDisplayProperties, ...searchableProperties, ...requiredProperties];
  if (!named.includes(name)) return;
  throw refuse.invalid(`Property "${name}" is named by the schema of ${schema.name}. Change the schema first`, {
    name: [name],
  });
}

/** The document as a client would send it, to be read once more with what changes. */
function toInput({ displayHints, ofOwners, ...document }: DefinitionDocument): DefinitionInput {
  return {
    ...document,
    ...displayHints,
    ...(ofOwners ? { externalOptions: true, referencedObjectType: "OWNER" } : {}),
  };
}
