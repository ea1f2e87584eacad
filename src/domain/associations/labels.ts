import type { AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import {
  deleteAssociationLabels,
  insertAssociationLabels,
  listAssociationLabels,
  renameAssociationLabel,
  takeLabelIds,
} from "../../storage/association-labels.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import type { AssociationLabelRow } from "../../storage/schema.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { checkText } from "../properties/text-rules.ts";
import type { EndTypes } from "./associate-pairs.ts";
import { getDefaultType } from "./association-types.ts";
import { toLabel } from "./own-types.ts";

export type LabelInput = { readonly name: string; readonly label: string; readonly inverseLabel?: string | null };

export type LabelChange = {
  readonly associationTypeId: number;
  readonly label: string;
  readonly inverseLabel?: string | null;
};

/**
 * Adds a label to a pair of object types: one that reads alike from both sides, or with `inverseLabel` a pair of them
 * (contract 4.6). Within one object type a single label is one association type, otherwise a label is two.
 * @returns the new types, the asked direction first
 * @throws Refusal 400 for names that are not valid and for too many labels, 409 for those that are taken
 */
export function createLabel(ctx: Context, ends: EndTypes, input: LabelInput): Promise<AssociationType[]> {
  getDefaultType(ctx.portal, ends.from, ends.to);
  const name = readName(input.name);
  const label = readLabel("label", input.label);
  const inverseLabel = input.inverseLabel == null ? undefined : readLabel("inverseLabel", input.inverseLabel);
  return transaction(ctx, async (ctx) => {
    const own = await ownTypes(ctx);
    refuseTaken(ctx, own, ends, name, [label, ...(inverseLabel === undefined ? [] : [inverseLabel])]);
    const there = own.filter((row) => row.from_type_id === ends.from.id && row.to_type_id === ends.to.id);
    // Within one object type both halves of a paired label lie in the same direction.
    const labels = new Set(there.map((row) => Math.min(row.association_type_id, row.inverse_id)));
    if (labels.size >= limits.associationLabelsPerPair) {
      throw refuse.invalid(`Two object types have at most ${limits.associationLabelsPerPair} labels between them`);
    }
    const rows = await newRows(ctx, ends, name, label, inverseLabel);
    await insertAssociationLabels(ctx.db, rows);
    return rows.map(toLabel);
  });
}

/**
 * Renames a label; its paired or mirrored side follows.
 * @throws Refusal 400 for labels that are not valid, 404 for one that the two object types do not have
 */
export async function renameLabel(ctx: Context, ends: EndTypes, change: LabelChange): Promise<void> {
  const label = readLabel("label", change.label);
  const inverseLabel = change.inverseLabel == null ? undefined : readLabel("inverseLabel", change.inverseLabel);
  await transaction(ctx, async (ctx) => {
    const own = await ownTypes(ctx);
    const row = findLabel(ctx, own, ends, change.associationTypeId);
    const inverse = own.find((other) => other.association_type_id === row.inverse_id) ?? row;
    const isPaired = inverse.name !== row.name;
    if (!isPaired && inverseLabel !== undefined && inverseLabel !== label) {
      throw refuse.invalid(`Label ${row.association_type_id} is not a paired label: it takes no inverseLabel`);
    }
    const others = own.filter((other) => other !== row && other !== inverse);
    refuseTaken(ctx, others, ends, undefined, inverseLabel === undefined ? [label] : [label, inverseLabel]);
    await renameAssociationLabel(ctx.db, ctx.portal.portalId, row.association_type_id, label);
    const next = isPaired ? inverseLabel : label;
    if (next !== undefined && inverse !== row) {
      await renameAssociationLabel(ctx.db, ctx.portal.portalId, inverse.association_type_id, next);
    }
  });
}

/**
 * Deletes a label with its other direction. Associations that have it lose it and keep their default type.
 * @throws Refusal 404 for one that the two object types do not have, 400 for a built-in one
 */
export async function deleteLabel(ctx: Context, ends: EndTypes, associationTypeId: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const row = findLabel(ctx, await ownTypes(ctx), ends, associationTypeId);
    const ids = [...new Set([row.association_type_id, row.inverse_id])];
    await deleteAssociationLabels(ctx.db, ctx.portal.portalId, ids, limits.firstLabelTypeId);
  });
}

