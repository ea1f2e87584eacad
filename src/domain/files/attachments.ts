import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyValues } from "../../model/property.ts";
import { findLiveFileIds } from "../../storage/files.ts";
import type { WriteContext } from "../context.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
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
