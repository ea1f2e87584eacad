import { refuseBatch } from "../../model/batch-errors.ts";
import { limits } from "../../model/limits.ts";
import { type Context, transaction } from "../context.ts";
import { type EndTypes, type PairInput, readEnd, readPair } from "./associate-pairs.ts";
import { dissociatePairs, type PairRemoval } from "./dissociate-pairs.ts";

/** A record and those from which it is to be parted. */
export type PartingInput = { readonly fromId: unknown; readonly toIds: readonly unknown[] };

/**
 * Takes every association of pairs away, all or nothing; those of records that are not live are left alone.
 * @throws Refusal 400 for ids that no record can have, and for too many pairs
 */
export async function dissociateMany(ctx: Context, ends: EndTypes, inputs: readonly PartingInput[]): Promise<void> {
  const removals: PairRemoval[] = [];
  for (const { fromId, toIds } of inputs) {
    const from = readEnd(fromId);
    if (removals.length + toIds.length > limits.associationPairsPerArchive) {
      throw refuseBatch.tooLarge(limits.associationPairsPerArchive);
    }
    for (const toId of toIds) removals.push({ fromId: from, toId: readEnd(toId), types: "all" });
  }
  await transaction(ctx, async (ctx) => {
    await dissociatePairs(ctx, ends, removals);
  });
}

/**
 * Takes single types of pairs away, all or nothing; the default type takes the others with it (contract 4.3).
 * @throws Refusal 400 for ids that no record can have, for unknown types and those of another pair or direction
 */
export async function dissociateTypes(ctx: Context, ends: EndTypes, inputs: readonly PairInput[]): Promise<void> {
  const removals = inputs.map((input) => readPair(ctx, ends, input));
  await transaction(ctx, async (ctx) => {
    await dissociatePairs(ctx, ends, removals);
  });
}
