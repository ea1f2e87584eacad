import { refuseAssociation } from "../../model/association-errors.ts";
import type { AssociationType } from "../../model/association-type.ts";
import { Refusal, refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { AssociationList } from "../../model/record.ts";
import { listAssociatedObjects } from "../../storage/associated-objects.ts";
import { listAssociations } from "../../storage/associations.ts";
import { inChunks } from "../../storage/in-chunks.ts";
import { findLiveIds, findObject } from "../../storage/objects.ts";
import type { AssociationRow } from "../../storage/schema.ts";
import type { Context } from "../context.ts";
import { parseRecordId, readRecordId } from "../objects/record-id.ts";
import type { EndTypes } from "./associate-pairs.ts";
import { toAssociationList } from "./list.ts";

/** A record that another one is associated with, and by which types. */
export type AssociatedObject = { readonly toId: number; readonly types: readonly AssociationType[] };

/** A page of the records that one record is associated with, and where the next page begins. */
export type AssociatedObjects = { readonly objects: readonly AssociatedObject[]; readonly after: string | undefined };

export type ReadInput = { readonly id: unknown; readonly after?: string | null };

/** What a batch read found of one record. */
export type Found<T> = { readonly fromId: number; readonly found: T };

/**
 * One page of the records of a type that a live record is associated with, in the order of their ids (contract 4.4).
 * @throws Refusal 404 where the record is not live, 400 for a cursor that was never given out
 */
export async function listAssociatedRecords(
  ctx: Context,
  { from, to }: EndTypes,
  reference: string,
  page: { readonly limit: number; readonly after: string | undefined },
): Promise<AssociatedObjects> {
  const { portalId } = ctx.portal;
  const fromId = parseRecordId(reference);
  const row = await findObject(ctx.db, "objects", { portalId, objectTypeId: from.id, objectId: fromId });
  if (!row) throw refuse.recordNotFound();
  const after = parseAfter(page.after);
  if (after === undefined) throw refuse.parameter("query", "after", "It is not a cursor that an earlier page gave");
  const direction = { portalId, fromTypeId: from.id, toTypeId: to.id };
  const rows = await listAssociatedObjects(ctx.db, direction, [{ fromId, after }], page.limit + 1);
  return toPage(ctx, rows, page.limit);
}

/**
 * The first or a further page of each record's associations; a record that is not live or has none is an error of its
 * own (contract 4.7).
 */
export async function readAssociatedRecords(
  ctx: Context,
  ends: EndTypes,
  inputs: readonly ReadInput[],
): Promise<(Found<AssociatedObjects> | Refusal)[]> {
  const direction = { portalId: ctx.portal.portalId, fromTypeId: ends.from.id, toTypeId: ends.to.id };
  const read = inputs.map((input) => readInput(input));
  const live = await liveIds(ctx, ends, read);
  const pages = new Map<string, { fromId: number; after: number }>();
  for (const one of read) if (!(one instanceof Refusal) && live.has(one.fromId)) pages.set(keyOf(one), one);
  // Pages of one record from two places cannot share a statement: their rows would run together.
  const found = new Map<string, AssociationRow[]>();
  for (const group of inTurns([...pages.values()])) {
    const rows = await listAssociatedObjects(ctx.db, direction, group, limits.associationsPage + 1);
    const byRecord = Map.groupBy(rows, (row) => row.from_id);
    for (const page of group) found.set(keyOf(page), byRecord.get(page.fromId) ?? []);
  }
  return read.map((one) => {
    if (one instanceof Refusal) return one;
    const rows = found.get(keyOf(one)) ?? [];
    if (rows.length === 0) return none(ends, one.fromId);
    return { fromId: one.fromId, found: toPage(ctx, rows, limits.associationsPage) };
  });
}

/** The same in v3's shape: one row for each association type (contract 4.5). */
export async function readAssociationLists(
  ctx: Context,
  ends: EndTypes,
  inputs: readonly ReadInput[],
): Promise<(Found<AssociationList> | Refusal)[]> {
  const side = { portalId: ctx.portal.portalId, fromTypeId: ends.from.id, toTypeId: ends.to.id };
  const read = inputs.map(({ id }) => readInput({ id }));
  const live = await liveIds(ctx, ends, read);
  const found = new Map<number, AssociationRow[]>();
  for (const chunk of inChunks([...live], 100)) {
    const rows = await listAssociations(ctx.db, side, chunk, limits.associationsPage + 1);
    for (const [id, own] of Map.groupBy(rows, (row) => row.from_id)) found.set(id, own);
  }
  return read.map((one) => {
    if (one instanceof Refusal) return one;
    const rows = found.get(one.fromId);
    if (!rows) return none(ends, one.fromId);
    return { fromId: one.fromId, found: toAssociationList(ctx, ends.to, rows, limits.associationsPage) };
  });
}

type ReadPage = { readonly fromId: number; readonly after: number };

function readInput({ id, after }: ReadInput): ReadPage | Refusal {
  const fromId = readRecordId(id);
  if (fromId === undefined) return refuse.invalidId(String(id).slice(0, 100));
  const from = parseAfter(after ?? undefined);
  if (from === undefined) return refuse.invalid(`${after?.slice(0, 100)} is not a cursor that an earlier page gave`);
  return { fromId, after: from };
}

async function liveIds(ctx: Context, { from }: EndTypes, read: readonly (ReadPage | Refusal)[]): Promise<Set<number>> {
  const ids = new Set(read.flatMap((one) => (one instanceof Refusal ? [] : [one.fromId])));
  return findLiveIds(ctx.db, ctx.portal.portalId, from.id, [...ids]);
}

function keyOf({ fromId, after }: ReadPage): string {
  return `${fromId}-${after}`;
}

/** Groups of pages in each of which every record stands once. */
function inTurns(pages: readonly ReadPage[]): ReadPage[][] {
  const turns: ReadPage[][] = [];
  for (const own of Map.groupBy(pages, (page) => page.fromId).values()) {
    own.forEach((page, turn) => {
      turns[turn] ??= [];
      turns[turn].push(page);
    });
  }
  return turns;
}

function none({ from, to }: EndTypes, fromId: number): Refusal {
  return refuseAssociation.noneFound(from.singular, String(fromId), to.singular);
}

function toPage({ portal }: Context, rows: readonly AssociationRow[], limit: number): AssociatedObjects {
  const pairs = [...Map.groupBy(rows, (row) => row.to_id)];
  const shown = pairs.slice(0, limit);
  return {
    objects: shown.map(([toId, own]) => ({
      toId,
      // A label that this process does not know yet, or any more, is not shown: its pair has the default as well.
      types: own.flatMap((row) => portal.associationTypes.ofId(row.association_type_id) ?? []),
    })),
    after: pairs.length > limit ? String(shown.at(-1)?.[0]) : undefined,
  };
}

/** The id of the last record that was shown; 0 for the first page, undefined for what is no cursor. */
function parseAfter(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return 0;
  return readRecordId(text);
}
