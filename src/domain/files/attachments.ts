import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyValues } from "../../model/property.ts";
import { deleteAttachment, insertAttachment } from "../../storage/attachments.ts";
import { findLiveFileIds } from "../../storage/files.ts";
import type { ObjectKey } from "../../storage/objects.ts";
import type { WriteContext } from "../context.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
import { readRecordId } from "../objects/record-id.ts";
import type { PropertyChanges } from "../properties/parse-values.ts";

const fileProperties = perObjectType((objectType) =>
  [...objectType.properties.values()].filter((property) => property.rule === "file-ids").map(({ name }) => name),
);

/**
 * Checks that every file which a write attaches is there; what was attached before stays, even where its file was
 * deleted meanwhile (section 12, row 31).
 * @param before the values that the record had, and those that it takes over from another
 * @throws Refusal 400 that names the ids which are no files of the portal
 */
export async function checkAttachments(
  ctx: WriteContext,
  objectType: ObjectType,
  before: readonly PropertyValues[],
  changes: PropertyChanges,
): Promise<void> {
  for (const name of fileProperties(objectType)) {
    const value = changes.get(name);
    if (!value) continue;
    const had = new Set(before.flatMap((values) => values[name]?.split(";") ?? []));
    const added = value.split(";").filter((id) => !had.has(id));
    const ids = added.map(Number).filter((id) => id > 0 && id < limits.recordIdCeiling);
    const there = await findLiveFileIds(ctx.db, ctx.portal.portalId, ids, ctx.now());
    const missing = added.find((id) => String(Number(id)) !== id || !there.has(Number(id)));
    if (missing === undefined) continue;
    throw refuse.propertyValues([{ name, code: "INVALID_OPTION", message: `File ${missing} does not exist`, value }]);
  }
}

/**
 * Keeps in step which files a record attaches, from the values that it had to those that it has. What is attached stays
 * known while the record lies in the bin.
 */
export async function moveAttachments(
  ctx: WriteContext,
  objectType: ObjectType,
  key: ObjectKey,
  before: PropertyValues,
  after: PropertyValues,
): Promise<void> {
  const names = fileProperties(objectType);
  if (names.every((name) => before[name] === after[name])) return;
  const [had, has] = [fileIdsOf(names, before), fileIdsOf(names, after)];
  for (const fileId of had) if (!has.has(fileId)) await deleteAttachment(ctx.db, key, fileId);
  for (const fileId of has) if (!had.has(fileId)) await insertAttachment(ctx.db, key, fileId);
}

function fileIdsOf(names: readonly string[], values: PropertyValues): Set<number> {
  const ids = names.flatMap((name) => values[name]?.split(";") ?? []).map(readRecordId);
  return new Set(ids.filter((id) => id !== undefined));
}
