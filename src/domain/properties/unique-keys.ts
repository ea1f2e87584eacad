import { hash } from "node:crypto";
import { refuseBatch } from "../../model/batch-errors.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyDefinition, PropertyValues } from "../../model/property.ts";
import type { ObjectKey } from "../../storage/objects.ts";
import type { UniqueValueRow } from "../../storage/schema.ts";
import {
  claimUniqueValue,
  claimUniqueValues,
  findUniqueHolder,
  releaseUniqueValue,
} from "../../storage/unique-values.ts";
import type { WriteContext } from "../context.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
import { plainDecimal } from "./types/number.ts";

const longestPlainKey = 200;

const uniqueProperties = perObjectType((objectType) =>
  // Those of archived definitions too: their values come back with them, and must be unique then.
  [...objectType.properties.values(), ...(objectType.archivedProperties?.values() ?? [])].filter(
    (property) => property.hasUniqueValue && !property.readOnly,
  ),
);

/**
 * What makes two values of a property the same: letter case does not count, nor how a number is written, and a long
 * value is known by its hash.
 */
export function uniqueKey(definition: Pick<PropertyDefinition, "type"> | undefined, value: string): string {
  const folded = (definition?.type === "number" ? plainDecimal(value) : value).toLowerCase();
  return folded.length <= longestPlainKey ? folded : `sha256:${hash("sha256", folded, "hex")}`;
}

/**
 * Takes the unique values of new records, in one order for every transaction.
 * @throws Refusal 400 where two of them have the same value, 409 naming the record that has one already
 */
export async function claimUniqueValuesOf(
  ctx: WriteContext,
  objectType: ObjectType,
  records: readonly { readonly key: ObjectKey; readonly values: PropertyValues }[],
): Promise<void> {
  const rows: UniqueValueRow[] = [];
  for (const definition of uniqueProperties(objectType)) {
    const { name } = definition;
    const seen = new Set<string>();
    for (const { key, values } of records) {
      const value = values[name];
      if (value === undefined) continue;
      const value_key = uniqueKey(definition, value);
      if (seen.has(value_key)) throw refuseBatch.duplicateValue(name, value);
      seen.add(value_key);
      const { portalId: portal_id, objectTypeId: object_type_id, objectId: object_id } = key;
      rows.push({ portal_id, object_type_id, property_name: name, value_key, object_id });
    }
  }
  rows.sort((one, other) => (one.property_name + one.value_key < other.property_name + other.value_key ? -1 : 1));
  for (const taken of await claimUniqueValues(ctx.db, rows)) await claimOne(ctx, objectType, taken);
}

async function claimOne(ctx: WriteContext, objectType: ObjectType, row: UniqueValueRow): Promise<void> {
  const { property_name: propertyName, value_key: valueKey } = row;
  const side = { portalId: row.portal_id, objectTypeId: row.object_type_id };
  while (!(await claimUniqueValue(ctx.db, row))) {
    const holder = await findUniqueHolder(ctx.db, { ...side, propertyName, valueKey });
    // Where the holder has just given it up, it can be claimed now.
    if (holder !== undefined) throw refuse.conflict(objectType.singular, String(holder), propertyName);
  }
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
  for (const definition of uniqueProperties(objectType)) {
    const { name } = definition;
    const [old, next] = [before[name], after[name]].map((value) =>
      value === undefined ? undefined : uniqueKey(definition, value),
    );
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
    await claimOne(ctx, objectType, row);
  }
}
