import { refuseAssociation } from "../../model/association-errors.ts";
import type { AssociationCategory, AssociationType } from "../../model/association-type.ts";
import { Refusal, refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { shoutName } from "../object-types/resolve.ts";
import { type HeldIds, holdRecordIds } from "../objects/hold-records.ts";
import { readRecordId } from "../objects/record-id.ts";
import { findDeletedLabels, getTypeBetween, getTypeOfPair, isRestricted, withDefault } from "./association-types.ts";
import { type PairWrite, type WriteMode, writePairs } from "./write-pairs.ts";

export type EndTypes = { readonly from: ObjectType; readonly to: ObjectType };

/** A type as clients name it: by category and id (v4), or by id or name in one text (v3). */
export type TypeReference =
  | { readonly associationCategory?: AssociationCategory; readonly associationTypeId: number }
  | string;

/** A pair that a request wants to associate, not yet checked. */
export type PairInput = {
  readonly fromId: unknown;
  readonly toId: unknown;
  readonly types: readonly TypeReference[];
};

const longestEcho = 100;

/**
 * Associates pairs of records in one transaction; those that cannot be are told apart from the others, which are
 * written all the same (contract 4.4, 4.5).
 * @returns for each input what was written, or why it was not
 */
export async function associatePairs(
  ctx: Context,
  ends: EndTypes,
  inputs: readonly PairInput[],
  mode: WriteMode,
): Promise<(PairWrite | Refusal)[]> {
  const read = inputs.map((input) => orRefusal(() => readPair(ctx, ends, input)));
  return transaction(ctx, async (ctx) => {
    const checked = await checkPairs(ctx, ends, read, mode);
    const writes = checked.filter((one) => !(one instanceof Refusal)) as PairWrite[];
    const problems = await writePairs(ctx, { fromTypeId: ends.from.id, toTypeId: ends.to.id }, writes, mode);
    return checked.map((one) => (one instanceof Refusal ? one : (problems.get(one) ?? one)));
  });
}

/**
 * Associates one pair, or refuses it.
 * @throws Refusal 404 where the first record is not live, 400 for anything else
 */
export async function associatePair(
  ctx: Context,
  ends: EndTypes,
  pair: PairInput & { readonly fromId: number },
  mode: WriteMode,
): Promise<PairWrite> {
  const write = readPair(ctx, ends, pair);
  await transaction(ctx, async (ctx) => {
    const deleted = await findDeletedLabels(ctx, write.types);
    for (const id of deleted) throw refuse.unknownAssociationType(String(id));
    const held = await holdEnds(ctx, ends, [write], mode);
    if (!held.get(ends.from.id)?.has(write.fromId)) throw refuse.recordNotFound();
    const problem = problemOf(write, ends, deleted, held);
    if (problem) throw problem;
    const problems = await writePairs(ctx, { fromTypeId: ends.from.id, toTypeId: ends.to.id }, [write], mode);
    for (const refusal of problems.values()) throw refusal;
  });
  return write;
}

/**
 * A pair with its types.
 * @throws Refusal 400 for ids that no record can have, for unknown types and those of another pair (contract 4.7)
 */
export function readPair(ctx: Context, { from, to }: EndTypes, input: PairInput): PairWrite {
  const fromId = readEnd(input.fromId);
  const toId = readEnd(input.toId);
  const types = new Set<AssociationType>();
  for (const reference of input.types) {
    types.add(
      typeof reference === "string"
        ? getTypeOfPair(ctx.portal, from.id, to.id, reference)
        : getTypeBetween(ctx.portal, from.id, to.id, reference.associationTypeId, reference.associationCategory),
    );
  }
  return { fromId, toId, types: [...types] };
}

/**
 * The id of a pair's end in a body.
 * @throws Refusal 400 for what no record can have
 */
export function readEnd(value: unknown): number {
  const id = readRecordId(value);
  if (id === undefined) throw refuse.invalidId(String(value).slice(0, longestEcho));
  return id;
}

async function checkPairs(
  ctx: WriteContext,
  ends: EndTypes,
  read: readonly (PairWrite | Refusal)[],
  mode: WriteMode,
): Promise<(PairWrite | Refusal)[]> {
  const writes = read.filter((one) => !(one instanceof Refusal)) as PairWrite[];
  const deleted = await findDeletedLabels(
    ctx,
    writes.flatMap((write) => write.types),
  );
  const held = await holdEnds(ctx, ends, writes, mode);
  return read.map((one) => (one instanceof Refusal ? one : (problemOf(one, ends, deleted, held) ?? one)));
}

/** Holds the records at both ends, as strongly as what is to be written wants it. */
function holdEnds(
  ctx: WriteContext,
  { from, to }: EndTypes,
  writes: readonly PairWrite[],
  mode: WriteMode,
): Promise<HeldIds> {
  const types = withDefault(ctx.portal, [...new Set(writes.flatMap((write) => write.types))]);
  const inverses = types.map(ctx.portal.associationTypes.inverseOf);
  // What is worked out from a record's other associations must not change meanwhile.
  const fromStrength = mode === "replace" || types.some(isRestricted) ? "update" : "share";
  const toStrength = inverses.some(isRestricted) ? "update" : "share";
  return holdRecordIds(
    ctx,
    [
      { objectTypeId: from.id, ids: writes.map((write) => write.fromId), strength: fromStrength },
      { objectTypeId: to.id, ids: writes.map((write) => write.toId), strength: toStrength },
    ],
    ["objects"],
  );
}

function problemOf(
  { fromId, toId, types }: PairWrite,
  { from, to }: EndTypes,
  deleted: ReadonlySet<number>,
  held: HeldIds,
): Refusal | undefined {
  const gone = types.find((type) => deleted.has(type.id));
  if (gone) return refuse.unknownAssociationType(String(gone.id));
  if (from.id === to.id && fromId === toId) return refuseAssociation.toItself(fromId);
  const missing = [
    ...(held.get(from.id)?.has(fromId) ? [] : [{ typeName: shoutName(from), id: String(fromId) }]),
    ...(held.get(to.id)?.has(toId) ? [] : [{ typeName: shoutName(to), id: String(toId) }]),
  ];
  return missing.length > 0 ? refuse.associationTargets(missing) : undefined;
}

function orRefusal<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
