import { refuseAssociation } from "../../model/association-errors.ts";
import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import type { AssociationTypeRegistry } from "../../model/association-type-registry.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import { insertAssociations } from "../../storage/associations.ts";
import type { AssociationRow } from "../../storage/schema.ts";
import type { WriteContext } from "../context.ts";
import { holdOwnAssociationTypes } from "../custom-objects/hold-own-types.ts";
import { shoutName } from "../object-types/resolve.ts";
import { holdRecordIds } from "../objects/hold-records.ts";
import { readRecordId } from "../objects/record-id.ts";
import { findDeletedLabels, getTypeFrom, isRestricted, withDefault } from "./association-types.ts";
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

/** The links that one record of a write asks for. */
export type LinksOfRecord = { readonly fromId: number; readonly links: readonly Link[] };

/**
 * Checks the links of records that are about to be created, each object type at once, and holds their targets.
 * @throws Refusal 400 where links lead to records that are not live, which it names, or to the record itself, and for
 *   types that were deleted meanwhile
 */
export async function checkAllTargets(ctx: WriteContext, sources: readonly LinksOfRecord[]): Promise<void> {
  const all = sources.flatMap(({ links }) => links);
  for (const id of await findDeletedLabels(ctx, typesOf(all))) throw refuse.unknownAssociationType(String(id));
  const restricted = restrictedOf(ctx.portal);
  const groups = [...Map.groupBy(all, (link) => link.type.toTypeId)];
  const held = await holdRecordIds(
    ctx,
    groups.map(([objectTypeId, group]) => ({
      objectTypeId,
      ids: group.map((link) => link.toId),
      // What is worked out from a target's other associations must not change meanwhile.
      strength: group.some((link) => restricted.has(link.type)) ? "update" : "share",
    })),
    ["objects"],
  );
  const missing = new Map<string, { typeName: string; id: string }>();
  for (const { type, toId } of all) {
    if (held.get(type.toTypeId)?.has(toId)) continue;
    // The catalogue knows links to types of which there are no records here.
    const toType = ctx.portal.objectTypes.find(type.toTypeId);
    const typeName = toType ? shoutName(toType) : type.toTypeId;
    missing.set(`${type.toTypeId} ${toId}`, { typeName, id: String(toId) });
  }
  if (missing.size > 0) throw refuse.associationTargets([...missing.values()]);
  for (const { fromId, links } of sources) {
    for (const { type, toId } of links) {
      if (type.fromTypeId === type.toTypeId && toId === fromId) throw refuseAssociation.toItself(fromId);
    }
  }
}

/**
 * Writes links in both directions, each labelled one with the default it implies (contract 4.3). Repeating is fine.
 * @throws Refusal 400 where the portal limits how many a record may have
 */
export async function writeAllLinks(ctx: WriteContext, sources: readonly LinksOfRecord[]): Promise<void> {
  const all = sources.flatMap(({ links }) => links);
  const restricted = restrictedOf(ctx.portal);
  if (all.some(({ type }) => restricted.has(type))) return writeRestrictedLinks(ctx, sources);
  await holdOwnAssociationTypes(ctx, typesOf(all));
  const now = ctx.now();
  const rows = sources.flatMap(({ fromId, links }) => links.flatMap((link) => rowsOf(ctx.portal, fromId, link, now)));
  await insertAssociations(ctx.db, rows);
}

function typesOf(links: readonly Link[]): AssociationType[] {
  return [...new Set(links.map((link) => link.type))];
}

const restrictedTypes = new WeakMap<AssociationTypeRegistry, ReadonlySet<AssociationType>>();

/** The types of a portal that may be refused, or take something away, because of a record's other associations. */
function restrictedOf(portal: Portal): ReadonlySet<AssociationType> {
  const { associationTypes } = portal;
  let types = restrictedTypes.get(associationTypes);
  if (!types) {
    const isOneRestricted = (type: AssociationType) =>
      isRestricted(type) || isRestricted(associationTypes.inverseOf(type));
    types = new Set(associationTypes.all.filter((type) => withDefault(portal, [type]).some(isOneRestricted)));
    restrictedTypes.set(associationTypes, types);
  }
  return types;
}

async function writeRestrictedLinks(ctx: WriteContext, sources: readonly LinksOfRecord[]): Promise<void> {
  const writes = sources.flatMap(({ fromId, links }) =>
    links.map(({ type, toId }) => ({ fromId, toId, types: [type] as const })),
  );
  for (const group of Map.groupBy(writes, ({ types: [type] }) => type.toTypeId).values()) {
    const [first] = group;
    if (!first) continue;
    const { fromTypeId, toTypeId } = first.types[0];
    const problems = await writePairs(ctx, { fromTypeId, toTypeId }, group, "add");
    for (const refusal of problems.values()) throw refusal;
  }
}

function rowsOf(portal: Portal, fromId: number, link: Link, now: number): AssociationRow[] {
  const { portalId, associationTypes } = portal;
  const { type, toId } = link;
  return withDefault(portal, [type]).flatMap((one) => [
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
