import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { findPrimaries } from "../../storage/merged-objects.ts";
import type { ObjectKeys } from "../../storage/objects.ts";
import { findUniqueHolders } from "../../storage/unique-values.ts";
import type { Context } from "../context.ts";
import { readRecordId } from "../objects/record-id.ts";
import { checkText } from "../properties/text-rules.ts";
import { uniqueKey } from "../properties/unique-keys.ts";

/** How an input names its record: by id, or by the value of a unique property. */
export type Reference = { readonly id: string; readonly idProperty: string | undefined };

/** Whether the reference holds a record's id and no other value. */
export function namesRecordId({ idProperty }: Reference): boolean {
  return idProperty === undefined || idProperty === "" || idProperty === "hs_object_id";
}

/**
 * The record ids that references stand for, in their order; undefined where there can be no record.
 * @throws Refusal 400 for text that cannot be stored, and for a property without unique values
 */
export async function resolveReferences(
  ctx: Context,
  objectType: ObjectType,
  references: readonly Reference[],
): Promise<(number | undefined)[]> {
  const holders = new Map<string, ReadonlyMap<string, number>>();
  for (const [name, group] of Map.groupBy(references, (one) =>
    namesRecordId(one) ? "" : (one.idProperty as string),
  )) {
    for (const { id } of group) checkText(id, "An id");
    if (name === "") continue;
    checkText(name, "The idProperty");
    const definition = objectType.properties.get(name);
    if (!definition?.hasUniqueValue) throw refuse.notUniqueProperty(name);
    const side = { portalId: ctx.portal.portalId, objectTypeId: objectType.id, propertyName: name };
    const valueKeys = [...new Set(group.map(({ id }) => uniqueKey(definition, id)))];
    holders.set(name, await findUniqueHolders(ctx.db, side, valueKeys));
  }
  return references.map((reference) => {
    if (namesRecordId(reference)) return readRecordId(reference.id);
    const name = reference.idProperty as string;
    return holders.get(name)?.get(uniqueKey(objectType.properties.get(name), reference.id));
  });
}

/**
 * The rows behind references, in their order; undefined where there is none. An id that was merged away stands for the
 * record that it went into.
 * @param load reads (and holds, in a write) the rows of these ids
 */
export async function findReferences<R extends { readonly object_id: number }>(
  ctx: Context,
  objectType: ObjectType,
  references: readonly Reference[],
  load: (keys: ObjectKeys) => Promise<readonly R[]>,
): Promise<(R | undefined)[]> {
  const ids = await resolveReferences(ctx, objectType, references);
  const keysOf = (objectIds: Iterable<number>) => ({
    portalId: ctx.portal.portalId,
    objectTypeId: objectType.id,
    objectIds: [...objectIds].sort((one, other) => one - other),
  });
  const wanted = new Set(ids.filter((id) => id !== undefined));
  const rows = new Map<number, R>();
  for (const row of await load(keysOf(wanted))) rows.set(row.object_id, row);
  const primaries = await findPrimaries(ctx.db, keysOf([...wanted].filter((id) => !rows.has(id))));
  const further = new Set([...primaries.values()].filter((id) => !rows.has(id)));
  for (const row of await load(keysOf(further))) rows.set(row.object_id, row);
  return ids.map((id) => (id === undefined ? undefined : rows.get(primaries.get(id) ?? id)));
}
