import { refuseAssociation } from "../../model/association-errors.ts";
import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import { insertAssociation } from "../../storage/associations.ts";
import type { WriteContext } from "../context.ts";
import { shoutName } from "../object-types/resolve.ts";
import { holdRecordIds } from "../objects/hold-records.ts";
import { readRecordId } from "../objects/record-id.ts";
import { findDeletedTypes, getTypeFrom, isRestricted, withDefault } from "./association-types.ts";
import { writePairs } from "./write-pairs.ts";

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

/**
 * Checks the links of a record that is about to be created.
 * @throws Refusal 400 where a link leads to a record that is not live, or has a type that was deleted meanwhile
 */
export async function checkTargets(ctx: WriteContext, fromId: number, links: readonly Link[]): Promise<void> {
  const deleted = await findDeletedTypes(
    ctx,
    links.map((link) => link.type),
  );
  for (const id of deleted) throw refuse.unknownAssociationType(String(id));
  const groups = [...Map.groupBy(links, (link) => link.type.toTypeId)];
  const held = await holdRecordIds(
    ctx,
    groups.map(([objectTypeId, group]) => ({
      objectTypeId,
      ids: group.map((link) => link.toId),
      strength: group.some((link) => isLinkRestricted(ctx.portal, link)) ? "update" : "share",
    })),
    ["objects"],
  );
  const missing = new Map<string, { typeName: string; id: string }>();
  for (const { type, toId } of links) {
    if (held.get(type.toTypeId)?.has(toId)) continue;
    // The catalogue knows links to types of which there are no records here.
    const toType = ctx.portal.objectTypes.find(type.toTypeId);
    const typeName = toType ? shoutName(toType) : type.toTypeId;
    missing.set(`${type.toTypeId} ${toId}`, { typeName, id: String(toId) });
  }
  if (missing.size > 0) throw refuse.associationTargets([...missing.values()]);
  for (const { type, toId } of links) {
    if (type.fromTypeId === type.toTypeId && toId === fromId) throw refuseAssociation.toItself(fromId);
  }
}

/**
 * Writes links in both directions, each labelled one with the default it implies (contract 4.3). Repeating is fine.
 * @throws Refusal 400 where the portal limits how many a record may have
 */
export async function writeLinks(ctx: WriteContext, fromId: number, links: readonly Link[]): Promise<void> {
  if (links.some((link) => isLinkRestricted(ctx.portal, link))) return writeRestrictedLinks(ctx, fromId, links);
  const { portalId, associationTypes } = ctx.portal;
  const created_at = ctx.now();
  for (const { type, toId } of links) {
    for (const one of withDefault(ctx.portal, [type])) {
      const { fromTypeId, toTypeId } = one;
      await insertAssociation(ctx.db, {
        portal_id: portalId,
        from_type_id: fromTypeId,
        from_id: fromId,
        to_type_id: toTypeId,
        to_id: toId,
        association_type_id: one.id,
        created_at,
      });
      await insertAssociation(ctx.db, {
        portal_id: portalId,
        from_type_id: toTypeId,
        from_id: toId,
        to_type_id: fromTypeId,
        to_id: fromId,
        association_type_id: associationTypes.inverseOf(one).id,
        created_at,
      });
    }
  }
}

function isLinkRestricted(portal: Portal, { type }: Link): boolean {
  return withDefault(portal, [type]).some(
    (one) => isRestricted(one) || isRestricted(portal.associationTypes.inverseOf(one)),
  );
}

async function writeRestrictedLinks(ctx: WriteContext, fromId: number, links: readonly Link[]): Promise<void> {
  for (const group of Map.groupBy(links, (link) => link.type.toTypeId).values()) {
    const [{ type }] = group as [Link];
    const writes = group.map((link) => ({ fromId, toId: link.toId, types: [link.type] }));
    const problems = await writePairs(ctx, { fromTypeId: type.fromTypeId, toTypeId: type.toTypeId }, writes, "add");
    for (const refusal of problems.values()) throw refusal;
  }
}
