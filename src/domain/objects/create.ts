import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { ChangeSource } from "../../model/portal.ts";
import type { StoredRecord } from "../../model/record.ts";
import { insertObjects } from "../../storage/objects.ts";
import { type AssociationInput, checkAllTargets, type Link, readLinks, writeAllLinks } from "../associations/links.ts";
import { type Context, sourceOf, transaction, type WriteContext } from "../context.ts";
import { holdOwnType } from "../custom-objects/hold-own-types.ts";
import { checkAttachments, moveAttachments } from "../files/attachments.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
import { shoutName } from "../object-types/resolve.ts";
import { rulesOf } from "../object-types/rules.ts";
import { applyPin } from "../pins/pins.ts";
import { defaultOf } from "../pipelines/default-stage.ts";
import { deriveOwnerValues } from "../properties/owner-values.ts";
import { type PropertyChanges, parseValues } from "../properties/parse-values.ts";
import { claimUniqueValuesOf } from "../properties/unique-keys.ts";
import { noteCreated } from "../search/note-changes.ts";
import { giveTurn } from "../turns.ts";
import { keyOf, setTimes, toDocument, toStoredRecord } from "./stored-record.ts";

export type CreateInput = {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly associations: readonly AssociationInput[];
};

/** A create whose input was found to be in order. */
export type CreatePlan = { readonly changes: PropertyChanges; readonly links: readonly Link[] };

/**
 * Creates a record with its associations, all or nothing.
 * @throws Refusal 400 for values and associations that are not valid, 409 where a unique value is taken
 */
export async function createObject(ctx: Context, objectType: ObjectType, input: CreateInput): Promise<StoredRecord> {
  const plans = planCreates(ctx, objectType, [input]);
  await ctx.ids.ready();
  const [record] = await transaction(ctx, (ctx) => insertRecords(ctx, objectType, plans));
  return record as StoredRecord;
}

/**
 * Reads the inputs of creates.
 * @throws Refusal 400 for all values that are not valid, else for the first input that is not in order
 */
export function planCreates(ctx: Context, objectType: ObjectType, inputs: readonly CreateInput[]): CreatePlan[] {
  const read = inputs.map((input) => ({
    input,
    parsed: parseValues(ctx.portal, objectType, input.properties, "refuse"),
  }));
  const problems = read.flatMap(({ parsed }) => parsed.problems);
  if (problems.length > 0) throw refuse.propertyValues(problems);
  return read.map(({ input, parsed }) => {
    const links = readLinks(ctx.portal, objectType, input.associations);
    return { changes: completeChanges(ctx, objectType, parsed.changes), links };
  });
}

/** The properties that a create must or may be completed with. */
const completions = perObjectType((objectType) =>
  [...objectType.properties.values()].filter((property) => property.required || property.defaultValue !== undefined),
);

/** Adds default values and asks for required ones. */
function completeChanges(ctx: Context, objectType: ObjectType, changes: PropertyChanges): PropertyChanges {
  const complete = new Map([...changes].filter(([, value]) => value !== null));
  const missing: string[] = [];
  for (const definition of completions(objectType)) {
    const { name, required } = definition;
    if (complete.has(name)) continue;
    const defaultValue = defaultOf(ctx.portal, objectType, definition, complete);
    if (required === "always" || (required === "strict" && ctx.portal.strict)) missing.push(name);
    else if (defaultValue !== undefined) complete.set(name, defaultValue);
  }
  if (missing.length > 0) throw refuse.requiredProperties("creating", shoutName(objectType), missing);
  return complete;
}

/**
 * Writes new records with their unique values, associations and pins; each table in one go.
 * @throws Refusal 400 for associations and pins that are not valid, 409 where a unique value is taken
 */
export async function insertRecords(
  ctx: WriteContext,
  objectType: ObjectType,
  plans: readonly CreatePlan[],
): Promise<StoredRecord[]> {
  await holdOwnType(ctx, objectType);
  const drafts = plans.map((plan) => draftRecord(ctx, objectType, plan));
  await giveTurn(drafts.length);
  const rules = rulesOf(objectType);
  for (const { values, changes } of drafts) {
    await rules.check?.(ctx.db, ctx.portal, values, changes);
    await checkAttachments(ctx, objectType, [], changes);
  }
  await checkAllTargets(ctx, drafts);
  await claimUniqueValuesOf(ctx, objectType, drafts);
  await insertObjects(
    ctx.db,
    drafts.map(({ row }) => row),
  );
  await giveTurn(drafts.length);
  for (const { key, values } of drafts) await moveAttachments(ctx, objectType, key, {}, values);
  await noteCreated(
    ctx.db,
    drafts.map(({ row }) => row),
  );
  await writeAllLinks(ctx, drafts);
  for (const { key, changes } of drafts) await applyPin(ctx, objectType, key, changes);
  return drafts.map(({ row }) => toStoredRecord(row));
}

function draftRecord(ctx: WriteContext, objectType: ObjectType, { changes, links }: CreatePlan) {
  const id = ctx.ids.next();
  const now = ctx.now();
  const values = Object.fromEntries(changes) as Record<string, string>;
  deriveOwnerValues(values, changes, undefined, ctx.portal, now);
  const rule_state = rulesOf(objectType).derive?.(values, changes, null) ?? null;
  setSystemValues(values, objectType, id, now, sourceOf(ctx));
  const row = {
    portal_id: ctx.portal.portalId,
    object_type_id: objectType.id,
    object_id: id,
    created_at: now,
    updated_at: now,
    version: 1,
    properties: toDocument(values),
    rule_state,
  };
  return { row, key: keyOf(row), fromId: id, values, changes, links };
}

function setSystemValues(
  draft: Record<string, string>,
  objectType: ObjectType,
  id: number,
  now: number,
  source: ChangeSource,
): void {
  setTimes(draft, objectType, now, now);
  draft.hs_object_id = String(id);
  draft.hs_obj_coords = `${objectType.id}-${id}`;
  draft.hs_object_source = source.type;
  if (source.id !== null) draft.hs_object_source_id = source.id;
  if (source.label !== null) draft.hs_object_source_label = source.label;
}
