import { type Context, transaction, type WriteContext } from "../domain/context.ts";
import { type CreateInput, insertRecords, planCreates } from "../domain/objects/create.ts";
import type { ObjectType } from "../model/object-type.ts";

/** A record to write, and when it was made. */
export type Dated = { readonly createdAt: number; readonly input: CreateInput };

const recordsPerTransaction = 1_000;

/**
 * Creates records in the order they come, as batches do but more of them at once, each at a time of its own.
 * @param afterwards does more in the same transaction, with the ids of what was just written
 * @yields the ids of what was written, transaction by transaction
 */
export async function* writeRecords(
  ctx: Context,
  objectType: ObjectType,
  records: Iterable<Dated>,
  afterwards?: (ctx: WriteContext, ids: readonly number[]) => Promise<void>,
): AsyncGenerator<readonly number[]> {
  for (const part of parts(records)) {
    const plans = planCreates(
      ctx,
      objectType,
      part.map(({ input }) => input),
    );
    await ctx.ids.ready();
    yield await transaction(ctx, async (ctx) => {
      const dated = await insertRecords(withTimes(ctx, part), objectType, plans);
      const ids = dated.map((record) => record.id);
      await afterwards?.({ ...ctx, now: () => (part.at(-1) as Dated).createdAt }, ids);
      return ids;
    });
  }
}

/** A context whose clock stands at the time of the record that was last given an id. */
function withTimes(ctx: WriteContext, records: readonly Dated[]): WriteContext {
  let at = -1;
  return {
    ...ctx,
    ids: {
      ...ctx.ids,
      next() {
        at += 1;
        return ctx.ids.next();
      },
    },
    now: () => records[at]?.createdAt ?? (records[0] as Dated).createdAt,
  };
}

function* parts(records: Iterable<Dated>): Generator<Dated[]> {
  let part: Dated[] = [];
  for (const record of records) {
    part.push(record);
    if (part.length < recordsPerTransaction) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
