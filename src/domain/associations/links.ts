import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import { insertAssociations } from "../../storage/associations.ts";
import { findLiveIds } from "../../storage/objects.ts";
import type { AssociationRow } from "../../storage/schema.ts";
import type { WriteContext } from "../context.ts";
import { holdOwnAssociationTypes } from "../custom-objects/hold-own-types.ts";
import { shoutName } from "../object-types/resolve.ts";
import { compareHoldOrder } from "../objects/hold-records.ts";
import { readRecordId } from "../objects/record-id.ts";
import { getTypeFrom } from "./association-types.ts";

/** One association that a write asks for, from the written record's side. */
export type Link = { readonly type: AssociationType; readonly toId: number };

/** An entry of `associations` in a create, its shape already checked. */
export type AssociationInput = {
  readonly to: { readonly id: string | number };
  readonly types: readonly {
    readonly associationCategory?: AssociationCategory;
    readonly associationTypeId: number;
  }[];
};

/**
 * Reads the `associations` of a create; what is named twice counts once.
 * @throws Refusal 400 for too many, for ids that are none, and for unknown types and those of another direction
 *   (contract 4.7)
 */
export function readLinks(portal: Portal, objectType: ObjectType, inputs: readonly AssociationInput[]): Link[] {
  const links = new Map<string, Link>();
  let count = 0;
  for (const { to, types } of inputs) {
    count += types.length;
    if (count > limits.associationsPerCreate) throw refuse.tooManyAssociations(limits.associationsPerCreate);
    const toId = readRecordId(to.id);
    if (toId === undefined) throw refuse.invalidId(String(to.id));
    for (const { associationCategory, associationTypeId } of types) {
      const type = getTypeFrom(portal, objectType.id, associationTypeId, associationCategory);
      links.set(`${type.id}-${toId}`, { type, toId });
    }
  }
  return [...links.values()];
}

/** The links that one record of a write asks for. */
export type LinksOfRecord = { readonly fromId: number; readonly links: readonly Link[] };

/** @throws Refusal 400 where a link leads to a record that is not live, or to the record itself */
export function checkTargets(ctx: WriteContext, fromId: number, links: readonly Link[]): Promise<void> {
  return checkAllTargets(ctx, [{ fromId, links }]);
}

/** The same for several records: each object type is looked up once, and all that is missing is named. */
export async function checkAllTargets(ctx: WriteContext, sources: readonly LinksOfRecord[]): Promise<void> {
  const missing: { typeName: string; id: string }[] = [];
  const groups = [
    ...Map.groupBy(
      sources.flatMap(({ links }) => links),
      (link) => link.type.toTypeId,
    ),
  ];
  groups.sort(([one], [other]) => compareHoldOrder(ctx.portal, one, other));
  for (const [toTypeId, group] of groups) {
    const ids = [...new Set(group.map((link) => link.toId))].sort((left, right) => left - right);
    const live = await findLiveIds(ctx.db, ctx.portal.portalId, toTypeId, ids);
    // The catalogue knows links to types of which there are no records here.
    const toType = ctx.portal.objectTypes.find(toTypeId);
    const typeName = toType ? shoutName(toType) : toTypeId;
    for (const id of ids) {
      if (!live.has(id)) missing.push({ typeName, id: String(id) });
    }
  }
  if (missing.length > 0) throw refuse.associationTargets(missing);
  for (const { fromId, links } of sources) {
    for (const { type, toId } of links) {
      if (type.fromTypeId === type.toTypeId && toId === fromId) {
        throw refuse.invalid(`Object ${fromId} cannot be associated to itself (${toId})`);
      }
    }
  }
}

/** Writes links in both directions, each labelled one with the default it implies (contract 4.3). Repeating is fine. */
export function writeLinks(ctx: WriteContext, fromId: number, links: readonly Link[]): Promise<void> {
  return writeAllLinks(ctx, [{ fromId, links }]);
}

/** The same for several records. */
export async function writeAllLinks(ctx: WriteContext, sources: readonly LinksOfRecord[]): Promise<void> {
  const types = sources.flatMap(({ links }) => links.map((link) => link.type));
  await holdOwnAssociationTypes(ctx, types);
  const now = ctx.now();
  const rows = sources.flatMap(({ fromId, links }) => links.flatMap((link) => rowsOf(ctx.portal, fromId, link, now)));
  await insertAssociations(ctx.db, rows);
}

function rowsOf({ portalId, associationTypes }: Portal, fromId: number, link: Link, now: number): AssociationRow[] {
  const { type, toId } = link;
  const implied = type.isDefault ? undefined : associationTypes.defaultBetween(type.fromTypeId, type.toTypeId);
  return (implied ? [type, implied] : [type]).flatMap((one) => [
    {
      portal_id: portalId,
      from_type_id: one.fromTypeId,
      from_id: fromId,
      to_type_id: one.toTypeId,
      to_id: toId,
      association_type_id: one.id,
      created_at: now,
    },
    {
      portal_id: portalId,
      from_type_id: one.toTypeId,
      from_id: toId,
      to_type_id: one.fromTypeId,
      to_id: fromId,
      association_type_id: associationTypes.inverseOf(one).id,
      created_at: now,
    },
  ]);
}
