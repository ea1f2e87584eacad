import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { type Context, transaction } from "../context.ts";
import { parseRecordId, readRecordId } from "../objects/record-id.ts";
import { associatePair, type EndTypes, type TypeReference } from "./associate-pairs.ts";
import { getDefaultType, getTypeOfPair } from "./association-types.ts";
import { dissociatePairs, type PairRemoval } from "./dissociate-pairs.ts";
import type { PairWrite } from "./write-pairs.ts";

/** Two records as a path names them. */
export type PairReference = {
  readonly fromType: ObjectType;
  readonly fromReference: string;
  readonly toType: ObjectType;
  readonly toReference: string;
};

/** Two records and the type of their link: `194` or `call_to_contact`. */
export type TypedPairReference = PairReference & { readonly typeReference: string };

/**
 * Associates two live records, in both directions at once, beside the types that they have; repeating it is a success.
 * @throws Refusal 404 where the first is not live, 400 for the second and for a type of another pair or direction
 */
export async function associate(ctx: Context, pair: TypedPairReference): Promise<void> {
  const ends = endsOf(pair);
  const type = getTypeOfPair(ctx.portal, ends.from.id, ends.to.id, pair.typeReference);
  await associatePair(ctx, ends, { ...readPair(pair), types: [String(type.id)] }, "add");
}

/**
 * Gives a pair of live records these types and no others than the default (contract 4.3).
 * @throws Refusal 404 where the first is not live, 400 for the second and for types of another pair or direction
 */
export function setAssociationTypes(
  ctx: Context,
  pair: PairReference,
  types: readonly TypeReference[],
): Promise<PairWrite> {
  return associatePair(ctx, endsOf(pair), { ...readPair(pair), types }, "replace");
}

/**
 * Associates two live records without a label; labels that they have stay.
 * @throws Refusal 404 where the first is not live, 400 for the second and where their types cannot be associated
 */
export function associateByDefault(ctx: Context, pair: PairReference): Promise<PairWrite> {
  const { id } = getDefaultType(ctx.portal, pair.fromType, pair.toType);
  return associatePair(ctx, endsOf(pair), { ...readPair(pair), types: [{ associationTypeId: id }] }, "add");
}

/**
 * Takes one type of association away, in both directions; without its default type the pair is not associated at all
 * (contract 4.3), and a pin that rested on it is cleared. What is not associated stays so: a success.
 * @throws Refusal 404 where the first record is not live, 400 for a type of another pair or direction
 */
export async function dissociate(ctx: Context, pair: TypedPairReference): Promise<void> {
  const type = getTypeOfPair(ctx.portal, pair.fromType.id, pair.toType.id, pair.typeReference);
  await removeFrom(ctx, pair, { ...readPair(pair), types: [type] });
}

/**
 * Takes every type of association between two records away, as above.
 * @throws Refusal 404 where the first record is not live
 */
export async function dissociateWholly(ctx: Context, pair: PairReference): Promise<void> {
  await removeFrom(ctx, pair, { ...readPair(pair), types: "all" });
}

async function removeFrom(ctx: Context, pair: PairReference, removal: PairRemoval): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const notLive = await dissociatePairs(ctx, endsOf(pair), [removal]);
    if (notLive.size > 0) throw refuse.recordNotFound();
  });
}

function endsOf({ fromType, toType }: PairReference): EndTypes {
  return { from: fromType, to: toType };
}

function readPair(pair: PairReference): { fromId: number; toId: number } {
  const fromId = parseRecordId(pair.fromReference);
  const toId = readRecordId(pair.toReference);
  if (toId === undefined) throw refuse.invalidId(pair.toReference);
  return { fromId, toId };
}
