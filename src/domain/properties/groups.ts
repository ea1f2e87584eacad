import { propertyGroupLabels } from "../../model/catalog/property-groups.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyGroup } from "../../model/property.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import { listDefinitionsOfType } from "../../storage/property-definitions.ts";
import {
  deletePropertyGroup,
  insertPropertyGroup,
  listPropertyGroups,
  updatePropertyGroup,
} from "../../storage/property-groups.ts";
import type { PropertyGroupRow } from "../../storage/schema.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
import { checkPropertyName, readLabel } from "./check-definition.ts";
import { documentOf } from "./custom-definition.ts";

export type GroupInput = {
  readonly name: string;
  readonly label: string;
  readonly displayOrder?: number | null;
};

/** The groups of the built-in properties. */
const builtInGroups = perObjectType((objectType): readonly PropertyGroup[] => {
  const properties = [...objectType.properties.values()].filter((property) => !property.custom);
  const names = new Set(properties.map((property) => property.groupName));
  return [...names].map((name) => ({ name, label: propertyGroupLabels[name] ?? readable(name), displayOrder: -1 }));
});

/** `machine_information` becomes `Machine information`. */
function readable(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** All groups of an object type, the built-in ones first. */
export async function listGroups(ctx: Context, objectType: ObjectType): Promise<readonly PropertyGroup[]> {
  const rows = await listPropertyGroups(ctx.db, ctx.portal.portalId, objectType.id);
  return [...builtInGroups(objectType), ...rows.map(toGroup)];
}

/** @throws Refusal 404 where the object type has no such group */
export async function getGroup(ctx: Context, objectType: ObjectType, name: string): Promise<PropertyGroup> {
  const group = (await listGroups(ctx, objectType)).find((candidate) => candidate.name === name);
  if (!group) throw refuse.thingNotFound("Property group", name);
  return group;
}

/** @throws Refusal 400 for a name or label that is not valid, 409 where the name is taken */
export function createGroup(ctx: Context, objectType: ObjectType, input: GroupInput): Promise<PropertyGroup> {
  checkPropertyName(input.name);
  const label = readLabel(input.label);
  return transaction(ctx, async (ctx) => {
    await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
    const groups = await listGroups(ctx, objectType);
    if (groups.some((group) => group.name === input.name)) {
      throw refuse.alreadyExists(`A property group named '${input.name}' already exists.`);
    }
    if (groups.length >= limits.propertyGroupsPerType) {
      throw refuse.invalid(`An object type has at most ${limits.propertyGroupsPerType} property groups`);
    }
    const row = {
      portal_id: ctx.portal.portalId,
      object_type_id: objectType.id,
      name: input.name,
      label,
      display_order: input.displayOrder ?? -1,
    };
    await insertPropertyGroup(ctx.db, row);
    return toGroup(row);
  });
}

/** @throws Refusal 404 where it is not there, 400 for a built-in group and for a label that is not valid */
export function updateGroup(
  ctx: Context,
  objectType: ObjectType,
  name: string,
  input: { readonly label?: string | null; readonly displayOrder?: number | null },
): Promise<PropertyGroup> {
  return transaction(ctx, async (ctx) => {
    const row = await holdGroup(ctx, objectType, name);
    const next = {
      ...row,
      label: typeof input.label === "string" ? readLabel(input.label) : row.label,
      display_order: input.displayOrder ?? row.display_order,
    };
    await updatePropertyGroup(ctx.db, next);
    return toGroup(next);
  });
}

/** @throws Refusal 404 where it is not there, 400 for a built-in group and for one that still has properties */
export async function deleteGroup(ctx: Context, objectType: ObjectType, name: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const row = await holdGroup(ctx, objectType, name);
    const definitions = await listDefinitionsOfType(ctx.db, ctx.portal.portalId, objectType.id);
    const inside = definitions.filter((one) => one.archived_at === null && documentOf(one).groupName === name);
    if (inside.length > 0) {
      const names = inside.slice(0, 10).map((one) => one.name);
      throw refuse.invalid(`Property group "${name}" still has properties. Move or archive them first`, {
        properties: names,
      });
    }
    await deletePropertyGroup(ctx.db, row);
  });
}

async function holdGroup(ctx: WriteContext, objectType: ObjectType, name: string): Promise<PropertyGroupRow> {
  // First, so that two changes of the portal's definitions wait for each other.
  await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
  if (builtInGroups(objectType).some((group) => group.name === name)) {
    throw refuse.invalid(`Property group "${name}" is built in and cannot be changed`, { name: [name] });
  }
  const rows = await listPropertyGroups(ctx.db, ctx.portal.portalId, objectType.id);
  const row = rows.find((candidate) => candidate.name === name);
  if (!row) throw refuse.thingNotFound("Property group", name);
  return row;
}

function toGroup(row: PropertyGroupRow): PropertyGroup {
  return { name: row.name, label: row.label, displayOrder: row.display_order };
}
