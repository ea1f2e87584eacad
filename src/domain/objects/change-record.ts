import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { ChangeSource } from "../../model/portal.ts";
import type { PropertyValues } from "../../model/property.ts";
import { parseProperties } from "../../model/record.ts";
import { type ObjectTable, updateObject } from "../../storage/objects.ts";
import { insertHistory } from "../../storage/property-history.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import type { WriteContext } from "../context.ts";
import { checkAttachments, moveAttachments } from "../files/attachments.ts";
import { shoutName } from "../object-types/resolve.ts";
import { rulesOf } from "../object-types/rules.ts";
import { deriveOwnerValues } from "../properties/owner-values.ts";
import type { PropertyChanges } from "../properties/parse-values.ts";
import { moveUniqueValues } from "../properties/unique-keys.ts";
import { noteWritten } from "../search/note-changes.ts";
import { keyOf, setTimes, toDocument } from "./stored-record.ts";

/**
 * Applies changes to a record that the transaction holds: works out what follows from them, keeps history, and writes
 * nothing where no value differs, so that `hs_lastmodifieddate` stays unmoved.
 * @param table where the record lies: values that follow from others change in the bin as well
 * @param inherited values of a record that is merged into this one: what it had attached is not asked again
 * @returns the row as it is now
 * @throws Refusal 400 where a required property would be cleared, 409 where a unique value is taken
 */
export async function changeRecord(
  ctx: WriteContext,
  objectType: ObjectType,
  row: ObjectRow,
  changes: PropertyChanges,
  source: ChangeSource,
  table: ObjectTable = "objects",
  inherited: PropertyValues = {},
): Promise<ObjectRow> {
  const before = parseProperties(row);
  const draft: Record<string, string> = { ...before };
  for (const [name, value] of changes) {
    if (value === null) delete draft[name];
    else draft[name] = value;
  }
  requireProperties(objectType, changes);
  // A clock that steps back must not make a record look older than its last change.
  const now = Math.max(ctx.now(), row.updated_at);
  deriveOwnerValues(draft, changes, before.hubspot_owner_id, ctx.portal, now);
  const rules = rulesOf(objectType);
  const state = rules.derive?.(draft, changes, row.rule_state) ?? null;

  const previous: Record<string, string | null> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(draft)])) {
    if (before[name] !== draft[name]) previous[name] = before[name] ?? null;
  }
  if (Object.keys(previous).length === 0) {
    if (state === row.rule_state) return row;
    // Something to remember and nothing to see: no change in the record's life.
    const next = { ...row, rule_state: state };
    updateObject(ctx.db, table, next);
    return next;
  }

  // What is written back as it was read is not asked again whether it is valid.
  const moved = new Map([...changes].filter(([name]) => Object.hasOwn(previous, name)));
  await rules.check?.(ctx.db, ctx.portal, draft, moved);
  await checkAttachments(ctx, objectType, [before, inherited], moved);
  await moveAttachments(ctx, objectType, keyOf(row), before, draft);
  if (table === "objects") await moveUniqueValues(ctx, objectType, keyOf(row), before, draft);
  setTimes(draft, objectType, row.created_at, now);
  const next: ObjectRow = {
    ...row,
    updated_at: now,
    version: row.version + 1,
    properties: toDocument(draft),
    rule_state: state,
  };
  updateObject(ctx.db, table, next);
  // What lies in the bin is not found, so there is nothing to keep in step.
  if (table === "objects") noteWritten(ctx.db, next);
  insertHistory(ctx.db, {
    portal_id: row.portal_id,
    object_type_id: row.object_type_id,
    object_id: row.object_id,
    version: next.version,
    changed_at: now,
    source_type: source.type,
    source_id: source.id,
    source_label: source.label,
    user_id: source.userId,
    previous: JSON.stringify(previous),
  });
  return next;
}

function requireProperties(objectType: ObjectType, changes: PropertyChanges): void {
  const cleared = [...changes].filter(
    ([name, value]) => value === null && objectType.properties.get(name)?.required === "always",
  );
  if (cleared.length > 0) {
    throw refuse.requiredProperties(
      "updating",
      shoutName(objectType),
      cleared.map(([name]) => name),
    );
  }
}
