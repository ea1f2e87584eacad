import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { ChangeSource } from "../../model/portal.ts";
import type { StoredRecord } from "../../model/record.ts";
import { insertObject } from "../../storage/objects.ts";
import { type AssociationInput, checkTargets, type Link, readLinks, writeLinks } from "../associations/links.ts";
import { type Context, sourceOf, transaction, type WriteContext } from "../context.ts";
import { checkAttachments } from "../files/attachments.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
import { shoutName } from "../object-types/resolve.ts";
import { rulesOf } from "../object-types/rules.ts";
import { applyPin } from "../pins/pins.ts";
import { defaultOf } from "../pipelines/default-stage.ts";
import { deriveOwnerValues } from "../properties/owner-values.ts";
import { type PropertyChanges, parseValues } from "../properties/parse-values.ts";
import { moveUniqueValues } from "../properties/unique-keys.ts";
import { keyOf, setTimes, toDocument, toStoredRecord } from "./stored-record.ts";

export type CreateInput = {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly associations: readonly AssociationInput[];
};

/** A create whose input was found to be in order. */
type CreatePlan = { readonly changes: PropertyChanges; readonly links: readonly Link[] };

/**
 * Creates a record with its associations, all or nothing.
 * @throws Refusal 400 for values and associations that are not valid, 409 where a unique value is taken
 */
export async function createObject(ctx: Context, objectType: ObjectType, input: CreateInput): Promise<StoredRecord> {
  const plan = planCreate(ctx, objectType, input);
  await ctx.ids.ready();
  return transaction(ctx, (ctx) => insertRecord(ctx, objectType, plan));
}

function planCreate(ctx: Context, objectType: ObjectType, input: CreateInput): CreatePlan {
  const { changes, problems } = parseValues(ctx.portal, objectType, input.properties, "refuse");
  if (problems.length > 0) throw refuse.propertyValues(problems);
  const links = readLinks(ctx.portal, objectType, input.associations);
  return { changes: completeChanges(ctx, objectType, changes), links };
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

async function insertRecord(ctx: WriteContext, objectType: ObjectType, plan: CreatePlan): Promise<StoredRecord> {
  const { changes, links } = plan;
  const id = ctx.ids.next();
  const now = ctx.now();
  const draft = Object.fromEntries(changes) as Record<string, string>;
  deriveOwnerValues(draft, changes, undefined, ctx.portal, now);
  const rules = rulesOf(objectType);
  const rule_state = rules.derive?.(draft, changes, null) ?? null;
  setSystemValues(draft, objectType, id, now, sourceOf(ctx));
  const row = {
    portal_id: ctx.portal.portalId,
    object_type_id: objectType.id,
    object_id: id,
    created_at: now,
    updated_at: now,
    version: 1,
    properties: toDocument(draft),
    rule_state,
  };
  await rules.check?.(ctx.db, ctx.portal, draft, changes);
  await checkAttachments(ctx, objectType, {}, changes);
  await checkTargets(ctx, id, links);
  await moveUniqueValues(ctx, objectType, keyOf(row), {}, draft);
  await insertObject(ctx.db, row);
  await writeLinks(ctx, id, links);
  await applyPin(ctx, objectType, keyOf(row), changes);
  return toStoredRecord(row);
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