async function ownTypes(ctx: WriteContext): Promise<AssociationLabelRow[]> {
  // First, so that two changes of a portal's labels wait for each other.
  await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
  return listAssociationLabels(ctx.db, ctx.portal.portalId);
}

async function newRows(
  ctx: WriteContext,
  { from, to }: EndTypes,
  name: string,
  label: string,
  inverseLabel: string | undefined,
): Promise<AssociationLabelRow[]> {
  const isSymmetric = from.id === to.id && inverseLabel === undefined;
  const { portalId } = ctx.portal;
  const lowest = limits.firstLabelTypeId;
  const id = await takeLabelIds(ctx.db, portalId, isSymmetric ? 1 : 2, lowest);
  const inverseId = isSymmetric ? id : id + 1;
  const common = { portal_id: portalId, created_at: ctx.now() };
  const there = {
    ...common,
    association_type_id: id,
    from_type_id: from.id,
    to_type_id: to.id,
    name,
    label,
    inverse_id: inverseId,
  };
  if (isSymmetric) return [there];
  const back = {
    ...common,
    association_type_id: inverseId,
    from_type_id: to.id,
    to_type_id: from.id,
    name: inverseLabel === undefined ? name : `${name}_inverse`,
    label: inverseLabel ?? label,
    inverse_id: id,
  };
  return [there, back];
}

function findLabel(
  { portal }: Context,
  own: readonly AssociationLabelRow[],
  { from, to }: EndTypes,
  id: number,
): AssociationLabelRow {
  const row = own.find((candidate) => candidate.association_type_id === id);
  const isOfPair =
    (row?.from_type_id === from.id && row.to_type_id === to.id) ||
    (row?.from_type_id === to.id && row.to_type_id === from.id);
  if (row && isOfPair) return row;
  if (portal.associationTypes.ofId(id)?.category === "HUBSPOT_DEFINED") {
    throw refuse.invalid(`Association type ${id} is built in and cannot be changed`);
  }
  throw refuse.thingNotFound("Association label", String(id));
}

/** Neither names nor labels may meet between two object types, in whichever direction. */
function refuseTaken(
  { portal }: Context,
  own: readonly AssociationLabelRow[],
  { from, to }: EndTypes,
  name: string | undefined,
  labels: readonly string[],
): void {
  const builtIn = [
    ...portal.associationTypes.between(from.id, to.id),
    ...portal.associationTypes.between(to.id, from.id),
  ].filter((type) => type.id < limits.firstLabelTypeId);
  const ofPair = own.filter(
    (row) =>
      (row.from_type_id === from.id && row.to_type_id === to.id) ||
      (row.from_type_id === to.id && row.to_type_id === from.id),
  );
  const same = (one: string | null, other: string) => one?.toLowerCase() === other.toLowerCase();
  for (const { name: taken, label } of [...builtIn, ...ofPair]) {
    if (name !== undefined && (same(taken, name) || same(taken, `${name}_inverse`))) {
      throw refuse.alreadyExists(`An association type with the name "${taken}" exists already`);
    }
    const met = labels.find((candidate) => same(label, candidate));
    if (met !== undefined) throw refuse.alreadyExists(`An association label "${met}" exists already`);
  }
}

function readName(name: string): string {
  checkText(name, "name");
  if (/^[A-Za-z_][\w.]*$/.test(name) && name.length <= limits.associationLabelLength) return name;
  throw refuse.invalid(
    `name must have 1 to ${limits.associationLabelLength} letters, digits and underscores, and not begin with a digit`,
    { name: [name.slice(0, 50)] },
  );
}

function readLabel(place: string, text: string): string {
  checkText(text, place);
  const label = text.trim();
  if (label !== "" && label.length <= limits.associationLabelLength) return label;
  throw refuse.invalid(`${place} must have 1 to ${limits.associationLabelLength} characters`, {
    [place]: [label.slice(0, 50)],
  });
}
