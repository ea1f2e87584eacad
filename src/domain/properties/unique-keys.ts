import { hash } from "node:crypto";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyValues } from "../../model/property.ts";
import type { ObjectKey } from "../../storage/objects.ts";
import { claimUniqueValue, findUniqueHolder, releaseUniqueValue } from "../../storage/unique-values.ts";
import type { WriteContext } from "../context.ts";
import { perObjectType } from "../object-types/per-object-type.ts";

const longestPlainKey = 200;

const uniqueProperties = perObjectType((objectType) =>
  // Those of archived definitions too: their values come back with them, and must be unique then.
  [...objectType.properties.values(), ...(objectType.archivedProperties?.values() ?? [])].filter(
    (property) => property.hasUniqueValue && !property.readOnly,
  ),
);

/** What makes two values the same: letter case does not count, and a long value is known by its hash. */
export function uniqueKey(value: string): string {
  const folded = value.toLowerCase();
  return folded.length <= longestPlainKey ? folded : `sha256:${hash("sha256", folded, "hex")}`;
}

/**
 * Moves a record's unique values from what they were to what they are; pass `{}` for a record that was or is none.
 * @throws Refusal 409 naming the record that has a value already (section 12, row 25)
 */
export async function moveUniqueValues(
  ctx: WriteContext,
  objectType: ObjectType,
  key: ObjectKey,
  before: PropertyValues,
  after: PropertyValues,
): Promise<void> {
  for (const { name } of uniqueProperties(objectType)) {
    const old = before[name] === undefined ? undefined : uniqueKey(before[name]);
    const next = after[name] === undefined ? undefined : uniqueKey(after[name]);
    if (old === next) continue;
    if (old !== undefined) await releaseUniqueValue(ctx.db, key, name, old);
    if (next === undefined) continue;
    const row = {
      portal_id: key.portalId,
      object_type_id: key.objectTypeId,
      property_name: name,
      value_key: next,
      object_id: key.objectId,
    };
    if (await claimUniqueValue(ctx.db, row)) continue;
    const holder = await findUniqueHolder(ctx.db, { ...key, propertyName: name, valueKey: next });
    throw refuse.conflict(objectType.singular, String(holder), name);
  }
}
