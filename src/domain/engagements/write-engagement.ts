import { refuse } from "../../model/errors.ts";
import { parseProperties } from "../../model/record.ts";
import { lockObject } from "../../storage/objects.ts";
import { getDefaultType } from "../associations/association-types.ts";
import { type Context, transaction } from "../context.ts";
import { objectTypeOfId } from "../object-types/resolve.ts";
import { createObject } from "../objects/create.ts";
import { parseRecordId } from "../objects/record-id.ts";
import { keyOf } from "../objects/stored-record.ts";
import { updateObject } from "../objects/update.ts";
import { archiveObject } from "../recycle-bin/archive.ts";
import { changeLinks } from "./change-links.ts";
import { type Engagement, findEngagementRow, getEngagement, getEngagementRow, isRedacted } from "./engagement.ts";
import { getKind, kindOfTypeId } from "./kinds.ts";
import { type EngagementInput, readLinkLists, readProperties, withoutRedaction } from "./read-input.ts";

/**
 * Logs an activity in the older shape; its time is now where none is given.
 * @throws Refusal 400 for an unknown type and for values and associations that are not valid
 */
export async function createEngagement(ctx: Context, input: EngagementInput): Promise<Engagement> {
  const { kind, objectType } = getKind(ctx, input.engagement?.type);
  const properties = readProperties(kind, objectType, input);
  properties.hs_timestamp ??= input.metadata?.startTime ?? ctx.now();
  const associations = [...readLinkLists(input)].flatMap(([toTypeId, ids]) => {
    const { id: associationTypeId } = getDefaultType(ctx.portal, objectType, objectTypeOfId(ctx.portal, toTypeId));
    return ids.map((id) => ({ to: { id }, types: [{ associationTypeId }] }));
  });
  const { id } = await createObject(ctx, objectType, { properties, associations });
  return getEngagement(ctx, String(id));
}

/**
 * Changes what the input names.
 * @param lists `add` to what is associated, or `replace` it: only where a list is given
 * @throws Refusal 404 where it is not there, 400 for another type and for values and associations that are not valid
 */
export function updateEngagement(
  ctx: Context,
  reference: string,
  given: EngagementInput,
  lists: "add" | "replace",
): Promise<Engagement> {
  return transaction(ctx, async (ctx) => {
    const key = keyOf(await getEngagementRow(ctx, reference));
    const row = await lockObject(ctx.db, "objects", key);
    if (!row) throw refuse.recordNotFound();
    const kind = kindOfTypeId(row.object_type_id);
    const objectType = objectTypeOfId(ctx.portal, row.object_type_id);
    const input = isRedacted(ctx, objectType) ? withoutRedaction(given) : given;
    const type = input.engagement?.type ?? kind.type;
    if (getKind(ctx, type).kind !== kind) throw refuse.invalid(`A ${kind.type} cannot become a ${type}`);
    const properties = readProperties(kind, objectType, input, parseProperties(row));
    const id = String(row.object_id);
    if (Object.keys(properties).length > 0) {
      await updateObject(ctx, objectType, { reference: id, idProperty: undefined, properties });
    }
    await changeLinks(ctx, objectType, row.object_id, readLinkLists(input), lists);
    return getEngagement(ctx, id);
  });
}

/** Moves an activity into the recycling bin; an id that is none is a success, as in the newer paths. */
export async function archiveEngagement(ctx: Context, reference: string): Promise<void> {
  const row = await findEngagementRow(ctx, parseRecordId(reference));
  if (row) await archiveObject(ctx, objectTypeOfId(ctx.portal, row.object_type_id), String(row.object_id));
}
